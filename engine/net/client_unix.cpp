// SPDX-License-Identifier: Apache-2.0
#include "engine/net/client.h"

#include "engine/net/descriptorstream_unix.h"
#include "engine/net/localsocketfile_unix.h"

#include <cerrno>

namespace Retort::Net {

Result<std::unique_ptr<Stream>> connectLocal(Poller &poller, const QString &path)
{
    const auto address = localAddress(path);
    if (!address) {
        return std::unexpected(address.error());
    }
    Descriptor socket = makeStreamSocket(AF_UNIX);
    if (!socket.isOpen() || ::connect(socket.number(), address->generic(), address->length) != 0) {
        const int error = errno;
        const Errc code = error == ENOENT ? Errc::FileMissing : error == EACCES || error == EPERM ? Errc::PermissionDenied : Errc::Io;
        const QString why = error == ECONNREFUSED ? QStringLiteral("nobody answers there")
            : error == EAGAIN                     ? QStringLiteral("too many programs are connecting to it, try again")
                                                  : qt_error_string(error);
        return std::unexpected(Error{code, QStringLiteral("Cannot connect to the socket %1: %2.").arg(path, why)});
    }
    Peer peer;
    peer.isLoopback = true;
    return std::make_unique<DescriptorStream>(poller, std::move(socket), std::move(peer));
}

} // namespace Retort::Net
