// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/endpoint.h"
#include "engine/base/result.h"
#include "engine/control/statssnapshot.h"
#include "engine/net/connectionset.h"
#include "engine/net/listener.h"

#include <functional>
#include <memory>

namespace Retort::Control {

// uWSGI's `stats` server: whoever connects gets one JSON document and the end of the connection. With
// `stats-http` an HTTP head comes first, without uWSGI's "Access-Control-Allow-Origin: *", which would show
// the requests to every web page. At most 16 clients at once. A local socket gets mode 0600.
// Lives on the engine's thread.
class StatsServer final
{
public:
    using Snapshot = std::function<StatsSnapshot()>;

    static Result<std::unique_ptr<StatsServer>> open(
        Net::Poller &poller, Net::DeadlineQueue &deadlines, const Endpoint &endpoint, bool withHttpHead, Snapshot snapshot);
    ~StatsServer();
    StatsServer(const StatsServer &) = delete;
    StatsServer &operator=(const StatsServer &) = delete;

    // The real address, with the port that was chosen for 0.
    const Endpoint &endpoint() const { return m_listener->endpoint(); }

private:
    StatsServer(Net::DeadlineQueue &deadlines, bool withHttpHead, Snapshot snapshot);
    void accept(std::unique_ptr<Net::Stream> stream);

    Net::DeadlineQueue &m_deadlines;
    bool m_withHttpHead;
    Snapshot m_snapshot;
    std::unique_ptr<Net::Listener> m_listener;
    Net::ConnectionSet m_sessions;
};

} // namespace Retort::Control
