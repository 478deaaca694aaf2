// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace Retort::Log {

using ByteSet = std::bitset<128>;

// The part of Perl's regular expressions that ByteAutomaton knows, as a tree. Letters are in it in both cases.
// fromText() answers nothing where there is anything else: look-around, references, possessive repeats, word
// boundaries, flags, characters beyond ASCII. That greedy and lazy repeats match the same texts is used. A plain value.
struct ExpressionTree
{
    enum class Kind : unsigned char { Set, Sequence, Either, Repeat, Start, End };
    static constexpr int endless = std::numeric_limits<int>::max();

    Kind kind = Kind::Sequence;
    ByteSet set;                       // Set
    std::vector<ExpressionTree> parts; // Sequence, Either (at least one); Repeat: what is repeated
    int least = 0;                     // Repeat
    int most = 0;

    static std::optional<ExpressionTree> fromText(std::string_view text);
};

} // namespace Retort::Log
