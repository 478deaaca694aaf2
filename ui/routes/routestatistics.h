// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestrecord.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace Retort::Routes {

// What was asked of one route: how often, with what success, how long it took. A plain value of half a kilobyte.
class RouteStatistics final
{
public:
    static constexpr std::size_t recent = 128; // durations that p95 is taken from

    void add(const Log::RequestRecord &record) noexcept;

    std::uint64_t hits() const noexcept { return m_hits; }
    std::uint64_t errors() const noexcept { return m_errors; }
    std::int64_t lastUs() const noexcept { return m_lastUs; } // when the last one ended, 1970-based; 0: never
    std::uint32_t p95Us() const; // 0 when there was none

private:
    std::uint64_t m_hits = 0;
    std::uint64_t m_errors = 0;
    std::int64_t m_lastUs = 0;
    std::array<std::uint32_t, recent> m_us;
};

// The rule behind a path where no app tells its rules: numbers, UUIDs and long hexadecimal names stand for any of their kind,
// "/users/7?page=2" for "/users/<int>".
std::string learnedRule(std::string_view target);

} // namespace Retort::Routes
