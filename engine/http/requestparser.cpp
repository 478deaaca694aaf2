// SPDX-License-Identifier: Apache-2.0
#include "engine/http/requestparser.h"

#include "engine/base/limits.h"
#include "engine/gateway/headerlist.h"
#include "engine/http/characters.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace Retort::Http {

using Gateway::equalsIgnoringCase;

namespace {

std::unexpected<ParseError> refuse(int status, std::string sentence)
{
    return std::unexpected(ParseError{status, std::move(sentence)});
}

std::unexpected<ParseError> lineTooLong()
{
    return refuse(414, "The request line is longer than " + std::to_string(Limits::requestLineBytes) + " bytes");
}

std::unexpected<ParseError> headTooLong()
{
    return refuse(431, "The request line and headers are longer than " + std::to_string(Limits::headBytes) + " bytes together");
}

// Says which of the usual mistakes a header line without a clean "name:" is.
std::string nameFault(std::string_view line)
{
    const auto bad = std::find_if_not(line.begin(), line.end(), isTokenChar);
    const auto at = static_cast<std::size_t>(bad - line.begin());
    if (at == line.size()) {
        return "The header line " + quoted(line) + " has no colon";
    }
    if (at == 0) {
        return "A header line starts with " + quoted(line.substr(0, 1)) + " instead of a name";
    }
    if (*bad == ' ' || *bad == '\t') {
        return "There is a blank after the header name " + quoted(line.substr(0, at));
    }
    return "The header name in " + quoted(line) + " contains a character that is not allowed";
}

} // namespace

void RequestParser::reset() noexcept
{
    RequestTarget target;
    target.pathInfo = std::move(m_head.target.pathInfo);
    auto fields = std::move(m_head.fields);
    fields.clear();
    m_head = RequestHead{};
    m_head.target = std::move(target);
    m_head.fields = std::move(fields);
    m_spans.clear();
    m_scanned = m_lineAt = 0;
    m_methodAt = m_methodLength = m_targetAt = m_targetLength = m_hostAt = m_hostLength = 0;
    m_stage = Stage::FirstLine;
    m_emptyLineSkipped = m_isHeadRequest = m_saysClose = m_saysKeepAlive = false;
}

Result<RequestParser::Progress, ParseError> RequestParser::parse(std::string_view input)
{
    m_base = input.data();
    while (m_stage != Stage::Complete) {
        if (const auto fine = checkFirstByte(input); !fine) {
            return std::unexpected(fine.error());
        }
        const void *found = m_scanned < input.size() ? std::memchr(m_base + m_scanned, '\n', input.size() - m_scanned) : nullptr;
        if (found == nullptr) {
            m_scanned = input.size();
            if (const auto fine = checkOpenLine(input); !fine) {
                return std::unexpected(fine.error());
            }
            return Progress::NeedMore;
        }
        const auto lineFeed = static_cast<std::size_t>(static_cast<const char *>(found) - m_base);
        if (const auto taken = takeLine(input, lineFeed); !taken) {
            return std::unexpected(taken.error());
        }
    }
    return Progress::Complete;
}

// Garbage is recognised at its first byte: a TLS client would otherwise wait for us as we wait for a line.
RequestParser::Outcome RequestParser::checkFirstByte(std::string_view input) const
{
    if (m_stage != Stage::FirstLine || m_lineAt >= input.size()) {
        return {};
    }
    const char first = input[m_lineAt];
    if (isTokenChar(first) || (first == '\r' && !m_emptyLineSkipped)) {
        return {};
    }
    if (first == '\x16') {
        return refuse(400, "This looks like the start of TLS (https://), but this port speaks plain HTTP: use http://");
    }
    if (first == '\0') {
        return refuse(400,
            "This looks like the uwsgi protocol, but this port speaks HTTP: use proxy_pass instead of uwsgi_pass, or the option socket");
    }
    return refuse(400, "A request cannot start with the byte " + quoted(input.substr(m_lineAt, 1)));
}

RequestParser::Outcome RequestParser::checkOpenLine(std::string_view input) const
{
    // One more byte than the limit may be the CR of a line that just fits.
    if (m_stage == Stage::FirstLine && input.size() - m_lineAt > Limits::requestLineBytes + 1) {
        return lineTooLong();
    }
    if (input.size() > Limits::headBytes) {
        return headTooLong();
    }
    return {};
}

