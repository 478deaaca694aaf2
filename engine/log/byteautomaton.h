// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Retort::Log {

// A usual regular expression turned into a table that is walked once per byte: a million paths take a tenth of the
// time that they take PCRE, and no expression takes longer than the text is long. It knows whether there is a match,
// not where. Never minds the case of letters.
//
// Knows alternatives, groups, sets, `.`, `\d \w \s`, repeats, `^` and `$`; fromExpression() answers nothing for all
// else, and where the table would get too large: ask PCRE then. Whether an expression is valid is for PCRE to say.
// Texts must be plain (isPlain()). A plain value; asked from any thread.
class ByteAutomaton final
{
public:
    static std::optional<ByteAutomaton> fromExpression(std::string_view expression);

    // Printable ASCII: where bytes are characters and no line ends.
    static bool isPlain(std::string_view text) noexcept;

    bool matches(std::string_view plain) const noexcept;

private:
    friend class AutomatonBuilder;
    ByteAutomaton() = default;

    // States with a meaning of their own; the others are numbered as they were found.
    static constexpr std::uint16_t dead = 0;    // nothing can match any more
    static constexpr std::uint16_t matched = 1; // whatever follows
    static constexpr std::uint16_t initial = 2;

    std::array<std::uint8_t, 128> m_classOf{}; // bytes that no set tells apart are one class
    std::size_t m_classes = 0;
    std::vector<std::uint16_t> m_next;      // state * m_classes + class
    std::vector<bool> m_matchesAtEnd;       // of each state
};

} // namespace Retort::Log
