// SPDX-License-Identifier: Apache-2.0
#include "engine/base/secretnames.h"

#include <algorithm>
#include <array>
#include <string>

namespace Retort {
namespace {

constexpr std::array<std::string_view, 24> secretWords{"token", "key", "secret", "password", "passwd", "pwd", "pass", "passphrase", "auth",
    "authorization", "credential", "credentials", "signature", "sig", "jwt", "otp", "pin", "apikey", "accesstoken", "refreshtoken",
    "idtoken", "csrftoken", "csrfmiddlewaretoken", "clientsecret"};

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

} // namespace

bool nameHasWord(std::string_view name, std::span<const std::string_view> words)
{
    const auto isOneOf = [words](const std::string &word) { return std::ranges::find(words, word) != words.end(); };
    std::string word;
    std::string whole;
    char before = '\0';
    for (const char byte : name) {
        const bool starts = !isWordByte(byte) || (isUpper(byte) && !isUpper(before));
        if (starts && !word.empty()) {
            if (isOneOf(word)) {
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
    return isOneOf(word) || isOneOf(whole);
}

bool isSecretName(std::string_view name)
{
    return nameHasWord(name, secretWords);
}

} // namespace Retort
