// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

const ListenerConfig *firstUwsgi(const Site &site)
{
    const auto found = std::find_if(site.listeners.begin(), site.listeners.end(),
        [](const ListenerConfig &listener) { return listener.protocol == ListenerProtocol::Uwsgi; });
    return found == site.listeners.end() ? nullptr : &*found;
}

// The ini's own ports stay open beside ours: the same one twice would be "address in use".
quint16 portBeside(const Site &site, quint16 port)
{
    const auto isTaken = [&] {
        return std::any_of(site.listeners.begin(), site.listeners.end(), [&](const ListenerConfig &listener) {
            return listener.endpoint.kind == Endpoint::Kind::Tcp && listener.endpoint.port == port;
        });
    };
    while (isTaken()) {
        ++port;
    }
    return port;
}

bool isEveryAddress(const Endpoint &endpoint)
{
    return endpoint.kind == Endpoint::Kind::Tcp && endpoint.port != 0 && (endpoint.host.isEmpty() || endpoint.host == "0.0.0.0"_L1);
}

} // namespace

Backend localBackend(const Site &site, const Inputs &inputs)
{
    const ListenerConfig *own = firstUwsgi(site);
    const bool ownIsFile = own && own->endpoint.kind == Endpoint::Kind::Local;
    Backend backend;
    backend.isSocketFile = inputs.transport ? *inputs.transport == Transport::UnixSocket : ownIsFile;
    if (backend.isSocketFile) {
        backend.path = u"/run/%1/%1.sock"_s.arg(site.name);
        if (!ownIsFile || own->endpoint.path != backend.path) {
            backend.arguments = {u"--socket"_s, backend.path, u"--chmod-socket=660"_s};
        }
        return backend;
    }
    const bool ownIsLocalPort = own && own->endpoint.kind == Endpoint::Kind::Tcp && own->endpoint.port != 0
        && (isEveryAddress(own->endpoint) || own->endpoint.host == "127.0.0.1"_L1 || own->endpoint.host == "localhost"_L1);
    if (ownIsLocalPort) {
        backend.port = own->endpoint.port;
    } else {
        backend.port = portBeside(site, 3031);
        backend.arguments = {u"--socket"_s, u"127.0.0.1:%1"_s.arg(backend.port)};
    }
    return backend;
}

Backend containerBackend(const Site &site, ListenerProtocol protocol)
{
    Backend backend;
    // `http` is a router process with options of its own; a port that needs no argument is one of http-socket or socket.
    const auto own = std::find_if(site.listeners.begin(), site.listeners.end(),
        [&](const ListenerConfig &listener) { return listener.protocol == protocol && isEveryAddress(listener.endpoint); });
    if (own != site.listeners.end()) {
        backend.port = own->endpoint.port;
        return backend;
    }
    const bool isHttp = protocol == ListenerProtocol::Http;
    backend.port = portBeside(site, isHttp ? 8000 : 3031);
    backend.arguments = {isHttp ? u"--http-socket"_s : u"--socket"_s, u"0.0.0.0:%1"_s.arg(backend.port)};
    return backend;
}

} // namespace Retort::Config::Export
