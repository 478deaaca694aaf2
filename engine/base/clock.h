// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace Retort {

// Microseconds of the monotonic clock, for durations and deadlines. Any thread.
std::int64_t monotonicUs() noexcept;

// Microseconds since 1970-01-01 UTC, for time stamps that people read. Any thread.
std::int64_t wallClockUs() noexcept;

} // namespace Retort
