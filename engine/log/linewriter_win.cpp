// SPDX-License-Identifier: Apache-2.0
#include "engine/log/linewriter_p.h"

#include <fcntl.h>
#include <io.h>
#include <share.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace Retort::Log::Descriptor {

// A profile folder's files are private to the user by inheritance: Windows has no mode bits to set here.
Result<int> openForAppending(const QString &path)
{
    int descriptor = -1;
    const errno_t reason = ::_wsopen_s(&descriptor, reinterpret_cast<const wchar_t *>(path.utf16()),
        _O_WRONLY | _O_APPEND | _O_CREAT | _O_BINARY | _O_NOINHERIT, _SH_DENYNO, _S_IREAD | _S_IWRITE);
    if (reason != 0) {
        return std::unexpected(Error{reason == EACCES ? Errc::PermissionDenied
                : reason == ENOENT                    ? Errc::FolderMissing
                                                      : Errc::Io,
            QStringLiteral("The log file %1 cannot be opened: %2. Choose another path with logto.")
                .arg(path, QString::fromLocal8Bit(std::strerror(reason)))});
    }
    return descriptor;
}

// Writing to a console does not wait for anybody but the user's own selection of text.
int openTerminalAgain(int) noexcept
{
    return -1;
}

void close(int descriptor) noexcept
{
    ::_close(descriptor);
}

// Consoles and pipes have no poll() here: all descriptors are written to as files are.
bool isRegularFile(int) noexcept
{
    return true;
}
bool waitWritable(int, int) noexcept
{
    return true;
}
std::size_t writeUnit(int) noexcept
{
    return 64 * 1024;
}

std::ptrdiff_t write(int descriptor, std::string_view bytes) noexcept
{
    return ::_write(descriptor, bytes.data(), static_cast<unsigned>(bytes.size()));
}

} // namespace Retort::Log::Descriptor
