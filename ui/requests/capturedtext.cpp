// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/capturedtext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Requests)
};

constexpr qsizetype mostHexBytes = 64 * 1024;
constexpr qsizetype hexLine = 16;

bool isInvisible(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return c == u'\u061c' || c == u'\u115f' || c == u'\u3164'; // a letter only by name
    }
}

void appendShown(QString &to, QChar c)
{
    if (c == u'\t' || !isInvisible(c)) {
        to.append(c);
    } else {
        to.append(u"\\u%1"_s.arg(uint{c.unicode()}, 4, 16, QChar(u'0')));
    }
}

} // namespace

QString shownLine(QStringView text, qsizetype most)
{
    QString shown;
    for (const QChar c : text.first(std::min(most, text.size()))) {
        appendShown(shown, c);
    }
    if (text.size() > most) {
        shown.append(Words::tr("… (%1 more characters)").arg(text.size() - most));
    }
    return shown;
}

QString shownText(QStringView text)
{
    const QStringView kept = text.first(std::min(mostShownChars, text.size()));
    QString shown;
    shown.reserve(kept.size());
    for (qsizetype start = 0; start <= kept.size();) {
        qsizetype end = kept.indexOf(u'\n', start);
        end = end < 0 ? kept.size() : end;
        QStringView line = kept.sliced(start, end - start);
        line.chop(line.endsWith(u'\r') ? 1 : 0);
        shown.append(shownLine(line));
        if (end < kept.size()) {
            shown.append(u'\n');
        }
        start = end + 1;
    }
    if (kept.size() < text.size()) {
        shown.append(u'\n' + Words::tr("… (%1 more characters)").arg(text.size() - kept.size()));
    }
    return shown;
}

QString headerValue(const QJsonArray &headers, QStringView name)
{
    for (const auto &header : headers) {
        const QJsonArray pair = header.toArray();
        if (pair.at(0).toString().compare(name, Qt::CaseInsensitive) == 0) {
            return pair.at(1).toString();
        }
    }
    return {};
}

CapturedBody capturedBody(const QJsonValue &value, const QJsonArray &headers)
{
    const QJsonObject json = value.toObject();
    CapturedBody body;
    body.known = value.isObject();
    body.bytes = QByteArray::fromBase64(json.value("base64"_L1).toString().toLatin1());
    body.size = std::max<qint64>(json.value("bytes"_L1).toInteger(), body.bytes.size());
    body.cut = json.value("cut"_L1).toBool();
    body.contentType = headerValue(headers, u"Content-Type").trimmed();
    body.type = body.contentType.section(u';', 0, 0).trimmed().toLower();
    body.encoding = headerValue(headers, u"Content-Encoding").trimmed().toLower();
    if (body.encoding == u"identity"_s) {
        body.encoding.clear();
    }
    return body;
}

QString hexText(const QByteArray &bytes)
{
    QString text;
    const qsizetype shown = std::min(bytes.size(), mostHexBytes);
    for (qsizetype at = 0; at < shown; at += hexLine) {
        const QByteArray line = bytes.sliced(at, std::min(hexLine, shown - at));
        text.append(u"%1  "_s.arg(at, 8, 16, QChar(u'0')));
        text.append(QString::fromLatin1(line.toHex(' ')).leftJustified(hexLine * 3, u' '));
        for (const char c : line) {
            text.append(QLatin1Char(c >= 32 && c < 127 ? c : '.'));
        }
        text.append(u'\n');
    }
    if (shown < bytes.size()) {
        text.append(Words::tr("… (%1 more bytes)").arg(bytes.size() - shown));
    }
    return text;
}

} // namespace Retort::Requests
