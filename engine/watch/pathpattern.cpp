// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/pathpattern.h"

using namespace Qt::StringLiterals;

namespace Retort::Watch {

namespace {

// The end of a [set] that begins at `at`, or -1 when it is none.
qsizetype setEnd(QStringView glob, qsizetype at)
{
    qsizetype end = at + 1;
    if (end < glob.size() && (glob[end] == u'!' || glob[end] == u'^')) {
        ++end;
    }
    if (end < glob.size() && glob[end] == u']') {
        ++end;
    }
    while (end < glob.size() && glob[end] != u']') {
        ++end;
    }
    return end < glob.size() ? end : -1;
}

QString setExpression(QStringView set)
{
    QString body = set.toString().replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s);
    if (body.startsWith(u'!')) {
        body[0] = u'^';
    }
    return u"(?!/)["_s + body + u']';
}

// "**" between slashes, at the beginning or at the end; returns how much of the glob it was.
qsizetype appendStars(QString &expression, QStringView glob, qsizetype at)
{
    const bool beginsPart = at == 0 || glob[at - 1] == u'/';
    if (!glob.sliced(at).startsWith(u"**"_s) || !beginsPart) {
        expression += u"[^/]*"_s;
        return 1;
    }
    if (at + 2 == glob.size()) {
        expression += u".*"_s;
        return 2;
    }
    if (glob[at + 2] == u'/') {
        expression += u"(?:.*/)?"_s;
        return 3;
    }
    expression += u"[^/]*"_s;
    return 2;
}

QString expressionFor(QStringView glob)
{
    QString expression;
    for (qsizetype at = 0; at < glob.size();) {
        const QChar c = glob[at];
        if (c == u'*') {
            at += appendStars(expression, glob, at);
            continue;
        }
        if (c == u'[') {
            if (const qsizetype end = setEnd(glob, at); end > 0) {
                expression += setExpression(glob.sliced(at + 1, end - at - 1));
                at = end + 1;
                continue;
            }
        }
        if (c == u'\\' && at + 1 < glob.size()) {
            ++at;
        }
        expression += c == u'?' ? u"[^/]"_s : QRegularExpression::escape(QString(glob[at]));
        ++at;
    }
    return QRegularExpression::anchoredPattern(expression);
}

} // namespace

std::optional<PathPattern> PathPattern::fromLine(QStringView line)
{
    while (line.endsWith(u'\r') || (line.endsWith(u' ') && !line.endsWith(u"\\ "_s))) {
        line.chop(1);
    }
    if (line.isEmpty() || line.startsWith(u'#')) {
        return std::nullopt;
    }
    PathPattern pattern;
    pattern.m_text = line.toString();
    if (line.startsWith(u'!')) {
        pattern.m_negated = true;
        line = line.sliced(1);
    }
    if (line.endsWith(u'/')) {
        pattern.m_foldersOnly = true;
        line.chop(1);
    }
    pattern.m_anchored = line.contains(u'/');
    if (line.startsWith(u'/')) {
        line = line.sliced(1);
    }
    if (line.isEmpty()) {
        return std::nullopt;
    }
    pattern.m_expression.setPattern(expressionFor(line));
    if (!pattern.m_expression.isValid()) {
        return std::nullopt;  // git, too, ignores what it cannot read
    }
    return pattern;
}

bool PathPattern::matches(const QString &path, bool isFolder) const
{
    if (m_foldersOnly && !isFolder) {
        return false;
    }
    const QString subject = m_anchored ? path : path.mid(path.lastIndexOf(u'/') + 1);
    return m_expression.match(subject).hasMatch();
}

} // namespace Retort::Watch
