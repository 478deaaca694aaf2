// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace Retort::Requests {

// How often the table takes new requests: 60 times a second while that is cheap, and less often when a tick took long,
// so that at least two thirds of the time are left for the rest of the window, or when more come than anybody can read:
// each look at the table costs a painting of it, on the cores that the app needs. How many are taken at once is a matter of
// time too, not of number: what a thousand cost depends on the machine and on what else it does. Knows no clock.
class TickPace final
{
public:
    static constexpr int fastestMs = 16;
    static constexpr int slowestMs = 100;
    static constexpr int hiddenMs = 250;      // nobody looks
    static constexpr qint64 takingUs = 4'000; // a quarter of a frame; then the rest waits for the next tick
    static constexpr qint64 readablePerS = 1'000;
    static constexpr qsizetype slice = 256;   // taken between two looks at the clock
    static constexpr qsizetype most = 8'192;  // in one tick: 20,000 a second in a hidden window are 5,000

    int intervalMs(bool visible) const noexcept { return visible ? m_intervalMs : hiddenMs; }
    void took(qint64 us, qsizetype records) noexcept
    {
        const bool isFlood = records * 1'000 > readablePerS * m_intervalMs;
        m_intervalMs = isFlood ? slowestMs : static_cast<int>(std::clamp<qint64>(us * 3 / 1'000, fastestMs, slowestMs));
    }

private:
    int m_intervalMs = fastestMs;
};

} // namespace Retort::Requests
