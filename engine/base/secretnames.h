// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace Retort {

// Which names speak of a value that is not to be shown or written down: of query parameters, environment variables.

// True when a word of the name is token, key, secret, password and the like: "DB_PASS", "accessToken",
// "user[password]", "X-Amz-Signature". Any case.
bool isSecretName(std::string_view name);

// The same for lower-case words of the caller's own.
bool nameHasWord(std::string_view name, std::span<const std::string_view> words);

} // namespace Retort
