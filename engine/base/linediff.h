// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace Retort {

// One line of a shortest edit that makes `now` of `before`. Indexes are those of the line in its text; of the text that lacks it,
// where it would stand.
struct DiffStep
{
    enum class Kind : unsigned char { Same, Removed, Added };

    Kind kind = Kind::Same;
    std::size_t before = 0;
    std::size_t now = 0;
};

// The difference of two texts whose lines have become numbers, equal ones the same. Takes time and memory by how much they differ
// (Myers, “An O(ND) Difference Algorithm”, 1986); from mostEdits on the rest counts as changed throughout. Of lines that replace each
// other, those that are gone come first. Pure.
std::vector<DiffStep> lineDiff(std::span<const int> before, std::span<const int> now);

// Makes numbers of lines; equal lines of all texts it is given have the same one.
template<typename Line>
class LineNumbers final
{
public:
    template<typename Lines>
    std::vector<int> of(const Lines &lines)
    {
        std::vector<int> numbers;
        for (const Line &line : lines) {
            numbers.push_back(m_numbers.try_emplace(line, static_cast<int>(m_numbers.size())).first->second);
        }
        return numbers;
    }

private:
    std::map<Line, int> m_numbers;
};

inline constexpr std::size_t mostEdits = 2'000; // 16 MB, some tens of milliseconds

} // namespace Retort
