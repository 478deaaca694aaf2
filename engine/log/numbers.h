// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <string>

namespace Retort::Log {

// Appends an integer in decimal. std::to_chars: several times as fast as printf, and a line has ten of them.
void appendNumber(std::string &to, std::integral auto number)
{
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    to.append(digits.data(), end);
}

} // namespace Retort::Log
