// SPDX-License-Identifier: Apache-2.0
#include "engine/http/characters.h"

#include <algorithm>
#include <cstring>

namespace Retort::Http {

namespace {

constexpr std::uint64_t ones = 0x0101010101010101ull;
constexpr std::uint64_t highs = 0x8080808080808080ull;

// True when one of eight bytes is below 0x20 or 0x7f: the usual "has a byte less than" trick. A borrow can
// only come from a byte that counts itself, so the answer for the word is exact.
bool wordHasControl(std::uint64_t word) noexcept
{
    const std::uint64_t below = (word - ones * 0x20) & ~word;
    const std::uint64_t del = word ^ (ones * 0x7f);
    return ((below | ((del - ones) & ~del)) & highs) != 0;
}

bool isForbidden(char c) noexcept
{
    return (charKind(c) & CharKind::control) != 0 && c != '\t';
}

} // namespace

int hexValue(char c) noexcept
{
    if (isDigit(c)) {
        return c - '0';
    }
    const char low = lowerCase(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool isToken(std::string_view text) noexcept
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool hasForbiddenControl(std::string_view text) noexcept
{
    std::size_t at = 0;
    for (; text.size() - at >= sizeof(std::uint64_t); at += sizeof(std::uint64_t)) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, sizeof word);
        if (wordHasControl(word)) {
            const auto piece = text.substr(at, sizeof word);
            if (std::any_of(piece.begin(), piece.end(), isForbidden)) {
                return true;  // otherwise only tabs
            }
        }
    }
    return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isForbidden);
}

std::string_view trimmed(std::string_view text) noexcept
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string quoted(std::string_view text, std::size_t most)
{
    std::string out("\"");
    for (const char c : text.substr(0, most)) {
        out.push_back(c >= ' ' && c < 0x7f ? c : '?');
    }
    out.append(text.size() > most ? "…\"" : "\"");
    return out;
}

} // namespace Retort::Http
