// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/varblock.h"

#include <string_view>

namespace Retort::Log {

// The variables that nearly every log line shows, found in one pass over the block. Views into the
// block; data() is null for what the request does not have. A plain value.
struct RequestFields
{
    std::string_view method;        // REQUEST_METHOD
    std::string_view uri;           // REQUEST_URI, as the client sent it
    std::string_view protocol;      // SERVER_PROTOCOL
    std::string_view address;       // REMOTE_ADDR
    std::string_view user;          // REMOTE_USER
    std::string_view host;          // HTTP_HOST
    std::string_view forwardedFor;  // HTTP_X_FORWARDED_FOR

    static RequestFields of(const Gateway::VarBlock &vars) noexcept;
};

} // namespace Retort::Log
