// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/devicestream.h"
#include "engine/net/poller.h"

#include <QLocalServer>
#include <QTcpServer>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include "engine/net/descriptorstream_unix.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <array>

namespace Retort::Test {

enum class Made { ByPoller, ByNotifiers, ByQt };

using StreamPair = std::array<std::unique_ptr<Net::Stream>, 2>;

// Two connected streams over Qt's sockets.
inline StreamPair deviceStreams(bool tcp)
{
    if (tcp) {
        QTcpServer server;
        auto client = std::make_unique<QTcpSocket>();
        if (!server.listen(QHostAddress::LocalHost)) {
            return {};
        }
        client->connectToHost(server.serverAddress(), server.serverPort());
        if (!client->waitForConnected() || (!server.hasPendingConnections() && !server.waitForNewConnection(2000))) {
            return {};
        }
        std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
        accepted->setParent(nullptr);
        return {std::make_unique<Net::DeviceStream>(std::move(client)), std::make_unique<Net::DeviceStream>(std::move(accepted))};
    }
    const QTemporaryDir folder;
    QLocalServer server;
#ifdef Q_OS_WIN
    const QString name = QStringLiteral("retort-test-") + folder.path().section(QLatin1Char('/'), -1);
#else
    const QString name = folder.filePath(QStringLiteral("s"));
#endif
    auto client = std::make_unique<QLocalSocket>();
    if (!server.listen(name)) {
        return {};
    }
    client->connectToServer(name);
    if (!client->waitForConnected() || (!server.hasPendingConnections() && !server.waitForNewConnection(2000))) {
        return {};
    }
    std::unique_ptr<QLocalSocket> accepted(server.nextPendingConnection());
    accepted->setParent(nullptr);
    return {std::make_unique<Net::DeviceStream>(std::move(client)), std::make_unique<Net::DeviceStream>(std::move(accepted))};
}

#ifdef Q_OS_UNIX
inline std::array<Net::Descriptor, 2> connectedDescriptors(bool tcp)
{
    if (!tcp) {
        std::array<int, 2> both{-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM, 0, both.data());
        for (const int each : both) {
            ::fcntl(each, F_SETFL, O_NONBLOCK);
            ::fcntl(each, F_SETFD, FD_CLOEXEC);
        }
        return {Net::Descriptor(both[0]), Net::Descriptor(both[1])};
    }
    const Net::Descriptor listening = Net::makeStreamSocket(AF_INET);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(listening.number(), reinterpret_cast<sockaddr *>(&address), length);
    ::listen(listening.number(), 1);
    ::getsockname(listening.number(), reinterpret_cast<sockaddr *>(&address), &length);
    Net::Descriptor client = Net::makeStreamSocket(AF_INET);
    ::connect(client.number(), reinterpret_cast<sockaddr *>(&address), length);
    sockaddr_storage from;
    Net::Descriptor server;
    while (!server.isOpen()) {
        server = Net::acceptStream(listening.number(), from);
    }
    return {std::move(client), std::move(server)};
}

inline StreamPair descriptorStreams(Net::Poller &poller, bool tcp)
{
    Net::Peer peer;
    peer.isLoopback = true;
    peer.address = tcp ? "127.0.0.1" : "";
    auto both = connectedDescriptors(tcp);
    return {std::make_unique<Net::DescriptorStream>(poller, std::move(both[0]), peer),
        std::make_unique<Net::DescriptorStream>(poller, std::move(both[1]), peer)};
}
#endif

} // namespace Retort::Test
