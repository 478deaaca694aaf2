// SPDX-License-Identifier: Apache-2.0
#include "engine/http/httpconnection.h"

#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/http/cgivars.h"
#include "engine/http/characters.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Retort::Http {

namespace {

// What an idle connection may keep of its input buffer.
constexpr std::size_t keptInputBytes = 4096;

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<Net::Stream> stream, const HttpContext &context, std::uint64_t id)
    : m_stream(std::move(stream))
    , m_context(context)
    , m_id(id)
    , m_deadline(context.deadlines, [this] { timeOut(); })
    , m_stall(context.deadlines, [this] { sendStalled(); })
{
    m_stream->setOwner(this);
    startTimer(Timer::Idle, m_context.settings.keepAliveMs);
}

HttpConnection::~HttpConnection()
{
    m_stream->setOwner(nullptr);
    if (m_open) {
        trace.clientGone = true;
        cancel();
        report();
    }
}

void HttpConnection::closeWhenIdle()
{
    m_closing = true;
    if (m_phase == Phase::Head) {
        readInput();  // a request may be waiting in the kernel: that one is answered
    }
    advance();
}

void HttpConnection::readable()
{
    readInput();
    advance();
}

void HttpConnection::peerFinished()
{
    m_peerDone = true;
    if (m_phase == Phase::Lingering && m_stream->unsentBytes() == 0) {
        close();
        return;
    }
    advance();
}

bool HttpConnection::wantsInput() const noexcept
{
    switch (m_phase) {
    case Phase::Head:
    case Phase::Prefix: return pending().size() < Limits::headBytes;
    case Phase::Running:
        if (!m_body.complete()) {
            return m_body.buffered() < Limits::unsentBytes && pending().size() < Limits::readChunkBytes;
        }
        return pending().size() < Limits::pipelinedBytes;
    case Phase::Sending: return pending().size() < Limits::pipelinedBytes;
    case Phase::Discarding: return pending().size() < Limits::readChunkBytes;
    case Phase::Lingering: return true;
    case Phase::Closed: break;
    }
    return false;
}

void HttpConnection::readInput()
{
    std::array<char, Limits::readChunkBytes> bytes;  // not initialised on purpose
    while (wantsInput()) {
        const std::size_t count = m_stream->read(bytes.data(), bytes.size());
        if (m_phase != Phase::Lingering) {
            m_input.append(bytes.data(), count);
        }
        if (count < bytes.size()) {
            return;  // readable() tells of the rest
        }
    }
}

// One loop for everything that is here: requests that came in one piece never nest.
void HttpConnection::advance()
{
    if (std::exchange(m_advancing, true)) {
        return;
    }
    while (step() == Step::Again) {}
    m_advancing = false;
    if (m_phase != Phase::Closed) {
        compactInput();
        superviseInput();
    }
}

HttpConnection::Step HttpConnection::step()
{
    switch (m_phase) {
    case Phase::Head: return readHead();
    case Phase::Prefix: return readPrefix();
    case Phase::Running: return readBody();
    case Phase::Sending: return conclude();
    case Phase::Discarding: return discardBody();
    case Phase::Lingering:
    case Phase::Closed: break;
    }
    return Step::Wait;
}

HttpConnection::Step HttpConnection::readHead()
{
    if (pending().empty()) {
        if (m_peerDone || m_closing) {
            close();  // nothing unread, nothing unsent: no need to linger
        }
        return Step::Wait;
    }
    if (trace.startedUs == 0) {
        trace.startedUs = monotonicUs();
        trace.wallStartUs = wallClockUs();
    }
    const auto parsed = m_parser.parse(pending());
    if (!parsed) {
        refuse(parsed.error());
        return Step::Again;
    }
    if (*parsed == RequestParser::Progress::NeedMore) {
        if (m_peerDone) {
            refuse({400, "The connection ended in the middle of a request head"});
            return Step::Again;
        }
        if (m_timer != Timer::Head) {
            startTimer(Timer::Head, m_context.settings.headMs);  // never moved: a slow head is not a live one
        }
        return Step::Wait;
    }
    if (const auto error = beginRequest()) {
        refuse(*error);
    }
    return Step::Again;
}

