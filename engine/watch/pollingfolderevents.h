// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/folderevents.h"
#include "engine/watch/foldersnapshot.h"

#include <QHash>
#include <QTimer>

namespace Retort::Watch {

// For file systems that tell nobody of changes made on another computer (NFS, SMB, folders shared into a container
// or a virtual machine): looks at every folder once a second, or, when that takes long, with at most a tenth of the time.
class PollingFolderEvents final : public FolderEvents
{
public:
    static constexpr int intervalMs = 1'000;

    explicit PollingFolderEvents(int interval = intervalMs);

    // Whether changes on this file system may go untold: by its type.
    static bool isNeededFor(const QString &folder);

    Outcome add(const QString &folder) override;
    void remove(const QString &folder) override;
    bool isPolling() const noexcept override { return true; }

private:
    void look();

    int m_intervalMs;
    QTimer m_timer;
    QHash<QString, FolderSnapshot> m_folders;
};

} // namespace Retort::Watch
