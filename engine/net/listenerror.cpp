// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listenerror.h"

#include "engine/net/listener.h"
#include "engine/net/portowner.h"

namespace Retort::Net {

namespace {

QString inUseSentence(const Endpoint &endpoint)
{
    const auto owner = portOwner(endpoint.port);
    QString sentence = QStringLiteral("Port %1 is in use by ").arg(endpoint.port);
    if (owner) {
        const QString script = owner->script.isEmpty() ? QString() : QStringLiteral(", ") + owner->script;
        sentence += QStringLiteral("%1 (pid %2%3).").arg(owner->program).arg(owner->pid).arg(script);
    } else {
        sentence += QStringLiteral("another program.");
    }
    if (const quint16 free = nextFreePort(endpoint.host, endpoint.port); free != 0) {
        sentence += QStringLiteral(" Port %1 is free.").arg(free);
    }
    return sentence;
}

} // namespace

Error tcpListenError(const Endpoint &endpoint, ListenFault fault, const QString &systemText)
{
    switch (fault) {
    case ListenFault::InUse: return {Errc::AddressInUse, inUseSentence(endpoint)};
    case ListenFault::NotAllowed:
        if (endpoint.port < 1024) {
            return {Errc::PermissionDenied,
                QStringLiteral("Ports below 1024 need administrator rights: use another one than %1, such as 8080.").arg(endpoint.port)};
        }
        return {Errc::PermissionDenied, QStringLiteral("The system does not allow to listen on port %1.").arg(endpoint.port)};
    case ListenFault::NotLocal:
        return {Errc::AddressNotLocal,
            QStringLiteral("%1 is not an address of this computer: use 127.0.0.1 for this computer only, or 0.0.0.0 for all its addresses.")
                .arg(endpoint.host)};
    case ListenFault::NoFamily:
        return {Errc::AddressNotLocal,
            QStringLiteral("%1 is an address of a kind (IPv4 or IPv6) that is switched off on this computer.").arg(endpoint.host)};
    case ListenFault::Other: break;
    }
    const QString host = endpoint.host.isEmpty() ? QStringLiteral("0.0.0.0") : endpoint.host;
    return {Errc::Io, QStringLiteral("Cannot listen on %1 port %2: %3.").arg(host).arg(endpoint.port).arg(systemText)};
}

} // namespace Retort::Net
