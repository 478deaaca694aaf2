// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/folderevents.h"
#include "engine/watch/foldersnapshot.h"

#include <QFileSystemWatcher>
#include <QHash>

namespace Retort::Watch {

// Folder events with what Qt offers on every platform. QFileSystemWatcher tells of a folder that "something" changed
// and needs each file named, so both are given to it, and snapshots tell what it was.
class QtFolderEvents final : public FolderEvents
{
public:
    QtFolderEvents();

    Outcome add(const QString &folder) override;
    void remove(const QString &folder) override;

private:
    void folderChanged(const QString &folder);
    void fileChanged(const QString &path);
    void watchFiles(const QString &folder, const QStringList &names);

    QFileSystemWatcher m_watcher;
    QHash<QString, FolderSnapshot> m_folders;
};

} // namespace Retort::Watch
