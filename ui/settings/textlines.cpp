// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/textlines.h"

#include "engine/base/linediff.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

struct Symbol
{
    char16_t character;
    char16_t shown;
};
constexpr std::array symbols{Symbol{u'\0', u'\u2400'}, Symbol{u'\r', u'\u240D'}, Symbol{u'\v', u'\u240B'}, Symbol{u'\f', u'\u240C'},
    Symbol{u'\u2028', u'\u2424'}, Symbol{u'\u2029', u'\u2425'}};

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::size_t markLength(const std::string &bytes)
{
    return bytes.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
}

// Less a byte order mark.
std::vector<std::string> rawLines(const std::string &bytes)
{
    std::vector<std::string> lines;
    std::size_t begin = markLength(bytes);
    for (std::size_t end = 0; (end = bytes.find('\n', begin)) != std::string::npos; begin = end + 1) {
        lines.push_back(bytes.substr(begin, end + 1 - begin));
    }
    lines.push_back(bytes.substr(begin));
    return lines;
}

std::string_view endOf(std::string_view raw)
{
    return raw.ends_with("\r\n") ? "\r\n" : raw.ends_with('\n') ? "\n" : "";
}

bool isUtf8(const std::string &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    return bytes.empty() || (!text.isEmpty() && !decoder.hasError()) || bytes == byteOrderMark;
}

QString decoded(std::string_view raw, bool utf8)
{
    const std::string_view content = raw.substr(0, raw.size() - endOf(raw).size());
    QString text = utf8 ? QString::fromUtf8(content.data(), qsizetype(content.size()))
                        : QString::fromLatin1(content.data(), qsizetype(content.size()));
    for (const Symbol &symbol : symbols) {
        text.replace(QChar(symbol.character), QChar(symbol.shown));
    }
    return text;
}

std::string encoded(QString line, bool utf8)
{
    for (const Symbol &symbol : symbols) {
        line.replace(QChar(symbol.shown), QChar(symbol.character));
    }
    const bool fits = std::all_of(line.cbegin(), line.cend(), [](QChar c) { return c.unicode() < 0x100; });
    return (utf8 || !fits ? line.toUtf8() : line.toLatin1()).toStdString();
}

// The length of what both share at the begin, and behind that at the end.
std::pair<qsizetype, qsizetype> sharedEnds(const QStringList &before, const QStringList &now)
{
    const qsizetype least = std::min(before.size(), now.size());
    qsizetype head = 0;
    while (head < least && before[head] == now[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < least - head && before[before.size() - 1 - tail] == now[now.size() - 1 - tail]) {
        ++tail;
    }
    return {head, tail};
}

std::vector<DiffStep> stepsBetween(const QStringList &before, const QStringList &now)
{
    LineNumbers<QString> numbers;
    const std::vector<int> first = numbers.of(before);
    return lineDiff(first, numbers.of(now));
}

} // namespace

QStringList displayLines(const std::string &bytes)
{
    const bool utf8 = isUtf8(bytes);
    QStringList lines;
    for (const std::string &raw : rawLines(bytes)) {
        lines.append(decoded(raw, utf8));
    }
    return lines;
}

std::string withLines(const std::string &bytes, const QStringList &lines)
{
    const std::vector<std::string> raw = rawLines(bytes);
    const bool utf8 = isUtf8(bytes);
    const QStringList before = displayLines(bytes);
    const auto [head, tail] = sharedEnds(before, lines);
    const std::string_view firstEnd = endOf(raw.front());
    std::vector<std::string> result(raw.begin(), raw.begin() + head);
    for (qsizetype i = head; i < lines.size() - tail; ++i) {
        // The end of the line that was here, or the habit of the file.
        const bool paired = std::size_t(i) < raw.size() - std::size_t(tail);
        const std::string_view end = paired && !endOf(raw[std::size_t(i)]).empty() ? endOf(raw[std::size_t(i)]) : firstEnd;
        result.push_back(encoded(lines[i], utf8).append(end));
    }
    result.insert(result.end(), raw.end() - tail, raw.end());

    std::string text = bytes.substr(0, markLength(bytes));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::string_view end = endOf(result[i]);
        const bool last = i + 1 == result.size();
        text += std::string_view(result[i]).substr(0, result[i].size() - end.size());
        text += last ? "" : !end.empty() ? end : firstEnd.empty() ? "\n" : firstEnd;
    }
    return text;
}

LineChanges lineChanges(const QStringList &before, const QStringList &now)
{
    LineChanges changes;
    QList<int> removed;
    for (const DiffStep &step : stepsBetween(before, now)) {
        if (step.kind == DiffStep::Kind::Removed) {
            removed.append(int(step.now));
        } else if (step.kind == DiffStep::Kind::Added) {
            changes.changed.append(int(step.now));
        }
    }
    // Where lines also came, the change shows already.
    for (const int place : std::as_const(removed)) {
        if (!changes.changed.contains(place) && !changes.removedAbove.contains(place)) {
            changes.removedAbove.append(place);
        }
    }
    return changes;
}

QStringList comparison(const QStringList &before, const QStringList &now)
{
    QStringList lines;
    for (const DiffStep &step : stepsBetween(before, now)) {
        switch (step.kind) {
        case DiffStep::Kind::Same: lines.append(u"  "_s + now[qsizetype(step.now)]); break;
        case DiffStep::Kind::Removed: lines.append(u"- "_s + before[qsizetype(step.before)]); break;
        case DiffStep::Kind::Added: lines.append(u"+ "_s + now[qsizetype(step.now)]); break;
        }
    }
    return lines;
}

} // namespace Retort::Ui
