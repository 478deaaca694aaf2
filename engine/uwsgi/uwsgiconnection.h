// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/limits.h"
#include "engine/gateway/exchange.h"
#include "engine/gateway/requestobserver.h"
#include "engine/gateway/requestsink.h"
#include "engine/net/connectionset.h"
#include "engine/net/deadline.h"
#include "engine/net/stream.h"
#include "engine/uwsgi/answerwriter.h"
#include "engine/uwsgi/packetparser.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace Retort::Uwsgi {

// What the connections of one uwsgi listener must know. A plain value, made by the engine from the configuration
// and the endpoint that was opened; connections keep a reference.
struct UwsgiSettings
{
    std::string serverName;         // SERVER_NAME, if the front end sends none
    std::string serverPort = "80";  // likewise SERVER_PORT
    std::string option = "socket";  // as the user wrote it, for the hint to who sends HTTP
    bool isLoopback = false;        // only this computer can reach the listener

    std::size_t bufferBytes = PacketParser::longestBlock;  // buffer-size
    std::uint64_t bodyLimitBytes = Limits::bodyBytes;      // limit-post
    int headMs = Limits::headMs;
    int bodyIdleMs = Limits::bodyIdleMs;                   // socket-timeout
    int sendStallMs = Limits::sendStallMs;
    int lingerMs = Limits::lingerMs;
};

// What all connections of a listener share. References: whoever makes connections keeps these alive.
struct UwsgiContext
{
    const UwsgiSettings &settings;
    Gateway::RequestSink &sink;
    Gateway::RequestObserver &observer;
    Net::DeadlineQueue &deadlines;
    Net::ConnectionSet &connections;
    // Hears of variables that were not obeyed, each time: name and peer.
    std::function<void(std::string_view variable, std::string_view peer)> variableIgnored;
};

// One front end (nginx, Apache) that hands on one request in the uwsgi protocol: a packet of variables, the
// body, and an HTTP answer ended by the end of the connection (UWSGI.md §4). The sink gets it as an
// Exchange when the packet and the first Limits::bodyPrefixBytes (or all) of the body are there.
// A request that reached the sink ends in exactly one requestFinished(), one that was refused before in
// exactly one requestRejected(). Once a header is understood, every refusal is an answer with a status.
//
// A front end that closes only its own direction after the body still gets its answer. Over TCP that looks the
// same as one that has left, which is then noticed when something is sent to it.
//
// Bounded both ways: nothing is read while Limits::unsentBytes of body wait here, and the sink watches
// unsentBytes(). Owned by a ConnectionSet; lives on the engine's thread.
class UwsgiConnection final : public Net::Connection, public Gateway::Exchange, private Net::Stream::Owner
{
public:
    UwsgiConnection(std::unique_ptr<Net::Stream> stream, const UwsgiContext &context, std::uint64_t id);
    ~UwsgiConnection() override;

    void closeWhenIdle() override;

    std::string takeBody(std::size_t most) override;
    bool bodyAtEnd() const override { return m_bodyLeft == 0 && waitingBody() == 0; }
    void bodyWanted() override {}  // front ends do not wait for "100 Continue"
    void startResponse(const Gateway::ResponseHead &head) override;
    void writeBody(std::string_view bytes) override;
    void finish(Gateway::Ending ending) override;
    bool responseStarted() const override { return m_responseStarted; }
    std::size_t unsentBytes() const override { return m_stream->unsentBytes(); }

private:
    enum class Phase : std::uint8_t {
        Packet,     // header and variables
        Prefix,     // the start of the body
        Running,    // the sink has the request
        Sending,    // the answer is complete, its last bytes are on their way
        Lingering,  // our direction is closed; waiting for the peer to close its own
        Closed,
    };

    // Net::Stream::Owner
    void readable() override;
    void peerFinished() override;
    void drained() override;
    void broken() override;

    // Reading, in uwsgiconnection.cpp.
    void readInput();
    void takeInput(std::string_view bytes);
    void packetProgress();
    void packetDone();
    void answerPing();
    void addBody(std::string_view bytes);
    void giveToSink();
    void superviseBody();
    void timeOut();
    std::size_t waitingBody() const noexcept { return m_body.size() - m_bodyTaken; }
    std::string_view peerText() const noexcept;

    // Answering and ending, in uwsgiconnection_answer.cpp.
    void refuse(int status, const std::string &sentence);
    void rejectSilently(const std::string &sentence);
    void failBody(int status, const std::string &sentence);
    void sendHead(const Gateway::ResponseHead &head);
    void sendPage(int status, const std::string &sentence);
    void flush();
    void flushSoon();
    void sendStalled();
    void conclude();
    void report();
    void cancel();
    void linger();
    void abort();
    void close();

    std::unique_ptr<Net::Stream> m_stream;
    const UwsgiContext &m_context;

    PacketParser m_parser;
    std::string m_body;             // arrived and not yet taken, from m_bodyTaken on
    std::size_t m_bodyTaken = 0;
    std::uint64_t m_bodyLeft = 0;   // bytes still to come
    AnswerWriter m_writer{1, false};
    std::uint64_t m_writtenBytes = 0;  // given to the stream so far
    std::uint64_t m_takenBytes = 0;    // of which the kernel had taken when the stall timer last looked

    Phase m_phase = Phase::Packet;
    AnswerWriter::Outcome m_outcome = AnswerWriter::Outcome::Close;
    bool m_accepted = false;        // the sink was given the request, and it is not reported yet
    bool m_responseStarted = false;
    bool m_replaced = false;        // the app's answer could not be sent, ours went out
    bool m_wasHigh = false;         // unsentBytes() went above its limit
    bool m_peerDone = false;
    bool m_flushPosted = false;

    Net::Deadline m_deadline{m_context.deadlines, [this] { timeOut(); }}; // of the phase
    Net::Deadline m_stall{m_context.deadlines, [this] { sendStalled(); }}; // the peer takes nothing
    QObject m_turns;                // context of posted calls: none arrives after we are gone
};

} // namespace Retort::Uwsgi
