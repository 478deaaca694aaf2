// SPDX-License-Identifier: Apache-2.0
#include "engine/log/eventlog.h"

namespace Retort::Log {

void EventLog::append(std::int64_t wallUs, const QString &kind, const QString &text, const QJsonObject &details)
{
    m_events.push_back({m_end++, wallUs, kind, text, details});
    if (m_events.size() > maxEvents) {
        m_events.pop_front();
    }
    m_notifier.notify();
}

const SiteEvent *EventLog::find(std::uint64_t sequence) const noexcept
{
    return sequence >= firstSequence() && sequence < m_end ? &m_events[static_cast<std::size_t>(sequence - firstSequence())] : nullptr;
}

} // namespace Retort::Log
