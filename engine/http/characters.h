// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace Retort::Http {

// What bytes may stand where in HTTP (RFC 9110 §5.5, §5.6.2), as one table look-up each.
namespace CharKind {
inline constexpr std::uint8_t token = 1;       // tchar, except the underscore
inline constexpr std::uint8_t underscore = 2;  // a tchar too; told apart because such header names are dropped
inline constexpr std::uint8_t control = 4;     // 0x00-0x1f, 0x7f
inline constexpr std::uint8_t other = 8;       // anything that is no tchar, controls among them
} // namespace CharKind

inline constexpr std::array<std::uint8_t, 256> charKinds = [] {
    std::array<std::uint8_t, 256> kinds{};
    kinds.fill(CharKind::other);
    for (std::size_t c = 0; c < 0x20; ++c) {
        kinds[c] |= CharKind::control;
    }
    kinds[0x7f] |= CharKind::control;
    for (const char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'*+-.^`|~")) {
        kinds[static_cast<unsigned char>(c)] = CharKind::token;
    }
    kinds['_'] = CharKind::underscore;
    return kinds;
}();

inline std::uint8_t charKind(char c) noexcept
{
    return charKinds[static_cast<unsigned char>(c)];
}
inline bool isTokenChar(char c) noexcept
{
    return (charKind(c) & CharKind::other) == 0;
}
inline bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}
inline char lowerCase(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// 0-15, or -1 for what is no hexadecimal digit.
int hexValue(char c) noexcept;

// A non-empty run of token characters.
bool isToken(std::string_view text) noexcept;

// Any control character other than HTAB: what a field value must not hold (CR, LF and NUL among them).
bool hasForbiddenControl(std::string_view text) noexcept;

// Without spaces and tabs at both ends. Nothing else counts as white space in HTTP: a trim() that also
// takes VT, FF or CR lets two programs read one header differently.
std::string_view trimmed(std::string_view text) noexcept;

// For messages: at most `most` bytes, anything but printable ASCII as '?', in quotes.
std::string quoted(std::string_view text, std::size_t most = 40);

// Calls visit(element) for each comma separated element, trimmed; empty ones too.
template<typename Visit>
void forEachElement(std::string_view list, Visit visit)
{
    for (;;) {
        const std::size_t comma = list.find(',');
        visit(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos) {
            return;
        }
        list.remove_prefix(comma + 1);
    }
}

} // namespace Retort::Http
