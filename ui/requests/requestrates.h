// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <array>

namespace Retort::Requests {

// How many requests of which class finished in each of the last 60 seconds, and how long they took. Durations are
// counted in classes a fifth wide, so a second with a million requests costs as little as one with ten. Knows no
// clock: the newest request or advance() says what time it is.
class RequestRates final
{
public:
    static constexpr int seconds = 60;
    enum Class { Ok, Redirect, ClientError, ServerError, ClassCount }; // no answer and 1xx count as Ok

    struct Second
    {
        qint64 second = -1; // since 1970
        std::array<quint32, ClassCount> byClass{};
        quint32 requests = 0;
        qint64 p95Us = 0;   // 0: there was none
    };

    void add(qint64 finishedUs, int status, quint32 totalUs) noexcept;
    void advance(qint64 nowUs) noexcept;
    void clear() noexcept { *this = {}; }

    qint64 newest() const noexcept { return m_newest; }       // the second that `ago` 0 is
    Second at(int ago) const noexcept;                         // 0 to 59
    Second total() const noexcept;                             // of the minute
    double perSecond() const noexcept;                         // of the last five full seconds

private:
    static constexpr int bucketsPerOctave = 4;
    static constexpr int buckets = 22 * bucketsPerOctave; // 64 µs to 4.5 minutes
    using Histogram = std::array<quint32, buckets>;
    struct Slot
    {
        qint64 second = -1;
        std::array<quint32, ClassCount> byClass{};
        quint32 requests = 0;
        Histogram times{};
    };
    static int bucketOf(quint32 us) noexcept;
    static qint64 percentile95(const Histogram &times, quint64 requests) noexcept;

    std::array<Slot, seconds> m_slots{};
    qint64 m_newest = 0;
};

} // namespace Retort::Requests
