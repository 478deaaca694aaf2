// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace Retort::Log {

// Keeps secrets out of logs. Of a query, the values of parameters named token, key, secret, password,
// code, state and the like (also api_key, access-token, any case, percent-encoded) become "***".
// Header variables that carry credentials are never shown at all.
//
// uWSGI shows all of these; masking is Retort's deliberate difference from its line.

// True for HTTP_COOKIE, HTTP_AUTHORIZATION and their like, in any case.
bool isSecretVariable(std::string_view variable) noexcept;

// A request target or URL, with secret query values masked. Returns `target` itself when there is nothing to
// mask (the usual case costs one search for '?'); otherwise the text is built in `buffer`.
std::string_view maskedTarget(std::string_view target, std::string &buffer);

// The same for a query string without the '?'.
std::string_view maskedQuery(std::string_view query, std::string &buffer);

} // namespace Retort::Log
