// SPDX-License-Identifier: Apache-2.0
#include "ui/output/styledtext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

struct Style
{
    int colour = -1;
    bool bold = false;
    bool underline = false;

    bool isPlain() const { return colour < 0 && !bold && !underline; }
    friend bool operator==(const Style &, const Style &) = default;
};

constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;

bool reordersText(char16_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e || code == 0x200f || code == 0x061c;
}

// "38;5;196" and "38;2;r;g;b" name colours we do not have: their numbers are passed over.
qsizetype extendedColourLength(const QStringList &numbers, qsizetype at)
{
    const int kind = numbers.value(at + 1).toInt();
    return kind == 5 ? 2 : (kind == 2 ? 4 : 0);
}

void applyStyle(const QStringList &numbers, Style &style)
{
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const int number = numbers.at(i).toInt();
        if (number == 0) {
            style = {};
        } else if (number == 1) {
            style.bold = true;
        } else if (number == 22) {
            style.bold = false;
        } else if (number == 4 || number == 24) {
            style.underline = number == 4;
        } else if (number >= 30 && number <= 37) {
            style.colour = number - 30;
        } else if (number >= 90 && number <= 97) {
            style.colour = number - 90 + 8;
        } else if (number == 39) {
            style.colour = -1;
        } else if (number == 38 || number == 48) {
            i += extendedColourLength(numbers, i);
        }
    }
}

// Reads one escape sequence that begins at `at`; returns the place behind it.
qsizetype passEscape(const QString &raw, qsizetype at, Style &style)
{
    const QChar kind = at + 1 < raw.size() ? raw.at(at + 1) : QChar();
    if (kind == u'[') {  // CSI: parameters, then one letter
        qsizetype end = at + 2;
        while (end < raw.size() && raw.at(end).unicode() >= 0x20 && raw.at(end).unicode() < 0x40) {
            ++end;
        }
        if (end < raw.size() && raw.at(end) == u'm') {
            applyStyle(raw.sliced(at + 2, end - at - 2).split(u';'), style);
        }
        return std::min(end + 1, raw.size());
    }
    if (kind == u']') {  // OSC: up to BEL or ESC backslash; titles, links and the like
        for (qsizetype end = at + 2; end < raw.size(); ++end) {
            if (raw.at(end).unicode() == bell) {
                return end + 1;
            }
            if (raw.at(end).unicode() == escape) {
                return std::min(end + 2, raw.size());
            }
        }
        return raw.size();
    }
    return std::min(at + 2, raw.size());
}

void appendVisible(QString &text, QChar character)
{
    const char16_t code = character.unicode();
    if (code == u'\t') {
        text += u"    "_s;
    } else if (code < 0x20) {
        text += QChar(0x2400 + code);  // ␀ ␁ …
    } else if (code == 0x7f) {
        text += QChar(0x2421);
    } else if (reordersText(code) || (code >= 0x80 && code < 0xa0)) {
        text += u"<U+%1>"_s.arg(code, 4, 16, QChar(u'0')).toUpper();
    } else {
        text += character;
    }
}

} // namespace

StyledText styledText(const QString &raw)
{
    StyledText styled;
    Style style;
    Style runStyle;
    qsizetype runStart = 0;
    const auto endRun = [&] {
        if (!runStyle.isPlain() && styled.text.size() > runStart) {
            styled.spans.append({runStart, styled.text.size() - runStart, runStyle.colour, runStyle.bold, runStyle.underline});
        }
        runStart = styled.text.size();
        runStyle = style;
    };
    qsizetype at = 0;
    while (at < raw.size() && styled.text.size() < longestLine) {
        if (raw.at(at).unicode() == escape) {
            at = passEscape(raw, at, style);
            if (!(style == runStyle)) {
                endRun();
            }
        } else {
            appendVisible(styled.text, raw.at(at++));
        }
    }
    endRun();
    if (at < raw.size()) {
        styled.text += QCoreApplication::translate("Output", " … %1 more characters").arg(raw.size() - at);
    }
    return styled;
}

std::optional<SourceLink> sourceLink(const QString &text)
{
    if (!text.contains(".py"_L1)) {
        return std::nullopt;
    }
    static const QRegularExpression frame(uR"re(File "([^"]+)", line (\d+))re"_s);
    static const QRegularExpression place(uR"re(((?:/|[A-Za-z]:\\)[^\s:"',]+\.py)(?:, line |:)(\d+))re"_s);
    QRegularExpressionMatch match = frame.match(text);
    if (!match.hasMatch()) {
        match = place.match(text);
    }
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return SourceLink{match.capturedStart(1), match.capturedEnd(2) - match.capturedStart(1), match.captured(1), match.captured(2).toInt()};
}

} // namespace Retort::Output
