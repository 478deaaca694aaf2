// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/foldersnapshot.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>

namespace Retort::Watch {

FolderSnapshot FolderSnapshot::of(const QString &folder)
{
    FolderSnapshot snapshot;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo info = entries.fileInfo();
        // The time of a folder changes with its entries, which is their business.
        const bool isFolder = info.isDir();
        snapshot.m_entries.insert(
            entries.fileName(), {isFolder ? 0 : info.lastModified().toMSecsSinceEpoch(), isFolder ? 0 : info.size(), isFolder});
    }
    return snapshot;
}

QStringList FolderSnapshot::differences(const FolderSnapshot &later) const
{
    QStringList names;
    for (auto entry = later.m_entries.cbegin(); entry != later.m_entries.cend(); ++entry) {
        const auto before = m_entries.constFind(entry.key());
        if (before == m_entries.constEnd() || !(*before == *entry)) {
            names.append(entry.key());
        }
    }
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        if (!later.m_entries.contains(entry.key())) {
            names.append(entry.key());
        }
    }
    return names;
}

} // namespace Retort::Watch
