// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listener.h"

#include "engine/net/resolve.h"

#include <QTcpServer>

#include <algorithm>

namespace Retort::Net {

Listener::~Listener() = default;

quint16 nextFreePort(const QString &host, quint16 port)
{
    const QHostAddress address = resolvedHost(host);
    if (address.isNull()) {
        return 0;
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
