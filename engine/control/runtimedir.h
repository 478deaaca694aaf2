// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QList>
#include <QString>

namespace Retort::Control {

// Where the control sockets of the running sites of this user are, one NAME.sock each:
// $XDG_RUNTIME_DIR/retort, or <temp>/retort-<uid> when there is no such folder or its path is too long for
// a socket address. The folder is ours, 0700, and no symlink: anything else is an Error that names it
// (somebody may have put it there first). On Windows sockets are named pipes, \\.\pipe\retort-USER-NAME, and
// there is no folder. A plain value.
class RuntimeDir final
{
public:
    struct Site
    {
        QString name;
        QString socketPath;
    };

    // Creates the folder if needed.
    static Result<RuntimeDir> open();
    // For tests and --runtime-dir: this folder, same checks.
    static Result<RuntimeDir> openAt(const QString &folder);

    const QString &folder() const noexcept { return m_folder; }
    // The address for a site; `number` above 1 gives NAME-2 and so on. The name is reduced to [A-Za-z0-9_.-] and to
    // what a socket path has room for.
    QString siteName(const QString &wanted, int number = 1) const;
    QString socketPath(const QString &siteName) const;

    // Sites whose engine answers, by name. Socket files that nobody answers on are removed.
    QList<Site> runningSites() const;

    // Whether somebody listens on a socket of the folder: only a refused connection or a missing file proves that nobody does.
    static bool isAnswered(const QString &socketPath);

private:
    // A socket path in this folder fits an address, with a name of some use.
    static bool hasRoom(const QString &folder);
    explicit RuntimeDir(QString folder) : m_folder(std::move(folder)) {}
    QString m_folder;
};

// The user this process acts for; -1 where users have no numbers (Windows).
qint64 currentUserId() noexcept;

} // namespace Retort::Control
