// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/qtfolderevents.h"

#include <QFileInfo>

namespace Retort::Watch {

QtFolderEvents::QtFolderEvents()
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &QtFolderEvents::folderChanged);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &QtFolderEvents::fileChanged);
}

FolderEvents::Outcome QtFolderEvents::add(const QString &folder)
{
    if (m_folders.contains(folder)) {
        return Outcome::Watched;
    }
    if (!m_watcher.addPath(folder)) {
        return QFileInfo(folder).isDir() ? Outcome::NoRoom : Outcome::Gone;
    }
    const FolderSnapshot snapshot = FolderSnapshot::of(folder);
    watchFiles(folder, snapshot.names());
    m_folders.insert(folder, snapshot);
    return Outcome::Watched;
}

void QtFolderEvents::remove(const QString &folder)
{
    if (!m_folders.contains(folder)) {
        return;
    }
    QStringList paths{folder};
    for (const QString &name : m_folders.take(folder).names()) {
        paths.append(folder + u'/' + name);
    }
    m_watcher.removePaths(paths);
}

void QtFolderEvents::watchFiles(const QString &folder, const QStringList &names)
{
    QStringList files;
    for (const QString &name : names) {
        const QString path = folder + u'/' + name;
        if (QFileInfo(path).isFile()) {
            files.append(path);
        }
    }
    if (!files.isEmpty()) {
        m_watcher.addPaths(files);  // harmless for those it has
    }
}

void QtFolderEvents::folderChanged(const QString &folder)
{
    const auto known = m_folders.find(folder);
    if (known == m_folders.end()) {
        return;
    }
    const FolderSnapshot now = FolderSnapshot::of(folder);
    const QStringList changed = known->differences(now);
    *known = now;
    watchFiles(folder, changed);  // a file that was replaced has lost its watch
    for (const QString &name : changed) {
        Q_EMIT happened(folder, name);
    }
}

void QtFolderEvents::fileChanged(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString folder = path.left(slash);
    if (m_folders.contains(folder)) {
        m_folders[folder] = FolderSnapshot::of(folder);
        watchFiles(folder, {path.mid(slash + 1)});
        Q_EMIT happened(folder, path.mid(slash + 1));
    }
}

} // namespace Retort::Watch
