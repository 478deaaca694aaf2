// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace Retort::Requests {

// How often the table takes new requests and how many at once: 60 times a second while that is cheap, less often
// and fewer when a tick took so long that the window would feel it, and gradually back. Knows no clock.
class TickPace final
{
public:
    static constexpr int fastestMs = 16;
    static constexpr int slowestMs = 100;
    static constexpr int hiddenMs = 250;          // nobody looks
    static constexpr qint64 longUs = 4'000;       // a quarter of a frame
    static constexpr qsizetype fewest = 1'024;    // three milliseconds' work; fewer only lets more of them wait
    static constexpr qsizetype most = 8'192;

    int intervalMs(bool visible) const noexcept { return visible ? m_intervalMs : hiddenMs; }
    qsizetype limit() const noexcept { return m_limit; }

    void took(qint64 us, qsizetype records) noexcept
    {
        if (us > longUs) {
            m_limit = std::max(fewest, std::min(records, m_limit) / 2);
            m_intervalMs = std::min(slowestMs, m_intervalMs * 2);
        } else {
            m_limit = std::min(most, m_limit * 2);
            m_intervalMs = std::max(fastestMs, m_intervalMs - m_intervalMs / 4);
        }
    }

private:
    int m_intervalMs = fastestMs;
    qsizetype m_limit = most;
};

} // namespace Retort::Requests
