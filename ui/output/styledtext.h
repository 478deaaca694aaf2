// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Retort::Output {

// One line of what a program wrote, ready to be painted. Its text holds no control characters: terminal colours have become
// spans, other sequences are gone, and what would be invisible or reorder text is shown as a visible character.
struct StyledText
{
    struct Span
    {
        qsizetype start = 0;
        qsizetype length = 0;
        int colour = -1;  // 0–7 normal, 8–15 bright; -1: the text colour
        bool bold = false;
        bool underline = false;

        friend bool operator==(const Span &, const Span &) = default;
    };

    QString text;
    QList<Span> spans;  // where the style is not plain; ascending, never overlapping
};

// Parses, never executes: no sequence has an effect beyond its line. Longer lines than `longestLine` are cut, and say so.
inline constexpr qsizetype longestLine = 4000;
StyledText styledText(const QString &raw);

// A place in a source file that a line names, as tracebacks do.
struct SourceLink
{
    qsizetype start = 0;  // what to underline
    qsizetype length = 0;
    QString file;
    int line = 0;
};
std::optional<SourceLink> sourceLink(const QString &text);

} // namespace Retort::Output