RequestParser::Outcome RequestParser::takeLine(std::string_view input, std::size_t lineFeed)
{
    std::string_view line = input.substr(m_lineAt, lineFeed - m_lineAt);
    if (m_stage == Stage::FirstLine && line.size() > Limits::requestLineBytes + 1) {
        return lineTooLong();
    }
    if (lineFeed >= Limits::headBytes) {
        return headTooLong();
    }
    if (line.empty() || line.back() != '\r') {
        return refuse(400, "A line ends with LF alone; HTTP lines end with CR and LF");
    }
    line.remove_suffix(1);
    Outcome outcome;
    if (m_stage == Stage::FirstLine) {
        outcome = takeRequestLine(line);
    } else if (line.empty()) {
        m_head.size = lineFeed + 1;
        outcome = finishHead(input);
    } else {
        outcome = takeField(line);
    }
    m_lineAt = m_scanned = lineFeed + 1;
    return outcome;
}

RequestParser::Outcome RequestParser::takeRequestLine(std::string_view line)
{
    if (line.empty()) {
        m_emptyLineSkipped = true;  // RFC 9112 §2.2: one, from old clients that end a body with CRLF
        return {};
    }
    const std::size_t space = line.find(' ');
    const std::size_t secondSpace = space == std::string_view::npos ? space : line.find(' ', space + 1);
    if (secondSpace == std::string_view::npos || line.find(' ', secondSpace + 1) != std::string_view::npos) {
        return refuse(400, "The request line " + quoted(line) + " is not \"METHOD target HTTP/1.1\" with single spaces");
    }
    const std::string_view method = line.substr(0, space);
    const std::string_view version = line.substr(secondSpace + 1);
    if (!isToken(method)) {
        return refuse(400, "The method " + quoted(method) + " is not a valid name");
    }
    if (version.size() != 8 || !version.starts_with("HTTP/") || !isDigit(version[5]) || version[6] != '.' || !isDigit(version[7])) {
        return refuse(400, "The protocol version " + quoted(version) + " is not HTTP/1.0 or HTTP/1.1");
    }
    if (version[5] != '1') {
        return refuse(505, "This server speaks HTTP/1.1, not " + std::string(version));
    }
    m_head.minorVersion = version[7] == '0' ? 0 : 1;
    m_isHeadRequest = method == "HEAD";
    m_methodAt = static_cast<std::size_t>(line.data() - m_base);
    m_methodLength = method.size();
    m_targetAt = m_methodAt + space + 1;
    m_targetLength = secondSpace - space - 1;
    m_stage = Stage::Fields;
    return {};
}

RequestParser::Outcome RequestParser::takeField(std::string_view line)
{
    if (line.front() == ' ' || line.front() == '\t') {
        return refuse(400, "A header line starts with a blank; folded headers are not allowed");
    }
    if (m_spans.size() == Limits::headerCount) {
        return refuse(431, "There are more than " + std::to_string(Limits::headerCount) + " header fields");
    }
    const std::size_t colon = line.find(':');
    std::uint8_t kinds = 0;  // of all bytes before the colon at once: a branch for each costs half of the parser
    for (const char c : line.substr(0, colon)) {
        kinds |= charKind(c);
    }
    if (colon == std::string_view::npos || colon == 0 || (kinds & CharKind::other) != 0) {
        return refuse(400, nameFault(line));
    }
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (hasForbiddenControl(value)) {
        return refuse(400, "The value of the header " + quoted(name) + " contains a control character");
    }
    const bool dropped = (kinds & CharKind::underscore) != 0 || (name.size() == 5 && equalsIgnoringCase(name, "proxy"));
    m_spans.push_back({static_cast<std::uint32_t>(name.data() - m_base), static_cast<std::uint32_t>(name.size()),
        static_cast<std::uint32_t>(value.data() - m_base), static_cast<std::uint32_t>(value.size()), dropped});
    return dropped ? Outcome{} : takeKnownField(name, value);
}

RequestParser::Outcome RequestParser::takeKnownField(std::string_view name, std::string_view value)
{
    switch (name.size()) {  // most names differ in length already
    case 4: return equalsIgnoringCase(name, "host") ? takeHost(value) : Outcome{};
    case 6: return equalsIgnoringCase(name, "expect") ? takeExpect(value) : Outcome{};
    case 10:
        if (equalsIgnoringCase(name, "connection")) {
            takeConnection(value);
        }
        return {};
    case 14: return equalsIgnoringCase(name, "content-length") ? takeContentLength(value) : Outcome{};
    case 17: return equalsIgnoringCase(name, "transfer-encoding") ? takeTransferEncoding(value) : Outcome{};
    default: return {};
    }
}

