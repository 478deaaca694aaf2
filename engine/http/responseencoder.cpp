// SPDX-License-Identifier: Apache-2.0
#include "engine/http/responseencoder.h"

#include "engine/http/characters.h"

#include <algorithm>
#include <charconv>

namespace Retort::Http {

using Gateway::equalsIgnoringCase;

namespace {

// Fields about this connection, not about the answer (RFC 9110 §7.6.1); PEP 3333 forbids them to apps.
bool isHopByHop(std::string_view name) noexcept
{
    switch (name.size()) {
    case 2: return equalsIgnoringCase(name, "te");
    case 7: return equalsIgnoringCase(name, "upgrade") || equalsIgnoringCase(name, "trailer");
    case 10: return equalsIgnoringCase(name, "connection") || equalsIgnoringCase(name, "keep-alive");
    case 16: return equalsIgnoringCase(name, "proxy-connection");
    case 17: return equalsIgnoringCase(name, "transfer-encoding");
    default: return false;
    }
}

bool isContentLength(std::string_view name) noexcept
{
    return name.size() == 14 && equalsIgnoringCase(name, "content-length");
}

std::optional<std::uint64_t> parseLength(std::string_view text) noexcept
{
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc{} || end != text.data() + text.size() || !isDigit(text.front())) {
        return std::nullopt;
    }
    return length;
}

bool asksToClose(const Gateway::ResponseHead &head)
{
    bool close = false;
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        if (name.size() == 10 && equalsIgnoringCase(name, "connection")) {
            forEachElement(value, [&](std::string_view option) { close = close || equalsIgnoringCase(option, "close"); });
        }
    }
    return close;
}

void appendField(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string ResponseEncoder::fault(const Gateway::ResponseHead &head)
{
    if (std::string fault = headFault(head); !fault.empty()) {
        return fault;
    }
    std::optional<std::uint64_t> length;
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        if (!isContentLength(name)) {
            continue;
        }
        const auto parsed = parseLength(trimmed(value));
        if (!parsed || (length && length != parsed)) {
            return "the Content-Length " + quoted(value) + (parsed ? " contradicts an earlier one" : " is not a number");
        }
        length = parsed;
    }
    return {};
}

void ResponseEncoder::chooseFraming(const Gateway::ResponseHead &head, bool appCloses)
{
    const bool bodiless = head.status == 204 || head.status == 205 || head.status == 304;
    m_setting.keepAlive = m_setting.keepAlive && !appCloses;
    if (const std::string_view length = head.headers.value("content-length"); length.data() != nullptr) {
        m_announced = parseLength(trimmed(length));
    }
    if (head.status == 205) {
        m_announced = 0;  // RFC 9110 §15.3.6: has no content and must say so
    }
    m_sentLength = m_announced.has_value() && head.status != 204;  // RFC 9110 §8.6: never in a 204
    if (bodiless || m_setting.isHead) {
        m_framing = Framing::None;
    } else if (m_announced) {
        m_framing = Framing::Length;
        m_left = *m_announced;
    } else if (m_setting.minorVersion >= 1) {
        m_framing = Framing::Chunked;
    } else {
        m_framing = Framing::UntilClose;
        m_setting.keepAlive = false;
    }
}

void ResponseEncoder::appendHead(const Gateway::ResponseHead &head, std::string &out)
{
    chooseFraming(head, asksToClose(head));
    const std::string_view reason = head.reason.empty() ? Gateway::standardReason(head.status) : std::string_view(head.reason);
    out.append("HTTP/1.1 ").append(std::to_string(head.status)).append(" ").append(reason).append("\r\n");
    appendFields(head, out);
    appendFraming(out);
    out.append("\r\n");
}

void ResponseEncoder::appendFields(const Gateway::ResponseHead &head, std::string &out) const
{
    bool hasDate = false;
    bool hasServer = false;
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        if (isHopByHop(name) || isContentLength(name)) {
            continue;
        }
        hasDate = hasDate || (name.size() == 4 && equalsIgnoringCase(name, "date"));
        hasServer = hasServer || (name.size() == 6 && equalsIgnoringCase(name, "server"));
        appendField(out, name, value);
    }
    if (!hasDate && !m_setting.date.empty()) {
        appendField(out, "Date", m_setting.date);
    }
    if (!hasServer) {
        out.append("Server: Retort/" RETORT_VERSION "\r\n");
    }
}

void ResponseEncoder::appendFraming(std::string &out) const
{
    if (m_sentLength) {
        appendField(out, "Content-Length", std::to_string(*m_announced));
    } else if (m_framing == Framing::Chunked) {
        out.append("Transfer-Encoding: chunked\r\n");
    }
    if (!m_setting.keepAlive) {
        out.append("Connection: close\r\n");
    } else if (m_setting.minorVersion == 0) {
        out.append("Connection: keep-alive\r\n");
    }
}

ResponseEncoder::Piece ResponseEncoder::body(std::string_view bytes)
{
    switch (m_framing) {
    case Framing::None: return {};
    case Framing::Length: {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left));
        m_overflow = m_overflow || length < bytes.size();
        m_left -= length;
        return {{}, bytes.substr(0, length), {}};
    }
    case Framing::Chunked: {
        if (bytes.empty()) {
            return {};  // a chunk of size 0 would end the answer
        }
        char *end = std::to_chars(m_sizeLine.data(), m_sizeLine.data() + 16, bytes.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        return {{m_sizeLine.data(), static_cast<std::size_t>(end - m_sizeLine.data())}, bytes, "\r\n"};
    }
    case Framing::UntilClose: break;
    }
    return {{}, bytes, {}};
}

ResponseEncoder::Outcome ResponseEncoder::finish(Gateway::Ending ending, std::string &out)
{
    const bool whole = ending == Gateway::Ending::Complete;
    const Outcome done = m_setting.keepAlive && !m_overflow ? Outcome::KeepAlive : Outcome::Close;
    switch (m_framing) {
    case Framing::None: return whole ? done : Outcome::Close;
    case Framing::Length:
        if (m_left > 0) {
            return Outcome::Cut;
        }
        return whole ? done : Outcome::Close;  // all that was announced is there
    case Framing::Chunked:
        if (!whole) {
            return Outcome::Cut;
        }
        out.append("0\r\n\r\n");
        return done;
    case Framing::UntilClose: break;
    }
    return whole ? Outcome::Close : Outcome::Reset;
}

} // namespace Retort::Http
