// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/markuphighlighter.h"

#include "ui/style/colors.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u':' || c == u'.' || c == u'@';
}

int endOfName(const QString &text, int at)
{
    while (at < text.size() && isNameCharacter(text[at])) {
        ++at;
    }
    return at;
}

} // namespace

MarkupHighlighter::MarkupHighlighter(QTextDocument *document) : QSyntaxHighlighter(document)
{
    setPalette({});
}

MarkupHighlighter::~MarkupHighlighter() = default;

void MarkupHighlighter::setPalette(const QPalette &palette)
{
    m_tag = Style::color(Style::Token::Redirect, palette);
    m_attribute = Style::color(Style::Token::Accent, palette);
    m_value = Style::color(Style::Token::Ok, palette);
    m_comment = Style::color(Style::Token::Muted, palette);
}

void MarkupHighlighter::highlightBlock(const QString &text)
{
    if (!m_on) {
        return;
    }
    auto state = static_cast<State>(std::max(previousBlockState(), 0));
    const auto length = static_cast<int>(text.size());
    for (int at = 0; at < length;) {
        switch (state) {
        case Text: {
            const auto open = static_cast<int>(text.indexOf(u'<', at));
            if (open < 0) {
                at = length;
            } else if (QStringView(text).sliced(open).startsWith(u"<!--")) {
                state = Comment;
                at = open;
            } else if (const int name = open + (open + 1 < length && QStringView(u"/!?").contains(text[open + 1]) ? 2 : 1);
                name < length && text[name].isLetter()) {
                at = endOfName(text, name);
                setFormat(open, at - open, m_tag);
                state = Tag;
            } else {
                at = open + 1; // a `<` of a script or of nothing
            }
            break;
        }
        case Comment: {
            const auto close = static_cast<int>(text.indexOf(u"-->"_s, at));
            const int end = close < 0 ? length : close + 3;
            setFormat(at, end - at, m_comment);
            state = close < 0 ? Comment : Text;
            at = end;
            break;
        }
        case Tag: at = tagStep(text, at, state); break;
        case SingleQuoted:
        case DoubleQuoted: at = valueStep(text, at, state); break;
        }
    }
    setCurrentBlockState(state);
}

int MarkupHighlighter::tagStep(const QString &text, int at, State &state)
{
    const QChar c = text[at];
    if (c == u'>') {
        setFormat(at, 1, m_tag);
        state = Text;
        return at + 1;
    }
    if (c == u'"' || c == u'\'') {
        setFormat(at, 1, m_value);
        state = c == u'"' ? DoubleQuoted : SingleQuoted;
        return at + 1;
    }
    const int end = endOfName(text, at);
    if (end == at) {
        return at + 1;
    }
    const bool isValue = at > 0 && text[at - 1] == u'='; // one without quotes
    setFormat(at, end - at, isValue ? m_value : m_attribute);
    return end;
}

int MarkupHighlighter::valueStep(const QString &text, int at, State &state)
{
    const auto close = static_cast<int>(text.indexOf(state == DoubleQuoted ? u'"' : u'\'', at));
    const int end = close < 0 ? static_cast<int>(text.size()) : close + 1;
    setFormat(at, end - at, m_value);
    state = close < 0 ? state : Tag;
    return end;
}

} // namespace Retort::Requests
