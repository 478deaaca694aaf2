// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace Retort::Log {

// Local time as text. Requests come many to a second, so each form is made once per second and kept.
// English names whatever the locale, as in uWSGI. Not shared between threads.
class LogTime final
{
public:
    std::string_view ctimeForm(std::int64_t wallUs);   // "Sun Nov 22 09:04:41 2026"
    std::string_view commonForm(std::int64_t wallUs);  // "22/Nov/2026:08:44:45 +0000"
    std::string_view clockForm(std::int64_t wallUs);   // "14:02:11"
    // strftime(); one format per object. Names of days and months follow the C locale of the process.
    std::string_view customForm(std::int64_t wallUs, const std::string &format);

private:
    struct Kept
    {
        std::int64_t second = INT64_MIN;
        std::string text;
    };
    const std::tm &local(std::int64_t second);

    std::int64_t m_second = INT64_MIN;
    std::tm m_local = {};
    Kept m_ctime, m_common, m_clock, m_custom;
};

} // namespace Retort::Log
