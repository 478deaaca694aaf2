// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/endpoint.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/net/deadline.h"
#include "engine/net/poller.h"
#include "engine/net/stream.h"

#include <functional>
#include <memory>
#include <optional>

namespace Retort::Net {

struct ListenOptions
{
    int backlog = Limits::listenBacklog;
    int maxConnections = Limits::connections;  // further clients wait in the backlog
    // Local sockets only. Created under umask 0177, then given this mode (chmod-socket).
    std::optional<int> socketMode;
    QString socketOwner;  // chown-socket, "user" or "user:group"; empty: unchanged
};

// A listening socket. Hands over each connection that comes in. Lives on the engine's thread.
// The poller and the queue must outlive it and every stream it hands over.
//
// With maxConnections streams alive it stops accepting, and goes on when one ends. When the process or
// the system is out of descriptors it tries again every 100 ms.
//
// A local socket never follows a symlink and never replaces a file that is not a socket, nor a socket
// somebody answers on (RELIABILITY.md part 3, 8 and 9). It removes its file at close() only if
// it is still the file it made and keepFile() was not called.
class Listener
{
public:
    // Called from the event loop. It may close() the listener, but not destroy it.
    using NewStream = std::function<void(std::unique_ptr<Stream>)>;

    // On failure the Error's sentence names the address and the reason: which program holds the port
    // (own user's), not local, not allowed, path too long, folder missing, not a socket.
    static Result<std::unique_ptr<Listener>> open(
        Poller &poller, DeadlineQueue &deadlines, const Endpoint &endpoint, const ListenOptions &options, NewStream newStream);

    virtual ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    // The real address: the port that was chosen for 0, the absolute path.
    const Endpoint &endpoint() const noexcept { return m_endpoint; }
    // Stops accepting, closes the socket and removes its file; streams handed over live on.
    virtual void close() = 0;
    // The file of a local socket stays when the listener goes.
    virtual void keepFile() = 0;

protected:
    Listener() = default;
    Endpoint m_endpoint;
};

// The first free TCP port after `port` on that host, to suggest to the user; 0 when none of the next 100 is.
quint16 nextFreePort(const QString &host, quint16 port);

} // namespace Retort::Net
