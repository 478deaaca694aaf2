// SPDX-License-Identifier: Apache-2.0
#include "engine/net/client.h"

#include "engine/net/devicestream.h"

namespace Retort::Net {

namespace {

// A pipe whose instances are all taken is free again in a moment; Qt waits for that on Windows.
constexpr int pipeBusyMs = 1000;

} // namespace

Result<std::unique_ptr<Stream>> connectLocal(Poller &, const QString &path)
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(path);
    if (!socket->waitForConnected(pipeBusyMs)) {
        const QLocalSocket::LocalSocketError error = socket->error();
        const Errc code = error == QLocalSocket::ServerNotFoundError ? Errc::FileMissing
            : error == QLocalSocket::SocketAccessError               ? Errc::PermissionDenied
                                                                     : Errc::Io;
        return std::unexpected(Error{code, QStringLiteral("Cannot connect to the socket %1: %2.").arg(path, socket->errorString())});
    }
    return std::make_unique<DeviceStream>(std::move(socket));
}

} // namespace Retort::Net
