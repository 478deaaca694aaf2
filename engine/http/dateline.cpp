// SPDX-License-Identifier: Apache-2.0
#include "engine/http/dateline.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace Retort::Http {

std::string_view DateLine::at(std::int64_t wallUs)
{
    using namespace std::chrono;
    const std::int64_t second = wallUs / 1'000'000;
    if (second == m_second) {
        return m_text;
    }
    m_second = second;
    const sys_seconds time{seconds(second)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss<seconds> clock(time - day);
    // Not strftime: its names follow the locale.
    static constexpr std::array<const char *, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char *, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    m_text.assign(text.data(), static_cast<std::size_t>(length));
    return m_text;
}

} // namespace Retort::Http
