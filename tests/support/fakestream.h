// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/stream.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace Retort::Test {

class FakeStream;

// The client's end of a FakeStream: says what the client does and remembers what it got.
// Outlives the stream, so a test can look after the connection is gone.
class FakeClient final
{
public:
    // A stream to give to a connection; one for each client.
    std::unique_ptr<Net::Stream> connect(Net::Peer peer = {"127.0.0.1", 50000, "127.0.0.1", 8000, {}, true});

    void send(std::string_view bytes);   // arrives at once, if the server reads
    void leave(std::string_view bytes) { m_toServer.append(bytes); }  // arrives, but the server is not told yet
    void finishSending();                // half-close
    void vanish();                       // reset
    // How much the client's kernel takes from now on; more makes room and tells the server.
    void takeUpTo(std::size_t bytes);

    std::size_t waiting() const { return m_toServer.size(); }  // sent and not read by the server

    std::string received;                // all the server has sent
    std::string takeReceived() { return std::exchange(received, {}); }
    bool serverFinished = false;         // the server's half-close arrived (or its whole close)
    bool wasReset = false;
    int sends = 0;                       // flushes that moved bytes

private:
    friend class FakeStream;
    void settle();

    FakeStream *m_stream = nullptr;
    std::string m_toServer;
    std::size_t m_room = std::numeric_limits<std::size_t>::max();
    bool m_finished = false;
};

// A Net::Stream without a socket. Synchronous: what the client does reaches the owner before the call returns.
class FakeStream final : public Net::Stream
{
public:
    FakeStream(FakeClient &client, Net::Peer peer) : Stream(std::move(peer)), m_client(client) { client.m_stream = this; }
    ~FakeStream() override
    {
        m_client.m_stream = nullptr;
        m_client.serverFinished = true;
    }

    std::size_t read(char *to, std::size_t room) override
    {
        const std::size_t length = std::min(room, m_client.m_toServer.size());
        std::memcpy(to, m_client.m_toServer.data(), length);
        m_client.m_toServer.erase(0, length);
        return length;
    }
    void setReading(bool enabled) override { m_reading = enabled; }
    void write(std::string_view bytes) override
    {
        m_queue.append(bytes);
        m_wasHigh = m_wasHigh || m_queue.size() > 256 * 1024;
    }
    void flush() override
    {
        const std::size_t length = std::min(m_queue.size(), m_client.m_room);
        m_client.sends += length > 0 ? 1 : 0;
        m_client.received.append(m_queue, 0, length);
        m_queue.erase(0, length);
        if (m_client.m_room != std::numeric_limits<std::size_t>::max()) {
            m_client.m_room -= length;
        }
        m_client.serverFinished = m_client.serverFinished || (m_finishing && m_queue.empty());
    }
    std::size_t unsentBytes() const override { return m_queue.size(); }
    void finishWriting() override
    {
        m_finishing = true;
        flush();
    }
    void reset() override
    {
        m_client.wasReset = true;
        m_queue.clear();
    }

private:
    friend class FakeClient;
    std::string m_queue;
    bool m_reading = true;
    bool m_finishing = false;
    bool m_endTold = false;
    bool m_wasHigh = false;
    FakeClient &m_client;
};

inline std::unique_ptr<Net::Stream> FakeClient::connect(Net::Peer peer)
{
    return std::make_unique<FakeStream>(*this, std::move(peer));
}

// Like a level-triggered poller: tells the server as long as it reads and there is something.
inline void FakeClient::settle()
{
    while (m_stream != nullptr && m_stream->m_reading && !m_toServer.empty() && m_stream->owner() != nullptr) {
        const std::size_t before = m_toServer.size();
        m_stream->owner()->readable();
        if (m_toServer.size() == before) {
            break;
        }
    }
    const bool atEnd = m_stream != nullptr && m_stream->m_reading && m_finished && m_toServer.empty();
    if (atEnd && m_stream->owner() != nullptr && !std::exchange(m_stream->m_endTold, true)) {
        m_stream->owner()->peerFinished();
    }
}

inline void FakeClient::send(std::string_view bytes)
{
    m_toServer.append(bytes);
    settle();
}

inline void FakeClient::finishSending()
{
    m_finished = true;
    settle();
}

inline void FakeClient::vanish()
{
    if (m_stream != nullptr && m_stream->owner() != nullptr) {
        m_stream->owner()->broken();
    }
}

inline void FakeClient::takeUpTo(std::size_t bytes)
{
    m_room = bytes;
    if (m_stream == nullptr || m_stream->unsentBytes() == 0) {
        return;
    }
    m_stream->flush();
    const std::size_t enough = m_stream->m_wasHigh ? 128 * 1024 : 0;
    if (m_stream->unsentBytes() <= enough && m_stream->owner() != nullptr) {
        m_stream->m_wasHigh = false;
        m_stream->owner()->drained();
    }
}

} // namespace Retort::Test