RequestParser::Outcome RequestParser::takeContentLength(std::string_view value)
{
    if (m_head.contentLength) {
        return refuse(400, "Content-Length was sent twice");
    }
    std::uint64_t length = 0;
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    for (const char c : value) {
        if (!isDigit(c)) {
            return refuse(400, "The Content-Length " + quoted(value) + " is not a number made of digits only");
        }
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (length > (most - digit) / 10) {
            return refuse(400, "The Content-Length " + quoted(value) + " is too large to be meant");
        }
        length = length * 10 + digit;
    }
    if (value.empty()) {
        return refuse(400, "The Content-Length is empty");
    }
    m_head.contentLength = length;
    return {};
}

RequestParser::Outcome RequestParser::takeTransferEncoding(std::string_view value)
{
    if (m_head.chunked) {
        return refuse(400, "Transfer-Encoding was sent twice");
    }
    if (equalsIgnoringCase(value, "chunked")) {
        m_head.chunked = true;
        return {};
    }
    // RFC 9112 §6.1 and §6.3: 501 for a coding we do not know, 400 when the end of the body cannot be told.
    int chunkedCount = 0;
    bool lastIsChunked = false;
    bool tokens = true;
    forEachElement(value, [&](std::string_view coding) {
        lastIsChunked = equalsIgnoringCase(coding, "chunked");
        chunkedCount += lastIsChunked ? 1 : 0;
        tokens = tokens && isToken(coding);
    });
    const bool understandable = tokens && lastIsChunked && chunkedCount == 1;
    return refuse(understandable ? 501 : 400, "The Transfer-Encoding " + quoted(value) + " is not the single word \"chunked\"");
}

RequestParser::Outcome RequestParser::takeHost(std::string_view value)
{
    if (m_head.hasHost) {
        return refuse(400, "Host was sent twice");
    }
    if (!isValidAuthority(value)) {
        return refuse(400, "The Host " + quoted(value) + " is not a host name or address with an optional port");
    }
    m_head.hasHost = true;
    m_hostAt = static_cast<std::size_t>(value.data() - m_base);
    m_hostLength = value.size();
    return {};
}

RequestParser::Outcome RequestParser::takeExpect(std::string_view value)
{
    if (m_head.minorVersion == 0) {
        return {};  // RFC 9110 §10.1.1: ignored from HTTP/1.0
    }
    if (!equalsIgnoringCase(value, "100-continue")) {
        return refuse(417, "The expectation " + quoted(value) + " is not \"100-continue\"");
    }
    m_head.expectsContinue = true;
    return {};
}

void RequestParser::takeConnection(std::string_view value)
{
    forEachElement(value, [this](std::string_view option) {
        m_saysClose = m_saysClose || equalsIgnoringCase(option, "close");
        m_saysKeepAlive = m_saysKeepAlive || equalsIgnoringCase(option, "keep-alive");
    });
}

RequestParser::Outcome RequestParser::finishHead(std::string_view input)
{
    const bool old = m_head.minorVersion == 0;
    if (m_head.chunked && old) {
        return refuse(400, "Transfer-Encoding was sent by an HTTP/1.0 client, which cannot know it");
    }
    if (m_head.chunked && m_head.contentLength) {
        return refuse(400, "Both Content-Length and Transfer-Encoding were sent, so the length of the body is uncertain");
    }
    m_head.method = input.substr(m_methodAt, m_methodLength);
    if (auto parsed = parseTarget(m_head.method, input.substr(m_targetAt, m_targetLength), m_head.target); !parsed) {
        return parsed;
    }
    if (!m_head.hasHost && !old) {
        return refuse(400, "The Host header is missing, which HTTP/1.1 requires");
    }
    m_head.host = input.substr(m_hostAt, m_hostLength);
    if (m_head.target.form == RequestTarget::Form::Absolute) {
        m_head.host = m_head.target.authority;  // RFC 9112 §3.2.2
    }
    m_head.keepAlive = !m_saysClose && (!old || m_saysKeepAlive);
    m_head.expectsContinue = m_head.expectsContinue && m_head.hasBody();
    for (const Span &span : m_spans) {
        m_head.fields.push_back({input.substr(span.nameAt, span.nameLength), input.substr(span.valueAt, span.valueLength), span.dropped});
    }
    m_stage = Stage::Complete;
    return {};
}

} // namespace Retort::Http
