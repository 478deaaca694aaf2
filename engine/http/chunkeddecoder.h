// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/http/parseerror.h"

#include <cstdint>
#include <string_view>

namespace Retort::Http {

// Turns a chunked request body (RFC 9112 §7.1) back into plain bytes.
//
// Push-style: hand it whatever the socket delivered, in pieces of any size; it answers how much
// it is finished with and which part of that is body. Call again with the rest until it consumes
// nothing more. It keeps no input, so cutting the stream differently never changes the result.
// Extensions and trailers are checked, counted against engine/base/limits.h and dropped: a trailer
// never becomes a header. Errors are 400, or 413 when the body grows over `maxBodyBytes`.
// Use one per request and drop it after `done` or an error. Lives on any one thread.
class ChunkedDecoder final
{
public:
    struct Step
    {
        std::size_t consumed = 0;  // bytes of the input we will not need again
        std::string_view body;     // points into the input given to feed()
        bool done = false;         // the last chunk and its trailers have passed
    };

    explicit ChunkedDecoder(std::uint64_t maxBodyBytes) noexcept : m_roomBytes(maxBodyBytes) {}

    Result<Step, ParseError> feed(std::string_view input);

private:
    enum class State : std::uint8_t {
        SizeStart,
        Size,
        SizeBlank,
        Extension,
        SizeEnd,
        Data,
        DataCr,
        DataLf,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerEnd,
        LastLf,
        Done,
    };

    Result<void, ParseError> take(char c);
    Result<void, ParseError> takeSize(char c);
    Result<void, ParseError> takeExtension(char c);
    Result<void, ParseError> takeTrailer(char c);
    Result<void, ParseError> endSizeLine();

    State m_state = State::SizeStart;
    std::uint64_t m_chunkLeft = 0;     // bytes still owed by the current chunk
    std::uint64_t m_roomBytes;         // body bytes we may still accept
    std::size_t m_lineBytes = 0;       // stops a size line that never ends
    std::size_t m_extensionBytes = 0;  // of the whole body
    std::size_t m_trailerBytes = 0;
    std::size_t m_trailers = 0;
};

} // namespace Retort::Http
