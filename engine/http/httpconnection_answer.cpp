// SPDX-License-Identifier: Apache-2.0
// The half of HttpConnection that answers and ends.
#include "engine/http/httpconnection.h"

#include "engine/base/categories.h"
#include "engine/base/clock.h"
#include "engine/base/limits.h"

#include <utility>

namespace Retort::Http {

using Outcome = ResponseEncoder::Outcome;

// A client that asked for "100 Continue" and got a final answer may or may not send its body: only closing
// the connection is safe then (RFC 9110 §10.1.1).
bool HttpConnection::mayKeepAlive() const noexcept
{
    return m_keepAlive && !m_closing && !m_waitsForContinue && m_body.expected().value_or(0) <= discardBytes;
}

void HttpConnection::startResponse(const Gateway::ResponseHead &head)
{
    if (m_phase != Phase::Running || m_responseStarted) {
        return;
    }
    trace.headerCount = static_cast<std::uint16_t>(head.headers.size());
    if (const std::string fault = ResponseEncoder::fault(head); !fault.empty()) {
        qCInfo(lcHttp, "%llu: an answer was replaced by a 500: %s", static_cast<unsigned long long>(m_id), fault.c_str());
        m_replaced = true;
        sendPage({.status = 500, .sentence = "The app's answer cannot be sent: " + fault + "."});
        return;
    }
    sendHead(head, mayKeepAlive());
}

void HttpConnection::sendHead(const Gateway::ResponseHead &head, bool keepAlive)
{
    m_responseStarted = true;
    trace.status = static_cast<std::uint16_t>(head.status);
    const bool known = m_parser.head().size > 0;  // else the head was never understood: answer as 1.1
    m_encoder.emplace(ResponseEncoder::Setting{
        known ? m_parser.head().minorVersion : 1, m_parser.isHeadRequest(), keepAlive, m_context.date.at(wallClockUs())});
    m_out.clear();
    m_encoder->appendHead(head, m_out);
    trace.headBytesOut = static_cast<std::uint32_t>(m_out.size());
    m_writtenBytes += m_out.size();
    m_stream->write(m_out);
    noteHead(head);
}

void HttpConnection::writeBody(std::string_view bytes)
{
    if (m_phase != Phase::Running || !m_responseStarted || m_replaced) {
        return;
    }
    const ResponseEncoder::Piece piece = m_encoder->body(bytes);
    for (const std::string_view part : {piece.before, piece.bytes, piece.after}) {
        if (!part.empty()) {
            m_writtenBytes += part.size();
            m_stream->write(part);
        }
    }
    trace.bodyBytesOut += piece.bytes.size();
    noteBody(piece.bytes);
    m_wasHigh = m_wasHigh || m_stream->unsentBytes() > Limits::unsentBytes;
    if (m_encoder->isFull()) {
        flush();  // nothing can follow, and the app may take its time to say so
    } else {
        later();  // what else comes in this turn of the event loop goes out in one send
    }
}

void HttpConnection::finish(Gateway::Ending ending)
{
    if (m_phase != Phase::Running) {
        return;
    }
    setHandler(nullptr);
    if (!m_responseStarted) {
        sendPage({.status = 500, .sentence = "The server ended this request without an answer."});
        m_replaced = true;
    }
    m_out.clear();
    m_outcome = m_encoder->finish(m_replaced ? Gateway::Ending::Complete : ending, m_out);
    trace.truncated = trace.truncated || ending == Gateway::Ending::Truncated || m_outcome == Outcome::Cut || m_outcome == Outcome::Reset;
    if (!m_out.empty()) {
        m_writtenBytes += m_out.size();
        m_stream->write(m_out);
    }
    m_discardFrom = m_body.received();
    m_body.discard();
    m_deadline.stop();
    m_phase = Phase::Sending;
    flush();
    if (m_advancing) {
        return;  // the loop goes on by itself
    }
    while (m_phase == Phase::Sending && conclude() == Step::Again) {}
    if (m_phase == Phase::Head || m_phase == Phase::Discarding) {
        m_stream->setReading(wantsInput());
        if (!pending().empty() || m_peerDone || m_closing) {
            later();  // the next request must not start inside the sink
        }
    }
}

void HttpConnection::sendPage(const Gateway::StatusPage &page)
{
    const auto rendered = Gateway::renderPage(page, Gateway::preferredForm(request.vars.value("HTTP_ACCEPT")));
    sendHead(rendered.head, false);
    const auto body = m_encoder->body(rendered.body).bytes;
    trace.bodyBytesOut += body.size();
    noteBody(body);
    m_writtenBytes += body.size();
    m_stream->write(body);
}

// A request that never reached the sink.
void HttpConnection::refuse(const ParseError &error)
{
    const std::string &address = m_stream->peer().address;
    m_context.observer.requestRejected(
        address.empty() ? std::string_view("a local socket") : std::string_view(address), error.status, error.sentence);
    sendPage({.status = error.status, .sentence = error.sentence + "."});
    m_outcome = Outcome::Close;
    m_body.discard();
    m_deadline.stop();
    m_phase = Phase::Sending;
    flush();
}

// The body broke while the app had the request.
void HttpConnection::failBody(const ParseError &error)
{
    qCInfo(lcHttp, "%llu: %s", static_cast<unsigned long long>(m_id), error.sentence.c_str());
    cancel();
    if (m_responseStarted) {
        trace.truncated = true;
        abort();
        return;
    }
    sendPage({.status = error.status, .sentence = error.sentence + "."});
    m_outcome = Outcome::Close;
    m_body.discard();
    m_deadline.stop();
    m_phase = Phase::Sending;
    flush();
}

void HttpConnection::sendContinue()
{
    constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    m_waitsForContinue = false;
    m_writtenBytes += line.size();
    m_stream->write(line);
    flush();
}

// A stream may find out that it is broken while it sends; the sink must not be cancelled inside its own call.
void HttpConnection::flush()
{
    m_flushing = true;
    m_stream->flush();
    m_flushing = false;
    if (m_brokeWhileFlushing) {
        later();
    } else if (m_stream->unsentBytes() > 0 && !m_stall.isRunning()) {
        m_takenBytes = m_writtenBytes - m_stream->unsentBytes();
        m_stall.start(m_context.settings.sendStallMs);
    }
}

void HttpConnection::sendStalled()
{
    const std::size_t unsent = m_stream->unsentBytes();
    if (unsent == 0) {
        return;
    }
    if (const std::uint64_t taken = m_writtenBytes - unsent; taken != m_takenBytes) {
        m_takenBytes = taken;
        m_stall.start(m_context.settings.sendStallMs);
        return;
    }
    trace.clientGone = true;
    cancel();
    abort();
}

void HttpConnection::drained()
{
    if (m_stream->unsentBytes() == 0) {
        m_stall.stop();
    }
    if (m_phase == Phase::Lingering && m_peerDone && m_stream->unsentBytes() == 0) {
        close();
    } else if (m_phase == Phase::Lingering && m_stream->unsentBytes() == 0) {
        startTimer(Timer::Linger, m_context.settings.lingerMs);
    } else if (m_phase == Phase::Sending) {
        advance();
    } else if (m_phase == Phase::Running && std::exchange(m_wasHigh, false) && handler() != nullptr) {
        handler()->drained(*this);
    }
}

void HttpConnection::broken()
{
    if (m_flushing) {
        m_brokeWhileFlushing = true;
        return;
    }
    trace.clientGone = true;
    cancel();
    report();
    close();
}

// The answer is complete on our side: what becomes of the connection once it is out?
HttpConnection::Step HttpConnection::conclude()
{
    if (m_brokeWhileFlushing || m_stream->isBroken() || (m_stream->unsentBytes() > 0 && m_outcome != Outcome::Reset)) {
        return Step::Wait;
    }
    report();
    switch (m_outcome) {
    case Outcome::Reset: abort(); return Step::Wait;
    case Outcome::Close:
    case Outcome::Cut: linger(); return Step::Wait;
    case Outcome::KeepAlive: break;
    }
    if (m_body.complete()) {
        nextRequest();
    } else if (m_waitsForContinue || m_body.expected().value_or(0) > discardBytes) {
        linger();
        return Step::Wait;
    } else {
        m_phase = Phase::Discarding;
        startTimer(Timer::Discard, m_context.settings.lingerMs);
    }
    return Step::Again;
}

void HttpConnection::report()
{
    if (!std::exchange(m_open, false)) {
        return;
    }
    trace.finishedUs = monotonicUs();
    trace.bodyBytesIn = m_body.received();
    m_context.observer.requestFinished(request, trace);
}

void HttpConnection::cancel()
{
    Gateway::Exchange::Handler *const sink = handler();
    setHandler(nullptr);
    if (m_phase == Phase::Running && sink != nullptr) {
        m_phase = Phase::Sending;  // the sink's last calls, if any, have no effect
        sink->cancelled(*this);
    }
}

// Closes our side and gives the client time to read the answer: closing at once with unread input
// makes the kernel send a reset, which destroys what is still on its way.
void HttpConnection::linger()
{
    m_phase = Phase::Lingering;
    m_input = {};
    m_inputAt = 0;
    m_stream->finishWriting();
    if (m_peerDone && m_stream->unsentBytes() == 0) {
        close();
        return;
    }
    m_stream->setReading(true);
    if (m_stream->unsentBytes() == 0) {
        startTimer(Timer::Linger, m_context.settings.lingerMs);
    } else {
        m_deadline.stop();  // the stall timer watches
    }
}

void HttpConnection::abort()
{
    report();
    m_stream->reset();
    close();
}

void HttpConnection::close()
{
    m_phase = Phase::Closed;
    m_deadline.stop();
    m_stall.stop();
    m_stream->setOwner(nullptr);
    m_context.connections.remove(this);
}

} // namespace Retort::Http
