// SPDX-License-Identifier: Apache-2.0
#include "engine/net/localsocketfile_unix.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

namespace Retort::Net {

namespace {

std::unexpected<Error> failure(Errc code, const QString &sentence)
{
    return std::unexpected(Error{code, sentence});
}

std::unexpected<Error> systemFailure(int error, const QString &what)
{
    const Errc code = error == EACCES || error == EPERM || error == EROFS ? Errc::PermissionDenied : Errc::Io;
    return failure(code, QStringLiteral("%1: %2.").arg(what, qt_error_string(error)));
}

// A number, or a name that the user or group database knows.
template<typename Id, typename Lookup>
std::optional<Id> ownerId(const QString &text, Lookup lookup)
{
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    if (isNumber) {
        return Id(number);
    }
    return lookup(text.toLocal8Bit().constData());
}

std::optional<uid_t> userByName(const char *name)
{
    const passwd *entry = getpwnam(name);
    return entry != nullptr ? std::optional(entry->pw_uid) : std::nullopt;
}

std::optional<gid_t> groupByName(const char *name)
{
    const group *entry = getgrnam(name);
    return entry != nullptr ? std::optional(entry->gr_gid) : std::nullopt;
}

// The folder itself may be a link (/var/run is one) if nobody but root or this user could have made it.
Descriptor openFolderOf(const QByteArray &folder)
{
    Descriptor opened(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat link = {};
    if (!opened.isOpen() && (errno == ELOOP || errno == ENOTDIR) && lstat(folder.constData(), &link) == 0 && S_ISLNK(link.st_mode)
        && (link.st_uid == 0 || link.st_uid == geteuid())) {
        opened.reset(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    return opened;
}

} // namespace

Result<LocalAddress> localAddress(const QString &path)
{
    LocalAddress made;
    made.address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    constexpr qsizetype room = sizeof made.address.sun_path - 1;
    if (name.size() > room) {
        const auto sentence = QStringLiteral(
            "The socket path %1 has %2 bytes, and the system takes at most %3: choose a shorter one, such as /tmp/app.sock.");
        return failure(Errc::PathTooLong, sentence.arg(path).arg(name.size()).arg(room));
    }
    std::memcpy(made.address.sun_path, name.constData(), std::size_t(name.size()));
    made.length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size()) + 1);
    if (name.startsWith('@')) {
#ifdef Q_OS_LINUX
        made.address.sun_path[0] = '\0';  // unix(7): an abstract name has no file, and its length ends it
        --made.length;
#else
        return failure(Errc::BadAddress, QStringLiteral("Abstract sockets such as %1 exist on Linux only: use a path.").arg(path));
#endif
    }
    return made;
}

LocalSocketFile::LocalSocketFile(LocalSocketFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_name(std::move(other.m_name))
    , m_folder(std::move(other.m_folder))
{
    m_socket = std::move(other.m_socket);
    m_device = other.m_device;
    m_inode = std::exchange(other.m_inode, 0);
}

Result<LocalSocketFile> LocalSocketFile::make(const QString &path, const ListenOptions &options)
{
    LocalSocketFile file;
    const bool abstract = path.startsWith(QLatin1Char('@'));
    file.m_path = abstract ? path : QDir::cleanPath(QDir().absoluteFilePath(path));
    // The path as given may be short where the absolute one is not, but only the absolute one stays true.
    const auto address = localAddress(file.m_path);
    if (!address) {
        return std::unexpected(address.error());
    }
    file.m_socket = makeStreamSocket(AF_UNIX);
    if (!file.m_socket.isOpen()) {
        return systemFailure(errno, QStringLiteral("Cannot make a socket"));
    }
    Result<void> done;
    if (!abstract) {
        done = file.openFolder();
        if (done) {
            done = file.clearTheWay(*address);
        }
    }
    if (done) {
        done = file.bind(*address);
    }
    if (done && !abstract) {
        done = file.setAccess(options);
    }
    if (!done) {
        return std::unexpected(done.error());
    }
    return file;
}

Result<void> LocalSocketFile::openFolder()
{
    const QFileInfo info(m_path);
    const QString folder = info.path();
    m_name = QFile::encodeName(info.fileName());
    m_folder = openFolderOf(QFile::encodeName(folder));
    if (!m_folder.isOpen()) {
        const int error = errno;
        if (error == ENOENT) {
            return failure(Errc::FolderMissing,
                QStringLiteral("The folder %1 for the socket %2 does not exist: make it first.").arg(folder, info.fileName()));
        }
        if (error == ENOTDIR || error == ELOOP) {
            const auto sentence =
                QStringLiteral("%1 is not a folder (or a link that another user made), so the socket %2 cannot be in it.");
            return failure(Errc::FolderMissing, sentence.arg(folder, info.fileName()));
        }
        return systemFailure(error, QStringLiteral("Cannot open the folder %1 for the socket %2").arg(folder, info.fileName()));
    }
    return {};
}

// Removes a dead socket of ours, refuses to touch anything else.
Result<void> LocalSocketFile::clearTheWay(const LocalAddress &address)
{
    struct stat old = {};
    if (fstatat(m_folder.number(), m_name.constData(), &old, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT ? Result<void>() : systemFailure(errno, QStringLiteral("Cannot look at %1").arg(m_path));
    }
    if (!S_ISSOCK(old.st_mode)) {
        const QString kind = S_ISLNK(old.st_mode) ? QStringLiteral("a symbolic link")
            : S_ISDIR(old.st_mode)                ? QStringLiteral("a folder")
                                                  : QStringLiteral("a file");
        return failure(Errc::NotASocket,
            QStringLiteral("%1 exists and is %2, not a socket: it is left alone. Choose another path.").arg(m_path, kind));
    }
    const Descriptor probe = makeStreamSocket(AF_UNIX);
    const bool answered = ::connect(probe.number(), address.generic(), address.length) == 0;
    const int error = answered ? 0 : errno;
    if (answered || error == EAGAIN || error == EINPROGRESS) {
        return failure(
            Errc::AddressInUse, QStringLiteral("Another program answers on the socket %1: stop it, or choose another path.").arg(m_path));
    }
    if (error == ENOENT) {
        return {};  // it went just now
    }
    if (old.st_uid != geteuid()) {
        return failure(Errc::PermissionDenied,
            QStringLiteral("The socket %1 belongs to another user: it is left alone. Choose another path.").arg(m_path));
    }
    if (error != ECONNREFUSED) {
        return systemFailure(error, QStringLiteral("Cannot tell whether another program uses the socket %1").arg(m_path));
    }
    if (unlinkat(m_folder.number(), m_name.constData(), 0) != 0 && errno != ENOENT) {
        return systemFailure(errno, QStringLiteral("Cannot remove the old socket %1").arg(m_path));
    }
    return {};
}

Result<void> LocalSocketFile::bind(const LocalAddress &address)
{
    const mode_t before = umask(0177);
    const bool bound = ::bind(m_socket.number(), address.generic(), address.length) == 0;
    const int error = errno;
    umask(before);
    if (!bound) {
        if (error == EADDRINUSE) {
            return failure(
                Errc::AddressInUse, QStringLiteral("Another program uses the socket %1: stop it, or choose another path.").arg(m_path));
        }
        return systemFailure(error, QStringLiteral("Cannot make the socket %1").arg(m_path));
    }
    if (!m_folder.isOpen()) {
        return {};  // abstract
    }
    // bind() went by the path; what it made must be in the folder we looked at.
    struct stat made = {};
    if (fstatat(m_folder.number(), m_name.constData(), &made, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISSOCK(made.st_mode)
        || made.st_uid != geteuid()) {
        return failure(Errc::Io,
            QStringLiteral("Something replaced the socket %1 while it was made: try again in a folder that only you can write to.")
                .arg(m_path));
    }
    m_device = quint64(made.st_dev);
    m_inode = quint64(made.st_ino);
    return {};
}

Result<void> LocalSocketFile::setAccess(const ListenOptions &options)
{
    if (!options.socketOwner.isEmpty()) {
        const QString user = options.socketOwner.section(QLatin1Char(':'), 0, 0);
        const QString group = options.socketOwner.section(QLatin1Char(':'), 1);
        const auto uid = user.isEmpty() ? std::optional(uid_t(-1)) : ownerId<uid_t>(user, userByName);
        const auto gid = group.isEmpty() ? std::optional(gid_t(-1)) : ownerId<gid_t>(group, groupByName);
        if (!uid || !gid) {
            const QString kind = uid ? QStringLiteral("group") : QStringLiteral("user");
            return failure(Errc::BadOption,
                QStringLiteral("There is no %1 “%2” on this computer to own the socket %3 (chown-socket).")
                    .arg(kind, uid ? group : user, m_path));
        }
        if (fchownat(m_folder.number(), m_name.constData(), *uid, *gid, AT_SYMLINK_NOFOLLOW) != 0) {
            return systemFailure(errno, QStringLiteral("Cannot give the socket %1 to %2 (chown-socket)").arg(m_path, options.socketOwner));
        }
    }
    if (options.socketMode && fchmodat(m_folder.number(), m_name.constData(), mode_t(*options.socketMode), AT_SYMLINK_NOFOLLOW) != 0) {
        return systemFailure(errno, QStringLiteral("Cannot set the mode of the socket %1 (chmod-socket)").arg(m_path));
    }
    return {};
}

void LocalSocketFile::remove() noexcept
{
    struct stat now = {};
    if (m_folder.isOpen() && m_inode != 0 && fstatat(m_folder.number(), m_name.constData(), &now, AT_SYMLINK_NOFOLLOW) == 0
        && quint64(now.st_dev) == m_device && quint64(now.st_ino) == m_inode) {
        unlinkat(m_folder.number(), m_name.constData(), 0);
    }
    m_inode = 0;
    m_folder.reset();
}

} // namespace Retort::Net
