// SPDX-License-Identifier: Apache-2.0
#include "engine/log/masking.h"

#include <algorithm>
#include <array>

namespace Retort::Log {

namespace {

constexpr std::array secretWords = {
    std::string_view("token"),
    std::string_view("key"),
    std::string_view("secret"),
    std::string_view("password"),
    std::string_view("passwd"),
    std::string_view("pwd"),
    std::string_view("pass"),
    std::string_view("passphrase"),
    std::string_view("code"),
    std::string_view("state"),
    std::string_view("auth"),
    std::string_view("authorization"),
    std::string_view("credential"),
    std::string_view("credentials"),
    std::string_view("signature"),
    std::string_view("sig"),
    std::string_view("session"),
    std::string_view("sessionid"),
    std::string_view("sid"),
    std::string_view("jwt"),
    std::string_view("otp"),
    std::string_view("pin"),
    std::string_view("nonce"),
    std::string_view("apikey"),
    std::string_view("accesstoken"),
    std::string_view("refreshtoken"),
    std::string_view("idtoken"),
    std::string_view("csrftoken"),
    std::string_view("csrfmiddlewaretoken"),
    std::string_view("clientsecret"),
};

char lower(char byte) noexcept
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}
bool isUpper(char byte) noexcept
{
    return byte >= 'A' && byte <= 'Z';
}
bool isWordByte(char byte) noexcept
{
    return (lower(byte) >= 'a' && lower(byte) <= 'z') || (byte >= '0' && byte <= '9');
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

bool isSecretWord(const std::string &word) noexcept
{
    return std::ranges::find(secretWords, word) != secretWords.end();
}

bool hasSecretWord(std::string_view name)
{
    // "X-Amz-Signature", "api_key", "accessToken", "user[password]": any word of the name decides.
    std::string word;
    std::string whole;
    char before = '\0';
    for (const char byte : name) {
        const bool starts = !isWordByte(byte) || (isUpper(byte) && !isUpper(before));
        if (starts && !word.empty()) {
            if (isSecretWord(word)) {
                return true;
            }
            word.clear();
        }
        if (isWordByte(byte)) {
            word.push_back(lower(byte));
            whole.push_back(lower(byte));
        }
        before = byte;
    }
    return isSecretWord(word) || isSecretWord(whole);
}

} // namespace

bool isSecretName(std::string_view name)
{
    return name.find('%') == std::string_view::npos ? hasSecretWord(name) : hasSecretWord(decoded(name));
}

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
        if (equals < end && end > equals + 1 && isSecretName(query.substr(at, equals - at))) {
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
