// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/serverconfig.h"
#include "engine/gateway/requestobserver.h"
#include "engine/gateway/requestsink.h"
#include "engine/net/connectionset.h"
#include "engine/net/deadline.h"
#include "engine/net/poller.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace Retort {

// The listeners of a site and everybody who is connected to them, whatever they speak. Lives on the
// engine's thread; sink and observer outlive it.
class FrontEnds final
{
public:
    // What a front end server sends and we do not obey: one sentence for the log.
    using Notice = std::function<void(std::string_view sentence)>;

    FrontEnds(
        Net::Poller &poller, Net::DeadlineQueue &deadlines, Gateway::RequestSink &sink, Gateway::RequestObserver &observer, Notice notice);
    ~FrontEnds();

    // Opens all listeners of the configuration, or none. A port that Retort chose itself gives way to the next
    // free one; `choices` gets a sentence about that.
    Result<void> open(const Config::ServerConfig &config, QStringList &choices);

    struct Address
    {
        Endpoint endpoint;  // the real one
        Config::ListenerProtocol protocol;
    };
    std::vector<Address> endpoints() const;
    // "http://127.0.0.1:5000", "uwsgi:///tmp/app.sock", in the order of the configuration.
    QStringList addresses() const;

    std::size_t connectionCount() const noexcept { return m_connections.size(); }
    // No new clients; the listeners' files go.
    void stopAccepting();
    // Lets every connection end its request; `done` is called from the event loop once all are gone.
    void closeWhenIdle(std::function<void()> done) { m_connections.closeWhenIdle(std::move(done)); }
    void cutConnections() { m_connections.clear(); }

private:
    struct FrontEnd;

    Result<void> openOne(const Config::ListenerConfig &listener, const Config::ServerConfig &config);
    Result<void> openChosen(const QList<Config::ListenerConfig> &listeners, const Config::ServerConfig &config, QStringList &choices);

    Net::Poller &m_poller;
    Net::DeadlineQueue &m_deadlines;
    Gateway::RequestSink &m_sink;
    Gateway::RequestObserver &m_observer;
    Net::ConnectionSet m_connections;
    Notice m_notice;
    std::vector<std::unique_ptr<FrontEnd>> m_frontEnds;
    std::uint64_t m_lastConnectionId = 0;
};

} // namespace Retort
