// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

#include <cstdint>
#include <limits>
#include <optional>

// How the values of filter terms are read. Each answers nothing for text it cannot read.
namespace Retort::Log {

// Whole numbers from `least` to `most`, both included. A range with least > most holds none.
struct NumberRange
{
    static constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();

    std::int64_t least = 0;
    std::int64_t most = end;

    bool holds(std::int64_t number) const noexcept { return number >= least && number <= most; }
    friend bool operator==(const NumberRange &, const NumberRange &) = default;
};

// "7", ">7", ">=7", "<7", "<=7", "3..7".
std::optional<NumberRange> readNumberRange(QStringView text);

// As numbers, and "5xx", and "cut" for a client that never got an answer (0).
std::optional<NumberRange> readStatusRange(QStringView text);

// As numbers, in microseconds; units us, µs, ms, s, m, h and fractions; without a unit milliseconds. A bare
// "200ms" means at least that, since nobody looks for a request of exactly 200 ms.
std::optional<NumberRange> readDurationRange(QStringView text);

// As durations, in bytes; units b, k, kb, m, mb, g, gb (1024).
std::optional<NumberRange> readSizeRange(QStringView text);

// "5m" before now, or "14:02", "14:02:11": the last time the clock of this computer showed that. 1970-based.
std::optional<std::int64_t> readMoment(QStringView text, std::int64_t nowUs);

// "14:02:11..14:02:30", both seconds included.
std::optional<NumberRange> readPeriod(QStringView text, std::int64_t nowUs);

} // namespace Retort::Log
