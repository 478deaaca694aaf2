// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlserver.h"

#include "engine/base/categories.h"
#include "engine/control/controlsession.h"

using namespace Qt::StringLiterals;

namespace Retort::Control {

ControlServer::ControlServer(ControlTarget &target) : m_target(target) {}

ControlServer::~ControlServer()
{
    m_sessions.clear();
}

Result<std::unique_ptr<ControlServer>> ControlServer::open(
    Net::Poller &poller, Net::DeadlineQueue &deadlines, const RuntimeDir &folder, const QString &siteName, ControlTarget &target)
{
    static constexpr int maxSameName = 99;
    Net::ListenOptions options;
    options.backlog = 16;
    options.maxConnections = 32;
    options.socketMode = 0600;
    std::unique_ptr<ControlServer> server(new ControlServer(target));
    Error lastError;
    for (int number = 1; number <= maxSameName; ++number) {
        server->m_siteName = folder.siteName(siteName, number);
        server->m_socketPath = folder.socketPath(server->m_siteName);
        Endpoint endpoint;
        endpoint.kind = Endpoint::Kind::Local;
        endpoint.path = server->m_socketPath;
        auto listener = Net::Listener::open(poller, deadlines, endpoint, options,
            [self = server.get()](std::unique_ptr<Net::Stream> stream) { self->accept(std::move(stream)); });
        if (listener) {
            server->m_listener = std::move(*listener);
            return server;
        }
        lastError = listener.error();
        if (lastError.code != Errc::AddressInUse) {
            return std::unexpected(lastError);
        }
    }
    return std::unexpected(Error{Errc::AddressInUse,
        u"%1 sites called %2 run already: give this one another name with --site-name."_s.arg(maxSameName).arg(siteName)});
}

void ControlServer::accept(std::unique_ptr<Net::Stream> stream)
{
    const std::optional<qint64> user = stream->peer().userId;
    if (user && *user != currentUserId()) {
        qCWarning(lcControl, "refused a connection of user %lld", static_cast<long long>(*user));
        stream->reset();
        return;
    }
    m_sessions.add(std::make_unique<ControlSession>(std::move(stream), m_target, m_sessions));
}

} // namespace Retort::Control