std::optional<ParseError> HttpConnection::beginRequest()
{
    const RequestHead &head = m_parser.head();
    const Net::Peer &peer = m_stream->peer();
    const HttpSettings &settings = m_context.settings;
    request.vars = cgiVars(head, peer, settings);
    request.contentLength = head.chunked ? std::nullopt : std::optional(head.contentLength.value_or(0));
    request.expectsContinue = head.expectsContinue;
    request.connectionId = m_id;
    request.numberOnConnection = ++m_requests;
    request.fromLoopback = peer.isLoopback;
    request.tracebacksAllowed = settings.isLoopback && peer.isLoopback && settings.hosts.accepts(head.host);
    const auto refused = refusal(head);
    m_keepAlive = head.keepAlive;
    m_encoder.emplace(ResponseEncoder::Setting{head.minorVersion, m_parser.isHeadRequest(), false, {}});
    m_body.start(head, settings.bodyLimitBytes);
    m_inputAt += head.size;
    m_waitsForContinue = head.expectsContinue && pending().empty();
    if (refused) {
        return refused;
    }
    m_phase = Phase::Prefix;
    // A body that fits is fetched before a worker is bothered; for others the app decides.
    if (m_waitsForContinue && request.contentLength && *request.contentLength <= Limits::bodyPrefixBytes) {
        sendContinue();
    }
    return std::nullopt;
}

std::optional<ParseError> HttpConnection::refusal(const RequestHead &head) const
{
    const HttpSettings &settings = m_context.settings;
    if (settings.refusesForeignHosts && !settings.hosts.accepts(head.host)) {
        return ParseError{421,
            "This server listens on this computer only and does not answer to the host " + quoted(head.host, 120)
                + ". If that name is yours, add it to allowed-hosts in the [retort] section of the configuration"};
    }
    if (head.contentLength.value_or(0) > settings.bodyLimitBytes) {
        return ParseError{413,
            "The request body of " + std::to_string(*head.contentLength) + " bytes is larger than the "
                + std::to_string(settings.bodyLimitBytes) + " bytes this server accepts (limit-post)"};
    }
    return std::nullopt;
}

HttpConnection::Step HttpConnection::readPrefix()
{
    const auto used = m_body.feed(pending(), Limits::bodyPrefixBytes - m_body.buffered());
    if (!used) {
        refuse(used.error());
        return Step::Again;
    }
    m_inputAt += *used;
    m_bodyGrew = m_bodyGrew || *used > 0;
    m_waitsForContinue = m_waitsForContinue && *used == 0;
    const bool ready = m_body.complete() || m_body.buffered() >= Limits::bodyPrefixBytes || m_waitsForContinue;
    if (!ready) {
        if (m_peerDone && *used == 0) {
            refuse({400, "The connection ended in the middle of a request body"});
            return Step::Again;
        }
        return *used > 0 ? Step::Again : Step::Wait;
    }
    m_phase = Phase::Running;
    m_open = true;
    trace.acceptedUs = monotonicUs();
    m_deadline.stop();
    m_context.sink.accept(*this);
    return Step::Again;
}

HttpConnection::Step HttpConnection::readBody()
{
    if (m_body.complete()) {
        return Step::Wait;
    }
    const std::size_t room = Limits::unsentBytes - std::min(m_body.buffered(), Limits::unsentBytes);
    const auto used = m_body.feed(pending(), room);
    if (!used) {
        failBody(used.error());
        return Step::Again;
    }
    if (*used == 0) {
        if (!m_peerDone || !pending().empty() || room == 0) {
            return Step::Wait;
        }
        failBody({400, "The connection ended in the middle of a request body"});
        return Step::Again;
    }
    m_inputAt += *used;
    m_bodyGrew = true;
    m_waitsForContinue = false;
    if (handler() != nullptr) {
        handler()->bodyAvailable(*this);
    }
    return Step::Again;
}

