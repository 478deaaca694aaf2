// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/uwsgifrontend.h"

#include <algorithm>
#include <utility>

namespace Retort::Uwsgi {

namespace {

// Names come from the peer: so many are told, and no unfit byte or endless name reaches the log.
constexpr std::size_t toldVariables = 64;
constexpr std::size_t shownNameBytes = 64;

} // namespace

UwsgiFrontEnd::UwsgiFrontEnd(UwsgiSettings settings, Gateway::RequestSink &sink, Gateway::RequestObserver &observer,
    Net::DeadlineQueue &deadlines, Net::ConnectionSet &connections, std::uint64_t &lastConnectionId, Notice notice)
    : m_settings(std::move(settings))
    , m_context{m_settings, sink, observer, deadlines, connections, {}}
    , m_notice(std::move(notice))
    , m_lastConnectionId(lastConnectionId)
{
    m_context.variableIgnored = [this](std::string_view variable, std::string_view peer) { variableIgnored(variable, peer); };
}

void UwsgiFrontEnd::adopt(std::unique_ptr<Net::Stream> stream)
{
    m_context.connections.add(std::make_unique<UwsgiConnection>(std::move(stream), m_context, ++m_lastConnectionId));
}

void UwsgiFrontEnd::variableIgnored(std::string_view variable, std::string_view peer)
{
    std::string name(variable.substr(0, shownNameBytes));
    std::ranges::replace_if(name, [](char c) { return c < ' ' || c > '~'; }, '?');
    if (m_told.size() >= toldVariables || !m_told.insert(name).second) {
        return;
    }
    if (m_notice) {
        m_notice("The variable " + name + " from " + std::string(peer)
            + " is ignored: no front end may load code, change a folder or set the environment (told once).");
    }
}

} // namespace Retort::Uwsgi
