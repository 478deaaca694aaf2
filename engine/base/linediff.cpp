// SPDX-License-Identifier: Apache-2.0
#include "engine/base/linediff.h"

#include <algorithm>

namespace Retort {

namespace {

using Kind = DiffStep::Kind;

// Works on what is left between the common beginning and end.
class Myers final
{
public:
    Myers(std::span<const int> before, std::span<const int> now) : m_before(before), m_now(now) {}

    // Steps from the last to the first; empty, with `tooFar` set, when there are more edits than mostEdits.
    std::vector<DiffStep> run()
    {
        const auto rows = static_cast<long>(m_before.size());
        const auto columns = static_cast<long>(m_now.size());
        const auto most = std::min<long>(rows + columns, static_cast<long>(mostEdits));
        std::vector<long> furthest(static_cast<std::size_t>(2 * most + 3), 0); // by diagonal, x - y
        const auto at = [&](long diagonal) -> long & { return furthest[static_cast<std::size_t>(diagonal + most + 1)]; };
        for (long edits = 0; edits <= most; ++edits) {
            for (long diagonal = -edits; diagonal <= edits; diagonal += 2) {
                const bool down = diagonal == -edits || (diagonal != edits && at(diagonal - 1) < at(diagonal + 1));
                long x = down ? at(diagonal + 1) : at(diagonal - 1) + 1;
                x = slide(x, x - diagonal);
                at(diagonal) = x;
                if (x >= rows && x - diagonal >= columns) {
                    m_trace.push_back(copyOf(furthest, edits, most));
                    return walkBack(edits);
                }
            }
            m_trace.push_back(copyOf(furthest, edits, most));
        }
        tooFar = true;
        return {};
    }

    bool tooFar = false;

private:
    long slide(long x, long y) const
    {
        while (x < static_cast<long>(m_before.size()) && y < static_cast<long>(m_now.size()) && x >= 0 && y >= 0
            && m_before[static_cast<std::size_t>(x)] == m_now[static_cast<std::size_t>(y)]) {
            ++x;
            ++y;
        }
        return x;
    }

    // Of the diagonals -edits … edits only.
    static std::vector<int> copyOf(const std::vector<long> &furthest, long edits, long most)
    {
        std::vector<int> kept;
        kept.reserve(static_cast<std::size_t>(2 * edits + 1));
        for (long diagonal = -edits; diagonal <= edits; ++diagonal) {
            kept.push_back(static_cast<int>(furthest[static_cast<std::size_t>(diagonal + most + 1)]));
        }
        return kept;
    }

    std::vector<DiffStep> walkBack(long edits) const
    {
        std::vector<DiffStep> steps;
        auto x = static_cast<long>(m_before.size());
        auto y = static_cast<long>(m_now.size());
        const auto add = [&steps](Kind kind, long before, long now) {
            steps.push_back({kind, static_cast<std::size_t>(before), static_cast<std::size_t>(now)});
        };
        for (; edits > 0; --edits) {
            const std::vector<int> &trace = m_trace[static_cast<std::size_t>(edits - 1)];
            const auto at = [&](long diagonal) -> long {
                const long index = diagonal + edits - 1;
                return index < 0 || index >= static_cast<long>(trace.size()) ? -1 : trace[static_cast<std::size_t>(index)];
            };
            const long diagonal = x - y;
            const bool down = diagonal == -edits || (diagonal != edits && at(diagonal - 1) < at(diagonal + 1));
            const long fromX = down ? at(diagonal + 1) : at(diagonal - 1);
            const long fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
            while (x > fromX + (down ? 0 : 1) && y > fromY + (down ? 1 : 0)) {
                add(Kind::Same, --x, --y);
            }
            down ? add(Kind::Added, x, --y) : add(Kind::Removed, --x, y);
        }
        while (x > 0) {
            add(Kind::Same, --x, --y);
        }
        return steps;
    }

    std::span<const int> m_before;
    std::span<const int> m_now;
    std::vector<std::vector<int>> m_trace; // the furthest x after each number of edits
};

// Between two lines that stayed, first what went, then what came.
void sortChanges(std::vector<DiffStep> &steps)
{
    for (auto step = steps.begin(); step != steps.end();) {
        const auto end = std::find_if(step, steps.end(), [](const DiffStep &other) { return other.kind == Kind::Same; });
        if (end != step) {
            const std::size_t before = step->before;
            const std::size_t now = step->now;
            const auto removed =
                static_cast<std::size_t>(std::count_if(step, end, [](const DiffStep &one) { return one.kind == Kind::Removed; }));
            std::size_t index = 0;
            for (auto one = step; one != end; ++one, ++index) {
                *one = index < removed ? DiffStep{Kind::Removed, before + index, now}
                                       : DiffStep{Kind::Added, before + removed, now + index - removed};
            }
        }
        step = end == steps.end() ? end : end + 1;
    }
}

} // namespace

std::vector<DiffStep> lineDiff(std::span<const int> before, std::span<const int> now)
{
    const std::size_t least = std::min(before.size(), now.size());
    std::size_t head = 0;
    while (head < least && before[head] == now[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < least - head && before[before.size() - 1 - tail] == now[now.size() - 1 - tail]) {
        ++tail;
    }
    const auto middleBefore = before.subspan(head, before.size() - head - tail);
    const auto middleNow = now.subspan(head, now.size() - head - tail);
    std::vector<DiffStep> steps;
    for (std::size_t index = 0; index < head; ++index) {
        steps.push_back({Kind::Same, index, index});
    }
    Myers myers(middleBefore, middleNow);
    const std::vector<DiffStep> middle = myers.run();
    for (auto step = middle.rbegin(); step != middle.rend(); ++step) {
        steps.push_back({step->kind, step->before + head, step->now + head});
    }
    if (myers.tooFar) {
        for (std::size_t index = 0; index < middleBefore.size(); ++index) {
            steps.push_back({Kind::Removed, head + index, head});
        }
        for (std::size_t index = 0; index < middleNow.size(); ++index) {
            steps.push_back({Kind::Added, head + middleBefore.size(), head + index});
        }
    }
    for (std::size_t index = 0; index < tail; ++index) {
        steps.push_back({Kind::Same, before.size() - tail + index, now.size() - tail + index});
    }
    sortChanges(steps);
    return steps;
}

} // namespace Retort
