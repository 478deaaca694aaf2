// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace Retort::Watch {

// What a folder held at some moment: names, times, sizes. Two of them tell which entries changed. A plain value.
class FolderSnapshot final
{
public:
    FolderSnapshot() = default;
    static FolderSnapshot of(const QString &folder);

    // Names that are new, gone or different in `later`.
    QStringList differences(const FolderSnapshot &later) const;
    QStringList names() const { return m_entries.keys(); }

private:
    struct Entry
    {
        qint64 modifiedMs = 0;
        qint64 bytes = 0;
        bool isFolder = false;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    QHash<QString, Entry> m_entries;
};

} // namespace Retort::Watch
