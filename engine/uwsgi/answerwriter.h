// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"
#include "engine/gateway/headerlist.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Retort::Uwsgi {

// Writes one answer as the uwsgi protocol wants it: the bytes of an HTTP answer, ended by the end of
// the connection (UWSGI.md §4.1). The front end adds Date, Server and the framing towards its client.
// An answer that breaks off is never made to look whole. Produces bytes and verdicts only. One per answer, any
// one thread.
class AnswerWriter final
{
public:
    // What the connection must do once the answer is out.
    enum class Outcome : std::uint8_t {
        Close,  // whole, or not and the Content-Length shows it
        Reset,  // not whole, and nothing else can show it
    };

    AnswerWriter(int minorVersion, bool isHead) noexcept : m_minorVersion(minorVersion), m_isHead(isHead) {}

    // Why this head cannot be sent, or empty: headFault(), and a Content-Length that is no single number.
    static std::string fault(const Gateway::ResponseHead &head);

    // Appends the head, which fault() must have found fit, without the fields that concern one connection
    // only (RFC 9110 §7.6.1), which PEP 3333 forbids to apps.
    void appendHead(const Gateway::ResponseHead &head, std::string &out);
    // The part of these bytes to send: none for HEAD, 204, 304; none over the announced length.
    std::string_view body(std::string_view bytes) noexcept;
    Outcome finish(Gateway::Ending ending) const noexcept;
    // Fewer bytes came than were announced.
    bool isShort() const noexcept { return !m_bodiless && m_left.value_or(0) > 0; }

private:
    int m_minorVersion;
    bool m_isHead;
    bool m_bodiless = false;
    std::optional<std::uint64_t> m_left;  // of the announced length
};

} // namespace Retort::Uwsgi
