// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestrates.h"

#include <algorithm>
#include <cmath>

namespace Retort::Requests {

namespace {

constexpr double firstUs = 64;

} // namespace

int RequestRates::bucketOf(quint32 us) noexcept
{
    if (us <= firstUs) {
        return 0;
    }
    return std::min(buckets - 1, static_cast<int>(std::log2(us / firstUs) * bucketsPerOctave));
}

void RequestRates::add(qint64 finishedUs, int status, quint32 totalUs) noexcept
{
    const qint64 second = finishedUs / 1'000'000;
    if (second <= m_newest - seconds || second <= 0) {
        return;
    }
    Slot &slot = m_slots[static_cast<std::size_t>(second % seconds)];
    if (slot.second != second) {
        slot = {};
        slot.second = second;
    }
    m_newest = std::max(m_newest, second);
    ++slot.requests;
    ++slot.byClass[static_cast<std::size_t>(status >= 500 ? ServerError : status >= 400 ? ClientError : status >= 300 ? Redirect : Ok)];
    ++slot.times[static_cast<std::size_t>(bucketOf(totalUs))];
}

void RequestRates::advance(qint64 nowUs) noexcept
{
    m_newest = std::max(m_newest, nowUs / 1'000'000);
}

RequestRates::Second RequestRates::at(int ago) const noexcept
{
    const qint64 second = m_newest - ago;
    if (ago < 0 || ago >= seconds || second <= 0) {
        return {};
    }
    const Slot &slot = m_slots[static_cast<std::size_t>(second % seconds)];
    if (slot.second != second) {
        return {.second = second};
    }
    return {second, slot.byClass, slot.requests, percentile95(slot.times, slot.requests)};
}

RequestRates::Second RequestRates::total() const noexcept
{
    Second sum{.second = m_newest};
    Histogram times{};
    for (const Slot &slot : m_slots) {
        if (slot.second <= m_newest - seconds || slot.second > m_newest) {
            continue;
        }
        sum.requests += slot.requests;
        for (std::size_t i = 0; i < ClassCount; ++i) {
            sum.byClass[i] += slot.byClass[i];
        }
        std::ranges::transform(times, slot.times, times.begin(), std::plus());
    }
    sum.p95Us = percentile95(times, sum.requests);
    return sum;
}

double RequestRates::perSecond() const noexcept
{
    constexpr int full = 5;
    quint64 requests = 0;
    for (int ago = 1; ago <= full; ++ago) { // 0 has only begun
        requests += at(ago).requests;
    }
    return static_cast<double>(requests) / full;
}

// The middle of the class in which the 95th of a hundred stands.
qint64 RequestRates::percentile95(const Histogram &times, quint64 requests) noexcept
{
    if (requests == 0) {
        return 0;
    }
    const quint64 wanted = requests - requests / 20;
    quint64 seen = 0;
    for (int bucket = 0; bucket < buckets; ++bucket) {
        seen += times[static_cast<std::size_t>(bucket)];
        if (seen >= wanted) {
            return std::llround(firstUs * std::exp2((bucket + 0.5) / bucketsPerOctave));
        }
    }
    return 0;
}

} // namespace Retort::Requests
