// SPDX-License-Identifier: Apache-2.0
#include "engine/control/runtimedir.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

QString systemReason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

class OpenFolder final
{
public:
    explicit OpenFolder(const QString &path)
        : m_descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    {
    }
    ~OpenFolder()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    OpenFolder(const OpenFolder &) = delete;
    OpenFolder &operator=(const OpenFolder &) = delete;
    int descriptor() const noexcept { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace

qint64 currentUserId() noexcept
{
    return ::geteuid();
}

Result<RuntimeDir> RuntimeDir::open()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (runtime.startsWith(u'/') && QDir(runtime).exists() && hasRoom(runtime + "/retort"_L1)) {
        return openAt(runtime + "/retort"_L1);
    }
    // Not TMPDIR: every terminal and the window must come to the same folder.
    return openAt(u"/tmp/retort-%1"_s.arg(currentUserId()));
}

Result<RuntimeDir> RuntimeDir::openAt(const QString &folder)
{
    const auto fail = [&](Errc code, const QString &reason) {
        return std::unexpected(Error{code, u"The folder for control sockets, %1, cannot be used: %2."_s.arg(folder, reason)});
    };
    if (!hasRoom(folder)) {
        return fail(Errc::PathTooLong, u"its path is too long for a socket address (about 85 bytes)"_s);
    }
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST) {
        return fail(errno == EACCES ? Errc::PermissionDenied : Errc::FolderMissing, systemReason());
    }
    const OpenFolder opened(folder);
    if (opened.descriptor() < 0) {
        const bool symlink = errno == ELOOP || errno == ENOTDIR;
        return fail(
            symlink ? Errc::PermissionDenied : Errc::Io, symlink ? u"it is a symbolic link or no folder; remove it"_s : systemReason());
    }
    struct stat info = {};
    if (::fstat(opened.descriptor(), &info) != 0) {
        return fail(Errc::Io, systemReason());
    }
    if (info.st_uid != ::geteuid()) {
        return fail(Errc::PermissionDenied, u"it belongs to another user (id %1)"_s.arg(info.st_uid));
    }
    if ((info.st_mode & 07777) != 0700) {
        return fail(Errc::PermissionDenied,
            u"its mode is %1 instead of 700; run: chmod 700 %2"_s.arg(QString::number(info.st_mode & 07777, 8), folder));
    }
    return RuntimeDir(folder);
}

QString RuntimeDir::socketPath(const QString &siteName) const
{
    return m_folder + u'/' + siteName + ".sock"_L1;
}

bool RuntimeDir::isAnswered(const QString &socketPath)
{
    const QByteArray path = QFile::encodeName(socketPath);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(path.size()) >= sizeof address.sun_path) {
        return true;
    }
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    const int probe = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (probe < 0) {
        return true;
    }
    ::fcntl(probe, F_SETFD, FD_CLOEXEC);
    ::fcntl(probe, F_SETFL, O_NONBLOCK);  // an engine with a full backlog must not make us wait
    const bool failed = ::connect(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0;
    const bool nobody = failed && (errno == ECONNREFUSED || errno == ENOENT);
    ::close(probe);
    return !nobody;
}

QList<RuntimeDir::Site> RuntimeDir::runningSites() const
{
    QList<Site> sites;
    const OpenFolder opened(m_folder);
    const QStringList files = QDir(m_folder).entryList({u"*.sock"_s}, QDir::System | QDir::Files | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &file : files) {
        const QByteArray name = QFile::encodeName(file);
        struct stat info = {};
        if (::fstatat(opened.descriptor(), name.constData(), &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISSOCK(info.st_mode)
            || info.st_uid != ::geteuid()) {
            continue;
        }
        const QString path = m_folder + u'/' + file;
        if (!isAnswered(path)) {
            ::unlinkat(opened.descriptor(), name.constData(), 0);
            continue;
        }
        sites.append({file.chopped(5), path});
    }
    return sites;
}

} // namespace Retort::Control
