// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/capturefacts.h"

#include <QHash>
#include <QJsonArray>
#include <QPointer>

#include <mutex>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

// The answers so far. Any thread.
class CaptureFacts::Answers final : public Log::RequestFacts
{
public:
    bool records(Log::FilterField field) const override
    {
        using Log::FilterField;
        return field == FilterField::Type || field == FilterField::Header || field == FilterField::RequestBody
            || field == FilterField::ResponseBody || field == FilterField::Output || field == FilterField::Error;
    }
    bool records(Log::RequestState) const override { return false; }
    bool text(std::uint64_t, Log::FilterField, std::string_view, std::string &) const override { return false; }
    bool is(std::uint64_t, Log::RequestState) const override { return false; }

    // Engines start again with their numbers, so the time must be the same too.
    bool meets(const Log::RequestRecord &record, const Log::FilterTerm &term) const override
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_met.constFind(term.source);
        return found != m_met.cend() && found->contains({record.wallStartUs, record.sequence});
    }

    bool knows(const QString &term) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_met.contains(term);
    }
    void add(const QString &term, const QJsonArray &matches)
    {
        const std::scoped_lock lock(m_mutex);
        Requests &requests = m_met[term];
        for (const auto &match : matches) {
            requests.emplace(match[1].toInteger(), static_cast<std::uint64_t>(match[0].toInteger()));
        }
        while (requests.size() > mostRequests) {
            requests.erase(requests.begin());
        }
    }
    void keepOnly(const QStringList &terms)
    {
        const std::scoped_lock lock(m_mutex);
        m_met.removeIf([&terms](const auto &entry) { return !terms.contains(entry.key()); });
    }

private:
    using Requests = std::set<std::pair<std::int64_t, std::uint64_t>>; // the oldest first
    static constexpr std::size_t mostRequests = 250'000;               // more than a list holds

    mutable std::mutex m_mutex;
    QHash<QString, Requests> m_met; // by term
};

CaptureFacts::CaptureFacts(Ask ask, QObject *parent) : QObject(parent), m_ask(std::move(ask)), m_answers(std::make_shared<Answers>())
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &CaptureFacts::loseHope);
}

CaptureFacts::~CaptureFacts() = default;

std::shared_ptr<const Log::RequestFacts> CaptureFacts::facts() const
{
    return m_answers;
}

bool CaptureFacts::isReady(const QStringList &terms) const
{
    return terms == m_terms && m_unprepared == 0;
}

void CaptureFacts::prepare(const QStringList &terms, std::function<void()> ready)
{
    m_ready = std::move(ready);
    if (terms == m_terms && m_unprepared > 0) {
        return; // the engine has been asked
    }
    ++m_generation;
    m_terms = terms;
    QStringList unknown;
    for (const QString &term : terms) {
        if (!m_answers->knows(term)) {
            unknown.append(term);
        }
    }
    m_unprepared = unknown.size() + 1;
    for (const QString &term : std::as_const(unknown)) {
        ask(term, {{u"since"_s, 0}}, [this, generation = m_generation] {
            if (generation == m_generation) {
                prepared();
            }
        });
    }
    prepared();
}

void CaptureFacts::prepared()
{
    if (--m_unprepared > 0) {
        m_patience.start();
        return;
    }
    m_answers->keepOnly(m_terms);
    if (const auto ready = std::exchange(m_ready, nullptr)) {
        ready();
    }
}

void CaptureFacts::ask(const QString &term, const QJsonObject &range, std::function<void()> done)
{
    QJsonObject question = range;
    question.insert(u"term"_s, term);
    const auto take = [self = QPointer(this), term, done](const QJsonObject &answer) {
        if (self) {
            self->m_answers->add(term, answer.value("matches"_L1).toArray());
            done();
        }
    };
    if (!m_ask(question, take)) {
        take({});
    }
}

void CaptureFacts::pass(quint64 since, quint64 until, std::function<void()> deliver)
{
    auto batch = std::make_shared<Batch>(std::move(deliver), m_terms.size());
    m_waiting.push_back(batch);
    if (batch->unanswered > 0) {
        m_patience.start();
    }
    QJsonObject range{{u"since"_s, static_cast<qint64>(since)}};
    if (until > 0) {
        range.insert(u"until"_s, static_cast<qint64>(until));
    }
    for (const QString &term : std::as_const(m_terms)) {
        ask(term, range, [this, batch] {
            --batch->unanswered;
            deliverReady();
        });
    }
    deliverReady();
}

void CaptureFacts::inTurn(std::function<void()> deliver)
{
    m_waiting.push_back(std::make_shared<Batch>(std::move(deliver), 0));
    deliverReady();
}

void CaptureFacts::deliverReady()
{
    while (!m_waiting.empty() && m_waiting.front()->unanswered <= 0) {
        const auto batch = m_waiting.front();
        m_waiting.pop_front();
        batch->deliver();
    }
}

void CaptureFacts::dropWaiting()
{
    m_waiting.clear();
}

void CaptureFacts::loseHope()
{
    if (m_unprepared > 0) {
        ++m_generation;
        for (const QString &term : std::as_const(m_terms)) {
            m_answers->add(term, {});
        }
        m_unprepared = 1;
        prepared();
    }
    for (const auto &batch : m_waiting) {
        batch->unanswered = 0;
    }
    deliverReady();
}

} // namespace Retort::Requests
