// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/http/parseerror.h"

#include <string>
#include <string_view>

namespace Retort::Http {

// What a request line asks for (RFC 9112 §3.2), split as CGI wants it. The views point into the
// text given to parseTarget(). Never QUrl: it normalises and decodes what it likes.
struct RequestTarget
{
    enum class Form : unsigned char {
        Origin,    // "/path?query"
        Absolute,  // "http://host/path?query", what a client sends to a proxy
        Asterisk,  // "*", only for OPTIONS
    };

    Form form = Form::Origin;
    std::string_view authority;  // Absolute: "host" or "host:port", else empty
    std::string_view uri;        // path and query as sent; may begin with the '?' in absolute form, "/" when there is neither
    std::string_view query;      // without the '?'
    std::string pathInfo;        // dot segments resolved, then %XX decoded; bytes, not characters
};

// Fills `target` (its pathInfo keeps its memory for the next request) or says what is wrong: 400, or 501 for CONNECT.
// Bytes from 0x80 up are accepted as they are, because curl and scripts send UTF-8 unescaped and
// uWSGI takes it; controls, blanks, '#', bad escapes and %00 are not.
Result<void, ParseError> parseTarget(std::string_view method, std::string_view text, RequestTarget &target);

// "host", "host:port", "[::1]:port" with nothing else around (RFC 9110 §7.2, no user information).
bool isValidAuthority(std::string_view authority) noexcept;

// An authority without its port; brackets around an IPv6 address stay.
std::string_view hostOf(std::string_view authority) noexcept;

} // namespace Retort::Http
