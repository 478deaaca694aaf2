// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/uwsgiconnection.h"

#include "engine/base/categories.h"
#include "engine/base/clock.h"
#include "engine/uwsgi/uwsgivars.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Retort::Uwsgi {

namespace {

constexpr std::uint8_t wsgi = 0;
constexpr std::uint8_t wsgiStripped = 30;
constexpr std::uint8_t ping = 100;

std::string httpHint(const std::string &option)
{
    std::string hint =
        "An HTTP request came to a uwsgi port (--" + option + "), which is for nginx and Apache: for a browser use --http instead";
    if (option == "socket") {
        hint += ", or add --protocol=http";
    }
    return hint;
}

} // namespace

UwsgiConnection::UwsgiConnection(std::unique_ptr<Net::Stream> stream, const UwsgiContext &context, std::uint64_t id)
    : m_stream(std::move(stream))
    , m_context(context)
    , m_parser(context.settings.bufferBytes)
{
    request.protocol = Gateway::Protocol::Uwsgi;
    request.connectionId = id;
    request.fromLoopback = m_stream->peer().isLoopback;
    m_stream->setOwner(this);
    m_deadline.start(m_context.settings.headMs);
}

UwsgiConnection::~UwsgiConnection()
{
    m_stream->setOwner(nullptr);
    if (m_accepted) {
        trace.clientGone = true;
        cancel();
        report();
    }
}

void UwsgiConnection::closeWhenIdle()
{
    if (m_phase == Phase::Packet) {
        readInput();  // a request may be waiting in the kernel: that one is answered
    }
    if (m_phase == Phase::Packet && trace.startedUs == 0) {
        close();
    }
}

std::string_view UwsgiConnection::peerText() const noexcept
{
    const std::string &address = m_stream->peer().address;
    return address.empty() ? std::string_view("a local socket") : std::string_view(address);
}

void UwsgiConnection::readable()
{
    readInput();
}

void UwsgiConnection::readInput()
{
    std::array<char, Limits::readChunkBytes> bytes;  // not initialised on purpose
    while (m_phase != Phase::Closed && waitingBody() < Limits::unsentBytes) {
        const std::size_t count = m_stream->read(bytes.data(), bytes.size());
        if (count > 0) {
            takeInput({bytes.data(), count});
        }
        if (count < bytes.size()) {
            break;  // readable() tells of the rest
        }
    }
    if (m_phase == Phase::Running) {
        superviseBody();
    }
}

void UwsgiConnection::takeInput(std::string_view bytes)
{
    switch (m_phase) {
    case Phase::Packet:
        if (trace.startedUs == 0) {
            trace.startedUs = monotonicUs();
            trace.wallStartUs = wallClockUs();
        }
        bytes.remove_prefix(m_parser.feed(bytes));
        packetProgress();
        if (m_phase == Phase::Prefix) {
            addBody(bytes);
        }
        return;
    case Phase::Prefix:
    case Phase::Running: addBody(bytes); return;
    case Phase::Sending:
    case Phase::Lingering:
    case Phase::Closed: return;  // a body that nobody wants any more
    }
}

void UwsgiConnection::packetProgress()
{
    if (m_parser.hasHeader()) {
        const std::uint8_t modifier = m_parser.modifier1();
        switch (modifier == wsgi || modifier == wsgiStripped || modifier == ping ? OtherProtocol::None : otherProtocol(m_parser.header())) {
        case OtherProtocol::Http: refuse(400, httpHint(m_context.settings.option)); return;
        case OtherProtocol::Tls:
            rejectSilently("A TLS connection came to a uwsgi port (--" + m_context.settings.option + "), which is for nginx and Apache");
            return;
        case OtherProtocol::None: break;
        }
        if (modifier != wsgi && modifier != wsgiStripped && modifier != ping) {
            rejectSilently("A uwsgi packet with modifier1 " + std::to_string(modifier)
                + " came, which asks for something other than a Python app: 0 and 30 are served, 100 is answered");
            return;
        }
    }
    switch (m_parser.state()) {
    case PacketParser::State::Header:
    case PacketParser::State::Block: return;
    case PacketParser::State::Failed: refuse(400, m_parser.fault()); return;
    case PacketParser::State::Done: packetDone(); return;
    }
}

void UwsgiConnection::packetDone()
{
    if (m_parser.modifier1() == ping) {
        answerPing();
        return;
    }
    const UwsgiSettings &settings = m_context.settings;
    // The parser has looked at every length, so the block is always one.
    auto block = Gateway::VarBlock::fromBytes(m_parser.takeBlock()).value_or(Gateway::VarBlock());
    CheckedVars checked =
        checkVars(std::move(block), m_parser.modifier1(), {settings.serverName, settings.serverPort, request.fromLoopback});
    for (const std::string &name : checked.dropped) {
        m_context.variableIgnored(name, peerText());
    }
    request.vars = std::move(checked.vars);
    request.contentLength = checked.contentLength;
    request.tracebacksAllowed = settings.isLoopback && request.fromLoopback && cameFromThisComputer(request.vars);
    m_writer = AnswerWriter(checked.status == 0 ? checked.minorVersion : 1, checked.isHead);
    m_bodyLeft = checked.contentLength;
    if (checked.status != 0) {
        refuse(checked.status, checked.fault);
    } else if (checked.contentLength > settings.bodyLimitBytes) {
        refuse(413,
            "The request body has " + std::to_string(checked.contentLength) + " bytes, and limit-post allows "
                + std::to_string(settings.bodyLimitBytes));
    } else {
        m_phase = Phase::Prefix;
        m_deadline.start(settings.bodyIdleMs);
    }
}

