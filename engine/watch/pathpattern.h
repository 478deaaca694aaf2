// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringView>

#include <optional>

namespace Retort::Watch {

// One pattern of a .gitignore file, or of [retort] watch and ignore, which use the same language
// (gitignore(5)): * and ? stop at a slash, ** does not, [a-z] is a set, a slash at the end means folders only,
// a slash before that ties the pattern to its folder. A leading ! takes back what an earlier pattern said.
// A plain value.
class PathPattern final
{
public:
    // Null for an empty line and a comment.
    static std::optional<PathPattern> fromLine(QStringView line);

    // `path` is relative to the folder the pattern belongs to, with slashes.
    bool matches(const QString &path, bool isFolder) const;
    bool isNegated() const noexcept { return m_negated; }
    const QString &text() const noexcept { return m_text; }

private:
    QString m_text;
    QRegularExpression m_expression;
    bool m_negated = false;
    bool m_foldersOnly = false;
    bool m_anchored = false;  // else it is compared with the last part of the path alone
};

} // namespace Retort::Watch
