// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/varblock.h"

#include <cstdint>
#include <optional>

namespace Retort::Gateway {

enum class Protocol : std::uint8_t { Http, Uwsgi };

// One request, protocol-neutral: its CGI variables and what is known of its body.
// Which variables there are is the business of the protocol that read it (UWSGI.md §5.1):
// HTTP gives REQUEST_METHOD, REQUEST_URI, PATH_INFO, QUERY_STRING, SERVER_*, REMOTE_*, HTTP_*;
// the uwsgi protocol gives what the front end sent, less what it may not say.
struct Request
{
    VarBlock vars;
    Protocol protocol = Protocol::Http;

    // Body bytes announced; nullopt when it comes in chunks of unknown sum.
    std::optional<std::uint64_t> contentLength = 0;
    bool expectsContinue = false;  // the client waits for "100 Continue" before it sends the body

    std::uint64_t connectionId = 0;
    std::uint32_t numberOnConnection = 1;  // 1 for the first request of a connection
    bool fromLoopback = false;             // the peer is this computer (or a Unix socket)
    bool tracebacksAllowed = false;        // loopback listener and accepted Host: error pages may show code

    bool hasBody() const noexcept { return !contentLength || *contentLength > 0; }
};

} // namespace Retort::Gateway
