// SPDX-License-Identifier: Apache-2.0
#include "engine/http/chunkeddecoder.h"

#include "engine/base/limits.h"
#include "engine/http/characters.h"

#include <algorithm>

namespace Retort::Http {

namespace {

std::unexpected<ParseError> refuse(std::string sentence)
{
    return std::unexpected(ParseError{400, std::move(sentence)});
}

std::unexpected<ParseError> badLineEnd()
{
    return refuse("A line of the chunked body does not end with CR and LF");
}

} // namespace

Result<ChunkedDecoder::Step, ParseError> ChunkedDecoder::feed(std::string_view input)
{
    std::size_t at = 0;
    while (at < input.size() && m_state != State::Done) {
        if (m_state == State::Data) {
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(m_chunkLeft, input.size() - at));
            m_chunkLeft -= length;
            if (m_chunkLeft == 0) {
                m_state = State::DataCr;
            }
            return Step{at + length, input.substr(at, length), false};
        }
        if (const auto taken = take(input[at]); !taken) {
            return std::unexpected(taken.error());
        }
        ++at;
    }
    return Step{at, {}, m_state == State::Done};
}

Result<void, ParseError> ChunkedDecoder::take(char c)
{
    switch (m_state) {
    case State::SizeStart:
    case State::Size: return takeSize(c);
    case State::SizeBlank:
    case State::Extension: return takeExtension(c);
    case State::SizeEnd: return c == '\n' ? endSizeLine() : badLineEnd();
    case State::DataCr:
        if (c != '\r') {
            return refuse("A chunk of the body is longer than its size says");
        }
        m_state = State::DataLf;
        return {};
    case State::DataLf:
        if (c != '\n') {
            return badLineEnd();
        }
        m_state = State::SizeStart;
        return {};
    case State::TrailerStart:
    case State::TrailerName:
    case State::TrailerValue: return takeTrailer(c);
    case State::TrailerEnd:
    case State::LastLf:
        if (c != '\n') {
            return badLineEnd();
        }
        m_state = m_state == State::LastLf ? State::Done : State::TrailerStart;
        return {};
    case State::Data:
    case State::Done: break;
    }
    return {};
}

// Hexadecimal digits and nothing else: no sign, no "0x", no blank, no wrapping around.
Result<void, ParseError> ChunkedDecoder::takeSize(char c)
{
    if (++m_lineBytes > Limits::chunkLineBytes) {
        return refuse("The line with a chunk size is too long");
    }
    if (const int digit = hexValue(c); digit >= 0) {
        if (m_chunkLeft > (UINT64_MAX >> 5)) {
            return refuse("A chunk size is too large to be meant");
        }
        m_chunkLeft = m_chunkLeft * 16 + static_cast<std::uint64_t>(digit);
        m_state = State::Size;
        return {};
    }
    if (m_state == State::SizeStart) {
        return refuse("A chunk of the body has no valid size: hexadecimal digits are expected, not " + quoted({&c, 1}));
    }
    if (c == '\r') {
        m_state = State::SizeEnd;
        return {};
    }
    m_state = State::SizeBlank;
    return takeExtension(c);
}

// Blanks are allowed before the ';' of an extension only (RFC 9112 §7.1.1).
Result<void, ParseError> ChunkedDecoder::takeExtension(char c)
{
    if (++m_lineBytes > Limits::chunkLineBytes || ++m_extensionBytes > Limits::chunkExtensionBytes) {
        return refuse("The chunk extensions of the body are too long");
    }
    if (m_state == State::SizeBlank) {
        if (c == ';') {
            m_state = State::Extension;
        } else if (c != ' ' && c != '\t') {
            return refuse("A chunk size is followed by " + quoted({&c, 1}));
        }
        return {};
    }
    if (c == '\r') {
        m_state = State::SizeEnd;
        return {};
    }
    if (hasForbiddenControl({&c, 1})) {
        return refuse("A chunk extension contains a control character");
    }
    return {};
}

Result<void, ParseError> ChunkedDecoder::endSizeLine()
{
    m_lineBytes = 0;
    if (m_chunkLeft > m_roomBytes) {
        return std::unexpected(ParseError{413, "The request body is larger than this server accepts (limit-post)"});
    }
    m_roomBytes -= m_chunkLeft;
    m_state = m_chunkLeft == 0 ? State::TrailerStart : State::Data;
    return {};
}

Result<void, ParseError> ChunkedDecoder::takeTrailer(char c)
{
    if (++m_trailerBytes > Limits::trailerBytes) {
        return refuse("The trailer fields after the body are too long");
    }
    const auto enter = [&](State next) {
        m_state = next;
        return Result<void, ParseError>{};
    };
    if (m_state == State::TrailerStart) {
        if (c == '\r') {
            return enter(State::LastLf);
        }
        if (++m_trailers > Limits::trailerCount) {
            return refuse("There are too many trailer fields after the body");
        }
        return isTokenChar(c) ? enter(State::TrailerName) : refuse("A trailer field does not start with a name");
    }
    if (m_state == State::TrailerName) {
        if (c == ':') {
            return enter(State::TrailerValue);
        }
        return isTokenChar(c) ? enter(State::TrailerName) : refuse("The name of a trailer field is not valid");
    }
    if (c == '\r') {
        return enter(State::TrailerEnd);
    }
    return hasForbiddenControl({&c, 1}) ? refuse("A trailer field contains a control character") : enter(State::TrailerValue);
}

} // namespace Retort::Http
