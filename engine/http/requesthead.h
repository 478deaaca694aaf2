// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/http/requesttarget.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Retort::Http {

// A request line with its header fields, read and checked by RequestParser. Views point into the
// parser's input; they are good until the input moves or the parser is reset.
struct RequestHead
{
    struct Field
    {
        std::string_view name;   // as sent
        std::string_view value;  // without blanks around it
        bool dropped = false;    // an underscore in the name, or "Proxy": never becomes a variable (RELIABILITY 3, 17)
    };

    std::string_view method;
    RequestTarget target;
    int minorVersion = 1;               // HTTP/1.x; anything above 1 counts as 1
    std::vector<Field> fields;
    std::string_view host;              // the Host field, or the host of an absolute target, which wins; may be empty on 1.0
    bool hasHost = false;
    std::optional<std::uint64_t> contentLength;  // nullopt when not sent
    bool chunked = false;
    bool expectsContinue = false;
    bool keepAlive = true;              // the client allows another request on this connection
    std::size_t size = 0;               // bytes of the head in the input, its last empty line included

    bool hasBody() const noexcept { return chunked || contentLength.value_or(0) > 0; }
    // The first field of that name, any case; null data() when there is none. Dropped ones do not count.
    std::string_view value(std::string_view name) const noexcept;
};

} // namespace Retort::Http
