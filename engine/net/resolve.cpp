// SPDX-License-Identifier: Apache-2.0
#include "engine/net/resolve.h"

#include <QHostInfo>

namespace Retort::Net {

QHostAddress resolvedHost(const QString &host)
{
    const QHostAddress literal(host.isEmpty() ? QStringLiteral("0.0.0.0") : host);
    if (!literal.isNull()) {
        return literal;
    }
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    for (const QHostAddress &address : found) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol) {
            return address;
        }
    }
    return found.value(0);
}

} // namespace Retort::Net
