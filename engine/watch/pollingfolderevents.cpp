// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/pollingfolderevents.h"

#include "engine/base/clock.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

namespace Retort::Watch {

PollingFolderEvents::PollingFolderEvents(int interval) : m_intervalMs(interval)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PollingFolderEvents::look);
}

bool PollingFolderEvents::isNeededFor(const QString &folder)
{
    static constexpr const char *types[] = {
        "nfs",
        "cifs",
        "smb",
        "9p",
        "virtiofs",
        "vboxsf",
        "vmhgfs",
        "prl_fs",
        "drvfs",
        "fuse.sshfs",
        "fuse.osxfs",
        "fuse.grpcfuse",
        "fuse.vmhgfs",
        "fuse.rclone",
        "afpfs",
        "webdav",
        "davfs",
        "ceph",
        "afs",
        "ncpfs",
        "fakeowner",
    };
    const QByteArray type = QStorageInfo(folder).fileSystemType().toLower();
    return std::ranges::any_of(types, [&](const char *known) { return type.startsWith(known); });
}

FolderEvents::Outcome PollingFolderEvents::add(const QString &folder)
{
    if (!m_folders.contains(folder)) {
        if (!QFileInfo(folder).isDir()) {
            return Outcome::Gone;
        }
        m_folders.insert(folder, FolderSnapshot::of(folder));
        if (!m_timer.isActive()) {
            m_timer.start(m_intervalMs);
        }
    }
    return Outcome::Watched;
}

void PollingFolderEvents::remove(const QString &folder)
{
    m_folders.remove(folder);
}

void PollingFolderEvents::look()
{
    const std::int64_t begin = monotonicUs();
    const QStringList folders = m_folders.keys();
    for (const QString &folder : folders) {
        const auto known = m_folders.find(folder);
        if (known == m_folders.end()) {
            continue;  // a listener has removed it
        }
        const FolderSnapshot now = FolderSnapshot::of(folder);
        const QStringList changed = known->differences(now);
        *known = now;
        for (const QString &name : changed) {
            Q_EMIT happened(folder, name);
        }
    }
    if (!m_folders.isEmpty()) {
        const int tookMs = static_cast<int>((monotonicUs() - begin) / 1000);
        m_timer.start(std::max(m_intervalMs, tookMs * 10));
    }
}

} // namespace Retort::Watch
