// SPDX-License-Identifier: Apache-2.0
#include "engine/log/logtime.h"

#include <array>
#include <cstdio>

namespace Retort::Log {

namespace {

constexpr std::array dayNames = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::int64_t secondOf(std::int64_t wallUs) noexcept
{
    return wallUs >= 0 ? wallUs / 1'000'000 : 0;
}

std::string offsetText(const std::tm &time)
{
    std::array<char, 16> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%z", &time);
    return std::string(text.data(), length);
}

} // namespace

const std::tm &LogTime::local(std::int64_t second)
{
    if (second != m_second) {
        const auto time = static_cast<std::time_t>(second);
#ifdef _WIN32
        localtime_s(&m_local, &time);
#else
        localtime_r(&time, &m_local);
#endif
        m_second = second;
    }
    return m_local;
}

std::string_view LogTime::ctimeForm(std::int64_t wallUs)
{
    const std::int64_t second = secondOf(wallUs);
    if (m_ctime.second != second) {
        const std::tm &time = local(second);
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%s %s %2d %02d:%02d:%02d %d", dayNames.at(static_cast<std::size_t>(time.tm_wday)),
            monthNames.at(static_cast<std::size_t>(time.tm_mon)), time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec,
            time.tm_year + 1900);
        m_ctime = {second, text.data()};
    }
    return m_ctime.text;
}

std::string_view LogTime::commonForm(std::int64_t wallUs)
{
    const std::int64_t second = secondOf(wallUs);
    if (m_common.second != second) {
        const std::tm &time = local(second);
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%02d/%s/%d:%02d:%02d:%02d ", time.tm_mday,
            monthNames.at(static_cast<std::size_t>(time.tm_mon)), time.tm_year + 1900, time.tm_hour, time.tm_min, time.tm_sec);
        m_common = {second, text.data() + offsetText(time)};
    }
    return m_common.text;
}

std::string_view LogTime::clockForm(std::int64_t wallUs)
{
    const std::int64_t second = secondOf(wallUs);
    if (m_clock.second != second) {
        const std::tm &time = local(second);
        std::array<char, 40> text{};
        std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", time.tm_hour, time.tm_min, time.tm_sec);
        m_clock = {second, text.data()};
    }
    return m_clock.text;
}

std::string_view LogTime::customForm(std::int64_t wallUs, const std::string &format)
{
    const std::int64_t second = secondOf(wallUs);
    if (m_custom.second != second) {
        std::array<char, 256> text{};
        const std::size_t length = std::strftime(text.data(), text.size(), format.c_str(), &local(second));
        m_custom = {second, std::string(text.data(), length)};
    }
    return m_custom.text;
}

} // namespace Retort::Log
