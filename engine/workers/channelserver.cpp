// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/channelserver.h"

#include "engine/base/categories.h"
#include "engine/ipc/framereader.h"

#include <QCoreApplication>

#include <optional>
#include <string>

namespace Retort::Workers {

// A connection that has not said who it is yet.
class ChannelServer::Newcomer final : public Net::Stream::Owner
{
public:
    Newcomer(ChannelServer &server, std::unique_ptr<Net::Stream> stream)
        : m_server(server)
        , m_stream(std::move(stream))
        , m_patience(server.m_deadlines, [this] { leave(); })
    {
        m_stream->setOwner(this);
        m_patience.start(Limits::workerHelloMs);
    }

    void readable() override
    {
        char bytes[4096];
        const std::size_t got = m_stream->read(bytes, sizeof bytes);
        m_received.append(bytes, got);
        Ipc::FrameReader reader;
        reader.append(m_received);
        const auto frame = reader.next();
        if (frame && frame->type == Ipc::FrameType::Hello) {
            m_hello = Ipc::parseHello(frame->payload);
            m_received.erase(0, Ipc::frameHeaderBytes + frame->payload.size());
        }
        const bool isNonsense = reader.isBroken() || (frame && !m_hello) || m_received.size() > sizeof bytes;
        if (m_hello || isNonsense) {
            leave();
        }
    }
    void peerFinished() override { leave(); }
    void drained() override {}
    void broken() override { leave(); }

    std::optional<Ipc::Hello> m_hello;
    std::string m_received;  // after the Hello: what came behind it
    std::unique_ptr<Net::Stream> takeStream()
    {
        m_stream->setOwner(nullptr);
        return std::move(m_stream);
    }

private:
    void leave()
    {
        m_patience.stop();
        m_stream->setReading(false);
        m_server.introduced(this);
    }

    ChannelServer &m_server;
    std::unique_ptr<Net::Stream> m_stream;
    Net::Deadline m_patience;
};

ChannelServer::ChannelServer(Net::Poller &poller, Net::DeadlineQueue &deadlines, Connected connected)
    : m_poller(poller)
    , m_deadlines(deadlines)
    , m_connected(std::move(connected))
{
}

ChannelServer::~ChannelServer() = default;

Result<void> ChannelServer::listen(const QString &path)
{
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = path;
    auto listener =
        Net::Listener::open(m_poller, m_deadlines, endpoint, {}, [this](std::unique_ptr<Net::Stream> stream) { greet(std::move(stream)); });
    if (!listener) {
        return std::unexpected(listener.error());
    }
    m_listener = std::move(*listener);
    return {};
}

void ChannelServer::greet(std::unique_ptr<Net::Stream> stream)
{
    auto newcomer = std::make_unique<Newcomer>(*this, std::move(stream));
    Newcomer *key = newcomer.get();
    m_newcomers.emplace(key, std::move(newcomer));
}

void ChannelServer::introduced(Newcomer *newcomer)
{
    const auto found = m_newcomers.find(newcomer);
    if (found == m_newcomers.end()) {
        return;
    }
    // Destroyed when this function returns; its caller, a callback of the stream, touches nothing afterwards.
    const std::unique_ptr<Newcomer> owned = std::move(found->second);
    m_newcomers.erase(found);
    if (owned->m_hello) {
        std::unique_ptr<Net::Stream> stream = owned->takeStream();
        stream->setReading(true);
        m_connected(*owned->m_hello, std::move(stream), owned->m_received);
    } else {
        qCWarning(lcWorkers) << "a connection to the worker channel was dropped: it did not introduce itself";
    }
}

} // namespace Retort::Workers
