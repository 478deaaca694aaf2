// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/http/parseerror.h"
#include "engine/http/requesthead.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace Retort::Http {

// Reads the head of an HTTP/1.x request (RFC 9112 §2–§6), strictly: whatever two programs could read
// differently is refused, never repaired. CRLF only, no folded lines, tokens only in names, no control
// characters, one Content-Length of digits or one "chunked", one Host.
//
// Call parse() with all the input there is, again from the same first byte when more has come; lines
// already read are not looked at again, and limits (engine/base/limits.h) hold while a line still grows.
// How the input was cut never changes the verdict. After Complete, head() is good until the input moves
// or the parser is reset(); after an error the connection has to go. Lives on any one thread.
class RequestParser final
{
public:
    enum class Progress : std::uint8_t { NeedMore, Complete };

    Result<Progress, ParseError> parse(std::string_view input);
    const RequestHead &head() const noexcept { return m_head; }
    // The request line was read and says HEAD: even an error page must come without a body then.
    bool isHeadRequest() const noexcept { return m_isHeadRequest; }
    void reset() noexcept;

private:
    enum class Stage : std::uint8_t { FirstLine, Fields, Complete };
    struct Span
    {
        std::uint32_t nameAt, nameLength, valueAt, valueLength;
        bool dropped;
    };
    using Outcome = Result<void, ParseError>;

    Outcome checkOpenLine(std::string_view input) const;
    Outcome checkFirstByte(std::string_view input) const;
    Outcome takeLine(std::string_view input, std::size_t lineFeed);
    Outcome takeRequestLine(std::string_view line);
    Outcome takeField(std::string_view line);
    Outcome takeKnownField(std::string_view name, std::string_view value);
    Outcome takeContentLength(std::string_view value);
    Outcome takeTransferEncoding(std::string_view value);
    Outcome takeHost(std::string_view value);
    Outcome takeExpect(std::string_view value);
    void takeConnection(std::string_view value);
    Outcome finishHead(std::string_view input);

    RequestHead m_head;
    std::vector<Span> m_spans;     // fields, as offsets: the input may move while it grows
    std::size_t m_scanned = 0;     // no line feed before this that has not been dealt with
    std::size_t m_lineAt = 0;      // where the open line begins
    std::size_t m_methodAt = 0, m_methodLength = 0, m_targetAt = 0, m_targetLength = 0;
    std::size_t m_hostAt = 0, m_hostLength = 0;
    const char *m_base = nullptr;  // of the input of the running parse() call
    Stage m_stage = Stage::FirstLine;
    bool m_emptyLineSkipped = false;
    bool m_isHeadRequest = false;
    bool m_saysClose = false, m_saysKeepAlive = false;
};

} // namespace Retort::Http
