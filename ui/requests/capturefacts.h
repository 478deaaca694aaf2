// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace Retort::Requests {

// Knows which requests meet the terms of a filter that ask for captured data: headers, bodies, output, errors. What was
// captured is the engine's, so it is asked (PROTOCOL.md, `search`): for a new term about all requests it still has, from then on about
// each batch of new rows, which wait for the answer so that the table needs to look at a row only once. An engine that
// says nothing for `patienceMs` leaves rows without an answer: they do not meet the term. Lives on the window's thread;
// facts() is asked from any.
class CaptureFacts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CaptureFacts)

public:
    static constexpr int patienceMs = 3'000;
    using Answer = std::function<void(const QJsonObject &)>;
    // Sends a question to the engine; false when there is none.
    using Ask = std::function<bool(const QJsonObject &question, Answer answer)>;

    explicit CaptureFacts(Ask ask, QObject *parent = nullptr);
    ~CaptureFacts() override;

    std::shared_ptr<const Log::RequestFacts> facts() const;

    // Whether these are the terms in use, and answered.
    bool isReady(const QStringList &terms) const;
    // Finds out about them and calls `ready` once: perhaps at once, and not at all when other terms are wanted before.
    void prepare(const QStringList &terms, std::function<void()> ready);

    // Calls `deliver` when the terms in use are answered for the records from `since` to before `until` (0: all from there on).
    // In the order of the calls, those of inTurn() included.
    void pass(quint64 since, quint64 until, std::function<void()> deliver);
    void inTurn(std::function<void()> deliver);
    void dropWaiting();

private:
    class Answers;
    struct Batch
    {
        std::function<void()> deliver;
        qsizetype unanswered = 0;
    };

    void ask(const QString &term, const QJsonObject &range, std::function<void()> done);
    void prepared();
    void deliverReady();
    void loseHope();

    Ask m_ask;
    std::shared_ptr<Answers> m_answers;
    QStringList m_terms; // in use, or to be
    std::function<void()> m_ready;
    qsizetype m_unprepared = 0;
    quint64 m_generation = 0; // of m_terms
    std::deque<std::shared_ptr<Batch>> m_waiting;
    QTimer m_patience;
};

} // namespace Retort::Requests
