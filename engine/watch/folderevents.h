// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace Retort::Watch {

// Tells what happens to the entries of folders; not to those of folders inside them. A file counts as changed when
// whoever writes it closes it, so that half-written files are not read. Lives on one thread with an event loop.
class FolderEvents : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderEvents)

public:
    enum class Outcome : quint8 { Watched, Gone, NoRoom };

    // From the operating system, without polling: inotify on Linux, QFileSystemWatcher elsewhere.
    static std::unique_ptr<FolderEvents> fromSystem();

    // Harmless when it is watched already. NoRoom: the system's limit for watches is reached.
    virtual Outcome add(const QString &folder) = 0;
    virtual void remove(const QString &folder) = 0;
    // How it learns of changes, for people: "file events" or "looking every second".
    virtual bool isPolling() const noexcept { return false; }

Q_SIGNALS:
    // The entry was written, touched, renamed (both names), created or removed.
    void happened(const QString &folder, const QString &name);
    // Events were lost: anything may have changed.
    void lost();

protected:
    FolderEvents() = default;
};

} // namespace Retort::Watch
