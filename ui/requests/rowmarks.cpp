// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/rowmarks.h"

namespace Retort::Requests {

void RowMarks::set(quint64 sequence, qint64 timeUs, const QString &text)
{
    if (text.isEmpty()) {
        m_marks.remove(sequence);
        return;
    }
    if (m_marks.size() >= most) {
        m_marks.clear();
    }
    m_marks.insert(sequence, {timeUs, text});
}

WatchedFacts::WatchedFacts(std::shared_ptr<const Log::RequestFacts> others, std::unordered_set<quint64> watched)
    : m_others(std::move(others))
    , m_watched(std::move(watched))
{
}

WatchedFacts::~WatchedFacts() = default;

bool WatchedFacts::records(Log::FilterField field) const
{
    return m_others && m_others->records(field);
}

bool WatchedFacts::records(Log::RequestState state) const
{
    return state == Log::RequestState::Watched || (m_others && m_others->records(state));
}

bool WatchedFacts::text(std::uint64_t sequence, Log::FilterField field, std::string_view name, std::string &to) const
{
    return m_others && m_others->text(sequence, field, name, to);
}

bool WatchedFacts::meets(const Log::RequestRecord &record, const Log::FilterTerm &term) const
{
    return m_others && m_others->meets(record, term);
}

bool WatchedFacts::is(std::uint64_t sequence, Log::RequestState state) const
{
    return state == Log::RequestState::Watched ? m_watched.contains(sequence) : m_others && m_others->is(sequence, state);
}

} // namespace Retort::Requests
