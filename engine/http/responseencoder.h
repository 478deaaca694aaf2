// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"
#include "engine/gateway/headerlist.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Retort::Http {

// Writes one answer as HTTP/1.x: decides how its end is marked (RFC 9112 §6.3) and keeps the app to what
// it announced. It never makes a cut answer look whole: no last chunk, no filling up.
// Produces bytes and verdicts only; sending them is the connection's business. One per answer, any one thread.
class ResponseEncoder final
{
public:
    // What of the request matters for the answer.
    struct Setting
    {
        int minorVersion = 1;       // of the client
        bool isHead = false;        // HEAD: no body
        bool keepAlive = false;     // the connection may stay open
        std::string_view date;      // for a Date field, if the app gives none
    };

    // What came of an answer: whether the connection can be used again, or how it must end.
    enum class Outcome : std::uint8_t {
        KeepAlive,
        Close,      // whole, and the end of the connection may come
        Cut,        // not whole; closing shows it, because a length or last chunk is missing
        Reset,      // not whole, and only a reset can show it
    };

    // One piece of body as it goes on the wire: three parts, so that the middle need not be copied.
    struct Piece
    {
        std::string_view before, bytes, after;
    };

    // Why this head cannot be sent, or empty: headFault(), and Content-Length that is no single number.
    static std::string fault(const Gateway::ResponseHead &head);

    explicit ResponseEncoder(const Setting &setting) noexcept : m_setting(setting) {}

    // Appends the head, which fault() must have found fit.
    void appendHead(const Gateway::ResponseHead &head, std::string &out);
    // Bytes over the announced length, and any where no body may be, are left out. Good until the next call.
    Piece body(std::string_view bytes);
    // Appends the last chunk, if one is due.
    Outcome finish(Gateway::Ending ending, std::string &out);

    bool keepAlive() const noexcept { return m_setting.keepAlive; }
    // No more body bytes will be accepted: the announced length is reached, or there is no body.
    bool isFull() const noexcept { return m_framing == Framing::None || (m_framing == Framing::Length && m_left == 0); }

private:
    enum class Framing : std::uint8_t { None, Length, Chunked, UntilClose };

    void chooseFraming(const Gateway::ResponseHead &head, bool appCloses);
    void appendFields(const Gateway::ResponseHead &head, std::string &out) const;
    void appendFraming(std::string &out) const;

    Setting m_setting;
    Framing m_framing = Framing::None;
    std::optional<std::uint64_t> m_announced;  // the app's Content-Length
    std::uint64_t m_left = 0;                  // Length: bytes still owed
    bool m_sentLength = false;                 // Content-Length goes out
    bool m_overflow = false;                   // the app gave more than it announced
    std::array<char, 20> m_sizeLine{};         // of the current chunk
};

} // namespace Retort::Http
