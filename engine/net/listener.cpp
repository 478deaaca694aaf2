// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listener.h"

#include <QHostInfo>
#include <QTcpServer>

#include <algorithm>

namespace Retort::Net {

Listener::~Listener() = default;

quint16 nextFreePort(const QString &host, quint16 port)
{
    QHostAddress address(host.isEmpty() ? QStringLiteral("0.0.0.0") : host);
    if (address.isNull()) {
        const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
        if (found.isEmpty()) {
            return 0;
        }
        address = found.first();
    }
    const int last = std::min(port + 100, 65535);
    for (int candidate = port + 1; candidate <= last; ++candidate) {
        if (QTcpServer().listen(address, quint16(candidate))) {
            return quint16(candidate);
        }
    }
    return 0;
}

} // namespace Retort::Net
