// SPDX-License-Identifier: Apache-2.0
#include "engine/log/masking.h"

#include "engine/base/secretnames.h"

#include <algorithm>
#include <array>

namespace Retort::Log {

namespace {

// Of OAuth's and the session's parameters; as names of other things these words are harmless.
constexpr std::array<std::string_view, 6> queryWords{"code", "state", "nonce", "session", "sessionid", "sid"};

char lower(char byte) noexcept
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}
int hexValue(char byte) noexcept
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    const char letter = lower(byte);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

std::string decoded(std::string_view name)
{
    std::string plain;
    plain.reserve(name.size());
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] == '%' && at + 2 < name.size() && hexValue(name[at + 1]) >= 0 && hexValue(name[at + 2]) >= 0) {
            plain.push_back(static_cast<char>(hexValue(name[at + 1]) * 16 + hexValue(name[at + 2])));
            at += 2;
        } else {
            plain.push_back(name[at]);
        }
    }
    return plain;
}

// Of a parameter, percent-encoded or not.
bool isSecretParameter(std::string_view name)
{
    const std::string plain = decoded(name);
    return isSecretName(plain) || nameHasWord(plain, queryWords);
}

} // namespace

bool isSecretVariable(std::string_view variable) noexcept
{
    static constexpr std::array names = {
        std::string_view("HTTP_COOKIE"),
        std::string_view("HTTP_AUTHORIZATION"),
        std::string_view("HTTP_PROXY_AUTHORIZATION"),
        std::string_view("HTTP_X_API_KEY"),
        std::string_view("HTTP_X_AUTH_TOKEN"),
        std::string_view("HTTP_X_CSRFTOKEN"),
        std::string_view("HTTP_X_CSRF_TOKEN"),
        std::string_view("HTTP_SET_COOKIE"),
        std::string_view("AUTHORIZATION"),
    };
    const auto equal = [&](std::string_view name) {
        return std::ranges::equal(
            name, variable, [](char left, char right) { return left == (right >= 'a' && right <= 'z' ? right - 'a' + 'A' : right); });
    };
    return std::ranges::any_of(names, equal);
}

std::string_view maskedQuery(std::string_view query, std::string &buffer)
{
    buffer.clear();
    std::size_t copied = 0;
    std::size_t at = 0;
    while (at < query.size()) {
        const std::size_t end = std::min(query.find_first_of("&;#", at), query.size());
        const std::size_t equals = query.find('=', at);
        if (equals < end && end > equals + 1 && isSecretParameter(query.substr(at, equals - at))) {
            buffer.append(query.substr(copied, equals + 1 - copied)).append("***");
            copied = end;
        }
        at = end + 1;
    }
    if (copied == 0) {
        return query;
    }
    buffer.append(query.substr(copied));
    return buffer;
}

std::string_view maskedTarget(std::string_view target, std::string &buffer)
{
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) {
        return target;
    }
    const std::string_view query = target.substr(mark + 1);
    const std::string_view masked = maskedQuery(query, buffer);
    if (masked.data() == query.data()) {
        return target;
    }
    buffer.insert(0, target.substr(0, mark + 1));
    return buffer;
}

} // namespace Retort::Log
