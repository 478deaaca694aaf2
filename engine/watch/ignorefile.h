// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/pathpattern.h"

#include <QList>
#include <QString>

#include <optional>

namespace Retort::Watch {

// The patterns of one .gitignore (or .git/info/exclude) and the folder they are relative to. A plain value.
class IgnoreFile final
{
public:
    struct Match
    {
        bool ignored = false;  // false: a !pattern takes it back
        QString pattern;
        int line = 0;          // 1-based
    };

    IgnoreFile() = default;
    // Reads the file; a missing or unreadable one has no patterns. At most 1 MiB of it.
    IgnoreFile(const QString &path, const QString &folder);
    // The patterns of `text`, for [retort] ignore and for tests.
    static IgnoreFile fromText(QStringView text, const QString &folder);

    const QString &path() const noexcept { return m_path; }
    bool isEmpty() const noexcept { return m_lines.isEmpty(); }
    // The last pattern that matches decides; null when none does. `path` is absolute and inside the folder.
    std::optional<Match> match(const QString &path, bool isFolder) const;

private:
    struct Line
    {
        PathPattern pattern;
        int number = 0;
    };

    void read(QStringView text);

    QString m_path;
    QString m_prefix;  // the folder, with a slash at the end
    QList<Line> m_lines;
};

} // namespace Retort::Watch