HttpConnection::Step HttpConnection::discardBody()
{
    const auto used = m_body.feed(pending(), Limits::readChunkBytes);
    if (!used || m_body.received() - m_discardFrom > discardBytes) {
        linger();
        return Step::Wait;
    }
    m_inputAt += *used;
    if (m_body.complete()) {
        nextRequest();
        return Step::Again;
    }
    if (m_peerDone) {
        linger();
        return Step::Wait;
    }
    return *used > 0 ? Step::Again : Step::Wait;
}

void HttpConnection::nextRequest()
{
    m_phase = Phase::Head;
    m_parser.reset();
    m_encoder.reset();
    request = {};
    trace = {};
    m_responseStarted = m_replaced = m_waitsForContinue = false;
    startTimer(Timer::Idle, m_context.settings.keepAliveMs);
}

void HttpConnection::compactInput()
{
    if (m_inputAt == m_input.size()) {
        m_input.clear();
        m_inputAt = 0;
        if (m_input.capacity() > keptInputBytes) {
            m_input = {};
        }
    } else if (m_inputAt > m_input.size() / 2) {
        m_input.erase(0, m_inputAt);
        m_inputAt = 0;
    }
}

// Keeps the stream reading only while there is room, and the body timer running only while we wait for the
// client: a sink that takes nothing is not the client's fault.
void HttpConnection::superviseInput()
{
    m_stream->setReading(wantsInput());
    if (m_phase != Phase::Prefix && m_phase != Phase::Running) {
        return;
    }
    const bool waits = !m_body.complete() && wantsInput() && !m_waitsForContinue;
    if (!waits) {
        m_deadline.stop();
    } else if (m_bodyGrew || m_timer != Timer::Body || !m_deadline.isRunning()) {
        m_bodyGrew = false;
        startTimer(Timer::Body, m_context.settings.bodyIdleMs);
    }
}

void HttpConnection::startTimer(Timer timer, int milliseconds)
{
    m_timer = timer;
    m_deadline.start(milliseconds);
}

void HttpConnection::timeOut()
{
    const auto seconds = [](int milliseconds) { return std::to_string((milliseconds + 999) / 1000); };
    switch (m_timer) {
    case Timer::Idle:
    case Timer::Linger: close(); return;
    case Timer::Discard: linger(); return;
    case Timer::Head: refuse({408, "The request head was not complete after " + seconds(m_context.settings.headMs) + " s"}); break;
    case Timer::Body: {
        const ParseError error{408, "No more of the request body came for " + seconds(m_context.settings.bodyIdleMs) + " s"};
        m_phase == Phase::Prefix ? refuse(error) : failBody(error);
        break;
    }
    }
    advance();
}

void HttpConnection::later()
{
    if (!std::exchange(m_turnPosted, true)) {
        QMetaObject::invokeMethod(&m_turns, [this] { turn(); }, Qt::QueuedConnection);
    }
}

void HttpConnection::turn()
{
    m_turnPosted = false;
    if (m_phase == Phase::Closed) {
        return;
    }
    if (m_brokeWhileFlushing) {
        broken();
        return;
    }
    flush();
    advance();
}

std::string HttpConnection::takeBody(std::size_t most)
{
    std::string piece = m_body.take(most);
    noteBodyTaken(piece);
    if (!piece.empty() && !m_body.complete()) {
        later();  // there is room again; not from in here, the sink is at work
    }
    return piece;
}

bool HttpConnection::bodyAtEnd() const
{
    return m_body.complete() && m_body.buffered() == 0;
}

void HttpConnection::bodyWanted()
{
    if (m_waitsForContinue && m_phase == Phase::Running && !m_responseStarted) {
        sendContinue();
        superviseInput();
    }
}

} // namespace Retort::Http
