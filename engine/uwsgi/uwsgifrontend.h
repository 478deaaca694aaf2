// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/uwsgi/uwsgiconnection.h"

#include <set>

namespace Retort::Uwsgi {

// Speaks the uwsgi protocol with whoever comes in through one listener: give adopt() to Net::Listener::open()
// as its NewStream. Must outlive the connections, which the ConnectionSet owns. Lives on the engine's thread.
class UwsgiFrontEnd final
{
public:
    // Each variable that is not obeyed is told once: one sentence for the log.
    using Notice = std::function<void(std::string_view sentence)>;

    // `lastConnectionId` is counted up for each connection; listeners of one engine share it.
    UwsgiFrontEnd(UwsgiSettings settings, Gateway::RequestSink &sink, Gateway::RequestObserver &observer, Net::DeadlineQueue &deadlines,
        Net::ConnectionSet &connections, std::uint64_t &lastConnectionId, Notice notice);
    UwsgiFrontEnd(const UwsgiFrontEnd &) = delete;
    UwsgiFrontEnd &operator=(const UwsgiFrontEnd &) = delete;

    void adopt(std::unique_ptr<Net::Stream> stream);

private:
    void variableIgnored(std::string_view variable, std::string_view peer);

    UwsgiSettings m_settings;
    UwsgiContext m_context;
    Notice m_notice;
    std::set<std::string, std::less<>> m_told;
    std::uint64_t &m_lastConnectionId;
};

} // namespace Retort::Uwsgi
