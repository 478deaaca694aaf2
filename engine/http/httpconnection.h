// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"
#include "engine/gateway/requestobserver.h"
#include "engine/gateway/requestsink.h"
#include "engine/gateway/statuspage.h"
#include "engine/http/bodyreader.h"
#include "engine/http/dateline.h"
#include "engine/http/httpsettings.h"
#include "engine/http/requestparser.h"
#include "engine/http/responseencoder.h"
#include "engine/net/connectionset.h"
#include "engine/net/deadline.h"
#include "engine/net/stream.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace Retort::Http {

// What all connections of a listener share. References: whoever makes connections keeps these alive.
struct HttpContext
{
    const HttpSettings &settings;
    Gateway::RequestSink &sink;
    Gateway::RequestObserver &observer;
    Net::DeadlineQueue &deadlines;
    Net::ConnectionSet &connections;
    DateLine &date;
};

// One client speaking HTTP/1.x: reads its requests one after the other, hands each to the sink as an Exchange
// when its head and the first Limits::bodyPrefixBytes (or all) of its body are there, and sends the answer.
// A request that reached the sink ends in exactly one requestFinished(), one that was refused before in
// exactly one requestRejected().
//
// Bounded both ways: nothing more is read while Limits::unsentBytes of body (or Limits::pipelinedBytes of
// later requests) wait here, and the sink watches unsentBytes(). The next request is never given to the sink
// from within finish(): that waits for the event loop. Owned by a ConnectionSet; lives on the engine's thread.
class HttpConnection final : public Net::Connection, public Gateway::Exchange, private Net::Stream::Owner
{
public:
    HttpConnection(std::unique_ptr<Net::Stream> stream, const HttpContext &context, std::uint64_t id);
    ~HttpConnection() override;

    void closeWhenIdle() override;

    std::string takeBody(std::size_t most) override;
    bool bodyAtEnd() const override;
    void bodyWanted() override;
    void startResponse(const Gateway::ResponseHead &head) override;
    void writeBody(std::string_view bytes) override;
    void finish(Gateway::Ending ending) override;
    bool responseStarted() const override { return m_responseStarted; }
    std::size_t unsentBytes() const override { return m_stream->unsentBytes(); }

private:
    enum class Phase : std::uint8_t {
        Head,        // between requests, or reading a head
        Prefix,      // the start of the body
        Running,     // the sink has the request
        Sending,     // the answer is complete, its last bytes are on their way
        Discarding,  // the rest of a body nobody read
        Lingering,   // our side is closed; waiting for the client to close (RFC 9112 §9.6)
        Closed,
    };
    enum class Timer : std::uint8_t { Idle, Head, Body, Discard, Linger };
    enum class Step : std::uint8_t { Again, Wait };

    // Unread body that is worth reading away to keep the connection; more is cheaper to cut off.
    static constexpr std::uint64_t discardBytes = Limits::unsentBytes;

    // Net::Stream::Owner
    void readable() override;
    void peerFinished() override;
    void drained() override;
    void broken() override;

    // Reading, in httpconnection.cpp. A step looks at the input once.
    std::string_view pending() const noexcept { return std::string_view(m_input).substr(m_inputAt); }
    bool wantsInput() const noexcept;
    void readInput();
    void advance();
    Step step();
    Step readHead();
    Step readPrefix();
    Step readBody();
    Step discardBody();
    std::optional<ParseError> beginRequest();
    std::optional<ParseError> refusal(const RequestHead &head) const;
    void nextRequest();
    void compactInput();
    void superviseInput();
    void startTimer(Timer timer, int milliseconds);
    void timeOut();
    void later();
    void turn();

    // Answering and ending, in httpconnection_answer.cpp.
    void refuse(const ParseError &error);
    void failBody(const ParseError &error);
    void sendContinue();
    void sendHead(const Gateway::ResponseHead &head, bool keepAlive);
    void sendPage(const Gateway::StatusPage &page);
    bool mayKeepAlive() const noexcept;
    void flush();
    void sendStalled();
    Step conclude();
    void report();
    void cancel();
    void linger();
    void abort();
    void close();

    std::unique_ptr<Net::Stream> m_stream;
    const HttpContext &m_context;
    const std::uint64_t m_id;

    std::string m_input;
    std::size_t m_inputAt = 0;  // bytes of m_input that are dealt with
    RequestParser m_parser;
    BodyReader m_body;
    std::uint64_t m_discardFrom = 0;  // body bytes received when the answer was complete
    std::optional<ResponseEncoder> m_encoder;
    std::string m_out;
    std::uint64_t m_writtenBytes = 0;  // given to the stream so far
    std::uint64_t m_takenBytes = 0;    // of which the kernel had taken when the stall timer last looked
    std::uint32_t m_requests = 0;

    Phase m_phase = Phase::Head;
    Timer m_timer = Timer::Idle;
    ResponseEncoder::Outcome m_outcome = ResponseEncoder::Outcome::Close;
    bool m_open = false;             // the sink was given a request that is not reported yet
    bool m_keepAlive = false;        // the client allows it
    bool m_waitsForContinue = false;
    bool m_responseStarted = false;
    bool m_replaced = false;         // the app's answer could not be sent, ours went out
    bool m_bodyGrew = false;         // since the body timer was started
    bool m_wasHigh = false;          // unsentBytes() went above its limit
    bool m_peerDone = false;
    bool m_closing = false;          // closeWhenIdle()
    bool m_advancing = false;
    bool m_flushing = false;
    bool m_brokeWhileFlushing = false;
    bool m_turnPosted = false;

    Net::Deadline m_deadline;        // of the phase, see m_timer
    Net::Deadline m_stall;           // the client takes nothing
    QObject m_turns;                 // context of posted calls: none arrives after we are gone
};

} // namespace Retort::Http
