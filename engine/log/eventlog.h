// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/batchnotifier.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <deque>

namespace Retort::Log {

// Something that happened to a site as a whole: it started, its code was loaded, a worker died.
struct SiteEvent
{
    std::uint64_t sequence = 0;
    std::int64_t wallUs = 0;   // 1970-based
    QString kind;              // "started", "loaded", "reload", "answered", "loadFailed", "workerLost", "stopping"
    QString text;              // one sentence or marker for people
    QJsonObject details;       // engine/control/PROTOCOL.md lists them by kind
};

// The last thousand events. Sequence numbers start at 1 and have no gaps. Lives on the engine's thread.
class EventLog final
{
public:
    static constexpr std::size_t maxEvents = 1'000;  // a day of saving every half minute

    EventLog() = default;
    EventLog(const EventLog &) = delete;
    EventLog &operator=(const EventLog &) = delete;

    void append(std::int64_t wallUs, const QString &kind, const QString &text, const QJsonObject &details = {});

    std::uint64_t firstSequence() const noexcept { return m_end - m_events.size(); }
    std::uint64_t endSequence() const noexcept { return m_end; }
    const SiteEvent *find(std::uint64_t sequence) const noexcept;
    BatchNotifier &notifier() noexcept { return m_notifier; }

private:
    std::deque<SiteEvent> m_events;
    std::uint64_t m_end = 1;
    BatchNotifier m_notifier;
};

} // namespace Retort::Log
