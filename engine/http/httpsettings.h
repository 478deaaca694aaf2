// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/limits.h"
#include "engine/http/hostcheck.h"

#include <cstdint>
#include <string>

namespace Retort::Http {

// What the connections of one HTTP listener must know. A plain value, made by the engine from the
// configuration and the endpoint that was opened; connections keep a reference.
struct HttpSettings
{
    std::string serverName;          // SERVER_NAME: the computer's name, as in uWSGI
    std::string serverPort = "80";   // SERVER_PORT: the listener's port; "80" on a local socket, as in uWSGI
    bool isRouter = false;           // the option was `http`: adds REMOTE_PORT and UWSGI_ROUTER, as in uWSGI
    bool isLoopback = false;         // only this computer can reach the listener
    // Refuse hosts that `hosts` does not accept with 421. For loopback TCP listeners: a web page cannot
    // reach a local socket, and a wider address is open on purpose.
    bool refusesForeignHosts = false;
    HostCheck hosts;

    std::uint64_t bodyLimitBytes = Limits::bodyBytes;  // limit-post
    int headMs = Limits::headMs;
    int bodyIdleMs = Limits::bodyIdleMs;
    int keepAliveMs = Limits::keepAliveMs;
    int sendStallMs = Limits::sendStallMs;
    int lingerMs = Limits::lingerMs;
};

} // namespace Retort::Http
