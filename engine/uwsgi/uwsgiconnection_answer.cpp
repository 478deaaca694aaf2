// SPDX-License-Identifier: Apache-2.0
// The half of UwsgiConnection that answers and ends.
#include "engine/uwsgi/uwsgiconnection.h"

#include "engine/base/categories.h"
#include "engine/base/clock.h"
#include "engine/gateway/statuspage.h"

#include <utility>

namespace Retort::Uwsgi {

using Outcome = AnswerWriter::Outcome;

void UwsgiConnection::startResponse(const Gateway::ResponseHead &head)
{
    if (m_phase != Phase::Running || m_responseStarted) {
        return;
    }
    trace.headerCount = static_cast<std::uint16_t>(head.headers.size());
    if (const std::string fault = AnswerWriter::fault(head); !fault.empty()) {
        qCInfo(lcUwsgi, "%llu: an answer was replaced by a 500: %s", static_cast<unsigned long long>(request.connectionId), fault.c_str());
        m_replaced = true;
        sendPage(500, "The app's answer cannot be sent: " + fault);
        return;
    }
    sendHead(head);
    flushSoon();
}

void UwsgiConnection::sendHead(const Gateway::ResponseHead &head)
{
    std::string bytes;
    m_writer.appendHead(head, bytes);
    m_responseStarted = true;
    trace.status = static_cast<std::uint16_t>(head.status);
    trace.headBytesOut = static_cast<std::uint32_t>(bytes.size());
    m_writtenBytes += bytes.size();
    m_stream->write(bytes);
    noteHead(head);
}

void UwsgiConnection::writeBody(std::string_view bytes)
{
    if (m_phase != Phase::Running || !m_responseStarted || m_replaced) {
        return;
    }
    const std::string_view part = m_writer.body(bytes);
    m_stream->write(part);
    m_writtenBytes += part.size();
    trace.bodyBytesOut += part.size();
    noteBody(part);
    m_wasHigh = m_wasHigh || m_stream->unsentBytes() > Limits::unsentBytes;
    flushSoon();
}

void UwsgiConnection::finish(Gateway::Ending ending)
{
    if (m_phase != Phase::Running) {
        return;
    }
    setHandler(nullptr);
    if (!m_responseStarted) {
        m_replaced = true;
        sendPage(500, "The server ended this request without an answer");
    }
    if (m_replaced) {
        ending = Gateway::Ending::Complete;
    }
    trace.truncated = trace.truncated || ending == Gateway::Ending::Truncated || m_writer.isShort();
    m_outcome = m_writer.finish(ending);
    m_deadline.stop();
    m_phase = Phase::Sending;
    flush();
    conclude();
}

void UwsgiConnection::sendPage(int status, const std::string &sentence)
{
    const auto rendered =
        Gateway::renderPage({.status = status, .sentence = sentence + "."}, Gateway::preferredForm(request.vars.value("HTTP_ACCEPT")));
    sendHead(rendered.head);
    const std::string_view body = m_writer.body(rendered.body);
    m_stream->write(body);
    m_writtenBytes += body.size();
    trace.bodyBytesOut += body.size();
    noteBody(body);
}

// A request that never reached the sink, and whose sender understands an answer.
void UwsgiConnection::refuse(int status, const std::string &sentence)
{
    m_context.observer.requestRejected(peerText(), status, sentence + ".");
    m_deadline.stop();
    m_phase = Phase::Sending;
    m_outcome = Outcome::Close;
    sendPage(status, sentence);
    flush();
    conclude();
}

// Bytes whose sender would not understand an HTTP answer.
void UwsgiConnection::rejectSilently(const std::string &sentence)
{
    m_context.observer.requestRejected(peerText(), 0, sentence + ".");
    close();
}

// The body broke while the app had the request.
void UwsgiConnection::failBody(int status, const std::string &sentence)
{
    qCInfo(lcUwsgi, "%llu: %s", static_cast<unsigned long long>(request.connectionId), sentence.c_str());
    cancel();
    m_deadline.stop();
    if (m_responseStarted) {
        trace.truncated = true;
        abort();
        return;
    }
    m_outcome = Outcome::Close;
    sendPage(status, sentence);
    flush();
    conclude();
}

void UwsgiConnection::flush()
{
    m_stream->flush();
    if (m_stream->unsentBytes() > 0 && !m_stall.isRunning()) {
        m_takenBytes = m_writtenBytes - m_stream->unsentBytes();
        m_stall.start(m_context.settings.sendStallMs);
    }
}

// What the sink writes in one turn of the event loop goes out in one send.
void UwsgiConnection::flushSoon()
{
    if (!std::exchange(m_flushPosted, true)) {
        QMetaObject::invokeMethod(
            &m_turns,
            [this] {
                m_flushPosted = false;
                if (m_phase == Phase::Running) {
                    flush();
                }
            },
            Qt::QueuedConnection);
    }
}

void UwsgiConnection::sendStalled()
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

void UwsgiConnection::drained()
{
    if (m_stream->unsentBytes() == 0) {
        m_stall.stop();
    }
    if (m_phase == Phase::Sending) {
        conclude();
    } else if (m_phase == Phase::Lingering && m_stream->unsentBytes() == 0) {
        if (m_peerDone) {
            close();
        } else {
            m_deadline.start(m_context.settings.lingerMs);
        }
    } else if (m_phase == Phase::Running && std::exchange(m_wasHigh, false) && handler() != nullptr) {
        handler()->drained(*this);
    }
}

void UwsgiConnection::broken()
{
    if (m_accepted) {
        trace.clientGone = true;
        cancel();
        report();
    } else if ((m_phase == Phase::Packet && trace.startedUs != 0) || m_phase == Phase::Prefix) {
        m_context.observer.requestRejected(peerText(), 0, "The connection broke before its request was complete.");
    }
    close();
}

// The answer is complete on our side: what becomes of the connection once it is out?
void UwsgiConnection::conclude()
{
    if (m_outcome == Outcome::Reset) {
        abort();
        return;
    }
    if (m_stream->unsentBytes() > 0 || m_stream->isBroken()) {
        return;  // drained() or broken() goes on
    }
    report();
    if (m_bodyLeft == 0 && m_parser.state() == PacketParser::State::Done) {
        close();  // all that was sent to us has been read, so closing loses nothing
    } else {
        linger();
    }
}

void UwsgiConnection::report()
{
    if (std::exchange(m_accepted, false)) {
        trace.finishedUs = monotonicUs();
        m_context.observer.requestFinished(request, trace);
    }
}

void UwsgiConnection::cancel()
{
    Gateway::Exchange::Handler *const sink = handler();
    setHandler(nullptr);
    if (m_phase == Phase::Running) {
        m_phase = Phase::Sending;  // the sink's last calls, if any, have no effect
        if (sink != nullptr) {
            sink->cancelled(*this);
        }
    }
}

// Closes our direction and gives the peer time to read: closing at once with unread input makes the
// kernel send a reset, which destroys what is still on its way.
void UwsgiConnection::linger()
{
    m_phase = Phase::Lingering;
    m_body = std::string();
    m_bodyTaken = 0;
    m_deadline.stop();
    m_stream->finishWriting();
    if (m_stream->unsentBytes() > 0) {
        m_stall.start(m_context.settings.sendStallMs);
    } else if (m_peerDone) {
        close();
        return;
    } else {
        m_deadline.start(m_context.settings.lingerMs);
    }
    m_stream->setReading(true);
}

void UwsgiConnection::abort()
{
    report();
    m_stream->reset();
    close();
}

// The stream goes with the connection, when the event loop is reached again.
void UwsgiConnection::close()
{
    m_phase = Phase::Closed;
    m_deadline.stop();
    m_stall.stop();
    m_stream->setOwner(nullptr);
    m_stream->setReading(false);
    m_context.connections.remove(this);
}

} // namespace Retort::Uwsgi
