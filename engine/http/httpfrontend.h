// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/http/httpconnection.h"

#include <cstdint>
#include <memory>

namespace Retort::Http {

// Speaks HTTP with whoever comes in through one listener: give adopt() to Net::Listener::open() as its
// NewStream. Must outlive the connections, which the ConnectionSet owns. Lives on the engine's thread.
class HttpFrontEnd final
{
public:
    // `lastConnectionId` is counted up for each connection; listeners of one engine share it.
    HttpFrontEnd(HttpSettings settings, Gateway::RequestSink &sink, Gateway::RequestObserver &observer, Net::DeadlineQueue &deadlines,
        Net::ConnectionSet &connections, std::uint64_t &lastConnectionId);
    HttpFrontEnd(const HttpFrontEnd &) = delete;
    HttpFrontEnd &operator=(const HttpFrontEnd &) = delete;

    void adopt(std::unique_ptr<Net::Stream> stream);

private:
    HttpSettings m_settings;
    DateLine m_date;
    HttpContext m_context;
    std::uint64_t &m_lastConnectionId;
};

} // namespace Retort::Http
