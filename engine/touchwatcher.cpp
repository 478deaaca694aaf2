// SPDX-License-Identifier: Apache-2.0
#include "engine/touchwatcher.h"

#include <QFileInfo>

namespace Retort {

TouchWatcher::TouchWatcher(const QStringList &paths, QObject *parent) : QObject(parent)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        m_times.insert(path, info.lastModified());
        m_watcher.addPath(info.absolutePath());
        if (info.exists()) {
            m_watcher.addPath(path);
        }
    }
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &TouchWatcher::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &TouchWatcher::look);
}

// `told`: the path the system named.
void TouchWatcher::look(const QString &told)
{
    QStringList changed;
    for (auto known = m_times.begin(); known != m_times.end(); ++known) {
        const QFileInfo info(known.key());
        if (info.exists() && !m_watcher.files().contains(known.key())) {
            m_watcher.addPath(known.key());  // it is new, or was replaced: the watch went with the old one
        }
        // The time of a folder is as coarse as the kernel's tick: two changes of its entries may leave the same one.
        const bool isFolder = known.key() == told && info.isDir();
        if (info.exists() && (isFolder || info.lastModified() != known.value())) {
            known.value() = info.lastModified();
            changed.append(known.key());
        }
    }
    for (const QString &path : std::as_const(changed)) {
        Q_EMIT touched(path);
    }
}

} // namespace Retort