// modifier1 100, modifier2 1, empty block: alive (UWSGI.md §4.2).
void UwsgiConnection::answerPing()
{
    constexpr char alive[] = {100, 0, 0, 1};
    qCDebug(lcUwsgi, "%llu: ping", static_cast<unsigned long long>(request.connectionId));
    m_stream->write({alive, sizeof alive});
    linger();
}

void UwsgiConnection::addBody(std::string_view bytes)
{
    bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_bodyLeft)));
    if (m_bodyTaken > m_body.size() / 2) {
        m_body.erase(0, m_bodyTaken);
        m_bodyTaken = 0;
    }
    m_body.append(bytes);
    m_bodyLeft -= bytes.size();
    trace.bodyBytesIn += bytes.size();
    if (m_phase == Phase::Running) {
        if (!bytes.empty() && handler() != nullptr) {
            handler()->bodyAvailable(*this);
        }
    } else if (m_bodyLeft == 0 || waitingBody() >= Limits::bodyPrefixBytes) {
        giveToSink();
    } else if (!bytes.empty()) {
        m_deadline.start(m_context.settings.bodyIdleMs);
    }
}

void UwsgiConnection::giveToSink()
{
    m_phase = Phase::Running;
    m_accepted = true;
    trace.acceptedUs = monotonicUs();
    m_deadline.stop();
    m_context.sink.accept(*this);
}

// The body timer runs while we wait for the peer, not while the app takes its time.
void UwsgiConnection::superviseBody()
{
    const bool wanted = waitingBody() < Limits::unsentBytes;
    m_stream->setReading(wanted);
    if (m_bodyLeft > 0 && wanted) {
        m_deadline.start(m_context.settings.bodyIdleMs);
    } else {
        m_deadline.stop();
    }
}

std::string UwsgiConnection::takeBody(std::size_t most)
{
    std::string taken;
    if (most >= m_body.size() && m_bodyTaken == 0) {
        taken = std::exchange(m_body, {});
    } else {
        taken = m_body.substr(m_bodyTaken, most);
        m_bodyTaken += taken.size();
        if (m_bodyTaken == m_body.size()) {
            m_body = std::string();
            m_bodyTaken = 0;
        }
    }
    noteBodyTaken(taken);
    if (m_phase == Phase::Running && m_bodyLeft > 0 && !taken.empty()) {
        superviseBody();
    }
    return taken;
}

void UwsgiConnection::peerFinished()
{
    m_peerDone = true;
    const std::string got = std::to_string(trace.bodyBytesIn) + " of " + std::to_string(request.contentLength.value_or(0)) + " bytes";
    switch (m_phase) {
    case Phase::Packet:
        if (trace.startedUs == 0) {
            close();
        } else if (m_parser.hasHeader()) {
            refuse(
                400, "The connection ended inside the block of variables, which has " + std::to_string(m_parser.blockBytes()) + " bytes");
        } else {
            rejectSilently("The connection ended inside the header of a uwsgi packet");
        }
        return;
    case Phase::Prefix: refuse(400, "The connection ended after " + got + " of the request body"); return;
    case Phase::Running:
        if (m_bodyLeft > 0) {
            failBody(400, "The connection ended after " + got + " of the request body");
        }
        return;
    case Phase::Lingering:
        if (m_stream->unsentBytes() == 0) {
            close();
        }
        return;
    case Phase::Sending:
    case Phase::Closed: return;
    }
}

void UwsgiConnection::timeOut()
{
    const std::string got = std::to_string(trace.bodyBytesIn) + " of " + std::to_string(request.contentLength.value_or(0)) + " bytes";
    switch (m_phase) {
    case Phase::Packet:
        if (trace.startedUs == 0) {
            close();
        } else if (m_parser.hasHeader()) {
            refuse(408, "The variables of the request did not arrive within " + std::to_string(m_context.settings.headMs) + " ms");
        } else {
            rejectSilently("The header of a uwsgi packet did not arrive within " + std::to_string(m_context.settings.headMs) + " ms");
        }
        return;
    case Phase::Prefix: refuse(408, "The request body stopped after " + got); return;
    case Phase::Running: failBody(408, "The request body stopped after " + got); return;
    case Phase::Lingering: close(); return;
    case Phase::Sending:
    case Phase::Closed: return;
    }
}

} // namespace Retort::Uwsgi
