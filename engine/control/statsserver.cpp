// SPDX-License-Identifier: Apache-2.0
#include "engine/control/statsserver.h"

#include "engine/net/deadline.h"

namespace Retort::Control {

namespace {

constexpr int patienceMs = 2'000;  // for a client that does not close its end
constexpr std::string_view httpHead = "HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                      "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n";

// One client: it has its document already; what it says is thrown away until it leaves.
class StatsSession final : public Net::Connection, private Net::Stream::Owner
{
public:
    StatsSession(std::unique_ptr<Net::Stream> stream, Net::DeadlineQueue &deadlines, Net::ConnectionSet &owner)
        : m_stream(std::move(stream))
        , m_owner(owner)
        , m_patience(deadlines, [this] { close(); })
    {
        m_stream->setOwner(this);
        m_patience.start(patienceMs);
    }

    void give(std::string_view head, std::string_view document)
    {
        m_stream->write(head);
        m_stream->write(document);
        m_stream->finishWriting();
    }

    void closeWhenIdle() override { close(); }

private:
    void readable() override
    {
        char unwanted[1024];
        while (m_stream->read(unwanted, sizeof unwanted) > 0) {}
    }
    void peerFinished() override
    {
        if (m_stream->unsentBytes() == 0) {
            close();
        }
    }
    void drained() override {}
    void broken() override { close(); }

    void close()
    {
        if (!m_closed) {
            m_closed = true;
            m_stream->setOwner(nullptr);
            m_owner.remove(this);
        }
    }

    std::unique_ptr<Net::Stream> m_stream;
    Net::ConnectionSet &m_owner;
    Net::Deadline m_patience;
    bool m_closed = false;
};

} // namespace

StatsServer::StatsServer(Net::DeadlineQueue &deadlines, bool withHttpHead, Snapshot snapshot)
    : m_deadlines(deadlines)
    , m_withHttpHead(withHttpHead)
    , m_snapshot(std::move(snapshot))
{
}

StatsServer::~StatsServer()
{
    m_sessions.clear();
}

Result<std::unique_ptr<StatsServer>> StatsServer::open(
    Net::Poller &poller, Net::DeadlineQueue &deadlines, const Endpoint &endpoint, bool withHttpHead, Snapshot snapshot)
{
    Net::ListenOptions options;
    options.backlog = 16;
    options.maxConnections = 16;
    options.socketMode = 0600;
    std::unique_ptr<StatsServer> server(new StatsServer(deadlines, withHttpHead, std::move(snapshot)));
    auto listener = Net::Listener::open(poller, deadlines, endpoint, options,
        [self = server.get()](std::unique_ptr<Net::Stream> stream) { self->accept(std::move(stream)); });
    if (!listener) {
        return std::unexpected(listener.error());
    }
    server->m_listener = std::move(*listener);
    return server;
}

void StatsServer::accept(std::unique_ptr<Net::Stream> stream)
{
    auto session = std::make_unique<StatsSession>(std::move(stream), m_deadlines, m_sessions);
    StatsSession &added = *session;
    m_sessions.add(std::move(session));
    added.give(m_withHttpHead ? httpHead : std::string_view(), statsJson(m_snapshot()));
}

} // namespace Retort::Control
