// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/net/listener.h"
#include "engine/net/socket_unix.h"

#include <sys/un.h>

namespace Retort::Net {

struct LocalAddress
{
    sockaddr_un address = {};
    socklen_t length = 0;
    const sockaddr *generic() const noexcept { return reinterpret_cast<const sockaddr *>(&address); }
};

// The address of a path or of an abstract socket "@name" (Linux); PathTooLong.
Result<LocalAddress> localAddress(const QString &path);

// A bound Unix-domain socket and the file it made, which it removes again when it goes: only if it
// is still that file (device and inode), and through the folder as it was when the file was made.
//
// Made under umask 0177, so nobody else could connect before the mode was set. An old file in the
// way is removed only if it is a socket of this user on which nobody answers; a symlink never is.
// (RELIABILITY.md part 3, 8 and 9.) The umask belongs to the process: make it while no other thread
// makes files. Lives on the engine's thread.
class LocalSocketFile final
{
public:
    static Result<LocalSocketFile> make(const QString &path, const ListenOptions &options);
    ~LocalSocketFile() { remove(); }
    LocalSocketFile(LocalSocketFile &&other) noexcept;
    LocalSocketFile &operator=(LocalSocketFile &&) = delete;

    Descriptor takeSocket() noexcept { return std::move(m_socket); }
    const QString &path() const noexcept { return m_path; }
    void keep() noexcept { m_folder.reset(); }
    void remove() noexcept;

private:
    LocalSocketFile() = default;
    Result<void> openFolder();
    Result<void> clearTheWay(const LocalAddress &address);
    Result<void> bind(const LocalAddress &address);
    Result<void> setAccess(const ListenOptions &options);

    QString m_path;         // absolute, or "@name"
    QByteArray m_name;      // within the folder
    Descriptor m_folder;    // open as long as there is a file to remove
    Descriptor m_socket;
    quint64 m_device = 0;   // 0 with inode 0: no file was made yet
    quint64 m_inode = 0;
};

} // namespace Retort::Net
