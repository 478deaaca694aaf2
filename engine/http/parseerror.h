// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace Retort::Http {

// Why bytes from a client are refused: the status to answer with, and one sentence for people that
// says what was wrong with them. The connection is always closed afterwards, because where the next
// request would begin is no longer certain (RFC 9112 §9.6).
struct ParseError
{
    int status = 400;
    std::string sentence;
};

} // namespace Retort::Http
