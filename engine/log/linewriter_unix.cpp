// SPDX-License-Identifier: Apache-2.0
#include "engine/log/linewriter_p.h"

#include <QFile>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

namespace Retort::Log::Descriptor {

Result<int> openForAppending(const QString &path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
    if (descriptor < 0) {
        const int reason = errno;
        return std::unexpected(Error{reason == EACCES ? Errc::PermissionDenied
                : reason == ENOENT                    ? Errc::FolderMissing
                                                      : Errc::Io,
            QStringLiteral("The log file %1 cannot be opened: %2. Choose another path with logto.")
                .arg(path, QString::fromLocal8Bit(std::strerror(reason)))});
    }
    return descriptor;
}

// A terminal polls as writable as soon as it has room for one byte, and a longer write waits for the rest: for ever,
// where nobody reads. Standard error is shared with other programs and must not be made non-blocking; what is opened
// again has flags of its own.
int openTerminalAgain(int descriptor) noexcept
{
    char name[PATH_MAX];
    if (!::isatty(descriptor) || ::ttyname_r(descriptor, name, sizeof name) != 0) {
        return -1;
    }
    return ::open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

void close(int descriptor) noexcept
{
    ::close(descriptor);
}

bool isRegularFile(int descriptor) noexcept
{
    struct stat info = {};
    return ::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
}

bool waitWritable(int descriptor, int timeoutMs) noexcept
{
    pollfd watched = {descriptor, POLLOUT, 0};
    int ready = 0;
    do {
        ready = ::poll(&watched, 1, timeoutMs);
    } while (ready < 0 && errno == EINTR);
    return ready != 0;
}

std::size_t writeUnit(int descriptor) noexcept
{
    // Standard error is shared with other programs, so it is not made non-blocking. A pipe that polls as writable takes
    // PIPE_BUF bytes at once (POSIX); a terminal has promised less.
    return ::isatty(descriptor) ? 512 : PIPE_BUF;
}

std::ptrdiff_t write(int descriptor, std::string_view bytes) noexcept
{
    ssize_t written = 0;
    do {
        written = ::write(descriptor, bytes.data(), bytes.size());
    } while (written < 0 && errno == EINTR);
    if (written < 0) {
        return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
    }
    return written;
}

} // namespace Retort::Log::Descriptor
