// SPDX-License-Identifier: Apache-2.0
#include "engine/http/httpfrontend.h"

#include <utility>

namespace Retort::Http {

HttpFrontEnd::HttpFrontEnd(HttpSettings settings, Gateway::RequestSink &sink, Gateway::RequestObserver &observer,
    Net::DeadlineQueue &deadlines, Net::ConnectionSet &connections, std::uint64_t &lastConnectionId)
    : m_settings(std::move(settings))
    , m_context{m_settings, sink, observer, deadlines, connections, m_date}
    , m_lastConnectionId(lastConnectionId)
{
}

void HttpFrontEnd::adopt(std::unique_ptr<Net::Stream> stream)
{
    m_context.connections.add(std::make_unique<HttpConnection>(std::move(stream), m_context, ++m_lastConnectionId));
}

} // namespace Retort::Http
