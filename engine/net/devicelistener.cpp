// SPDX-License-Identifier: Apache-2.0
#include "engine/net/devicelistener.h"

#include "engine/net/devicestream.h"
#include "engine/net/listenerror.h"
#include "engine/net/resolve.h"

#include <algorithm>

namespace Retort::Net {

namespace {

ListenFault faultOf(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::AddressInUseError) {
        return ListenFault::InUse;
    }
    if (error == QAbstractSocket::SocketAccessError) {
        return ListenFault::NotAllowed;
    }
    if (error == QAbstractSocket::SocketAddressNotAvailableError) {
        return ListenFault::NotLocal;
    }
    return error == QAbstractSocket::UnsupportedSocketOperationError ? ListenFault::NoFamily : ListenFault::Other;
}

template<typename Server>
auto takeNext(Server &server)
{
    auto socket = std::unique_ptr<std::remove_pointer_t<decltype(server.nextPendingConnection())>>(server.nextPendingConnection());
    if (socket) {
        socket->setParent(nullptr);
    }
    return socket;
}

} // namespace

DeviceListener::DeviceListener(Endpoint endpoint, int maxConnections, NewStream newStream)
    : m_newStream(std::move(newStream))
    , m_maxConnections(std::max(maxConnections, 1))
{
    m_endpoint = std::move(endpoint);
    QObject::connect(&m_tcp, &QTcpServer::newConnection, &m_tcp, [this] { takePending(); }, Qt::QueuedConnection);
    QObject::connect(&m_local, &QLocalServer::newConnection, &m_local, [this] { takePending(); }, Qt::QueuedConnection);
}

DeviceListener::~DeviceListener()
{
    close();
}

Result<std::unique_ptr<Listener>> DeviceListener::open(const Endpoint &endpoint, const ListenOptions &options, NewStream newStream)
{
    std::unique_ptr<DeviceListener> listener(new DeviceListener(endpoint, options.maxConnections, std::move(newStream)));
    const Result<void> done =
        endpoint.kind == Endpoint::Kind::Local ? listener->listenLocal(options) : listener->listenTcp(options.backlog);
    if (!done) {
        return std::unexpected(done.error());
    }
    return listener;
}

Result<void> DeviceListener::listenTcp(int backlog)
{
    const QHostAddress address = resolvedHost(m_endpoint.host);
    if (address.isNull()) {
        return std::unexpected(
            Error{Errc::BadAddress, QStringLiteral("The host “%1” is not known. Use an address such as 127.0.0.1.").arg(m_endpoint.host)});
    }
    m_tcp.setMaxPendingConnections(std::max(backlog, 1));
    if (!m_tcp.listen(address, m_endpoint.port)) {
        return std::unexpected(tcpListenError(m_endpoint, faultOf(m_tcp.serverError()), m_tcp.errorString()));
    }
    m_endpoint.port = m_tcp.serverPort();
    return {};
}

Result<void> DeviceListener::listenLocal(const ListenOptions &options)
{
    m_local.setSocketOptions(QLocalServer::UserAccessOption);
    m_local.setMaxPendingConnections(std::max(options.backlog, 1));
    if (!m_local.listen(m_endpoint.path)) {
        const bool inUse = m_local.serverError() == QAbstractSocket::AddressInUseError;
        return std::unexpected(Error{inUse ? Errc::AddressInUse : Errc::Io,
            inUse ? QStringLiteral("Another program uses the socket %1: stop it, or choose another name.").arg(m_endpoint.path)
                  : QStringLiteral("Cannot listen on the socket %1: %2.").arg(m_endpoint.path, m_local.errorString())});
    }
    m_endpoint.path = m_local.fullServerName();
    return {};
}

// A client beyond maxConnections stays with Qt's server, and beyond its own limit with the system.
void DeviceListener::takePending()
{
    while (m_tcp.hasPendingConnections() || m_local.hasPendingConnections()) {
        if (m_open->count >= m_maxConnections) {
            m_open->roomAgain = [this] { QMetaObject::invokeMethod(&m_tcp, [this] { takePending(); }, Qt::QueuedConnection); };
            return;
        }
        if (auto socket = takeNext(m_tcp)) {
            m_newStream(std::make_unique<DeviceStream>(std::move(socket), OpenStreams::admit(m_open)));
        } else if (auto pipe = takeNext(m_local)) {
            m_newStream(std::make_unique<DeviceStream>(std::move(pipe), OpenStreams::admit(m_open)));
        }
    }
}

void DeviceListener::close()
{
    m_open->roomAgain = {};
    m_tcp.close();
    m_local.close();
}

} // namespace Retort::Net
