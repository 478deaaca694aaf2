// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"
#include "ui/requests/requestring.h"

#include <QHash>
#include <QString>

#include <memory>
#include <unordered_set>

namespace Retort::Requests {

// What is told of some rows besides their records: a star, a sign. A row is known by its sequence number and its time, since engines
// restart, and may come after its mark.
class RowMarks final
{
public:
    static constexpr qsizetype most = 5'000; // all are forgotten then: a day of reloads

    void set(quint64 sequence, qint64 timeUs, const QString &text);
    // “★ ✓”; empty for most.
    QString of(const RequestRow &row) const
    {
        if (m_marks.isEmpty() || !row.record) {
            return {};
        }
        const auto found = m_marks.constFind(row.record->sequence);
        return found != m_marks.constEnd() && found->timeUs == row.record->wallStartUs ? found->text : QString();
    }

private:
    struct Mark
    {
        qint64 timeUs = 0;
        QString text;
    };
    QHash<quint64, Mark> m_marks;
};

// Answers `is:watched`, and asks another for all else.
class WatchedFacts final : public Log::RequestFacts
{
public:
    WatchedFacts(std::shared_ptr<const Log::RequestFacts> others, std::unordered_set<quint64> watched);
    ~WatchedFacts() override;

    bool records(Log::FilterField field) const override;
    bool records(Log::RequestState state) const override;
    bool text(std::uint64_t sequence, Log::FilterField field, std::string_view name, std::string &to) const override;
    bool meets(const Log::RequestRecord &record, const Log::FilterTerm &term) const override;
    bool is(std::uint64_t sequence, Log::RequestState state) const override;

private:
    std::shared_ptr<const Log::RequestFacts> m_others; // may be null
    std::unordered_set<quint64> m_watched;
};

} // namespace Retort::Requests
