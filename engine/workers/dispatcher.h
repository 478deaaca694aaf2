// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/requestsink.h"
#include "engine/net/deadline.h"
#include "engine/workers/slot.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace Retort::Workers {

class ErrorPages;

// Gives each request to a slot, or lets it wait its turn.
//
// The rules (measured: DESIGN.md section 7 e; slot = thread of a worker process):
//  1. a worker with nothing to do, the one used last (its caches are warm);
//  2. else another thread of a worker whose running requests have all taken longer than
//     Limits::secondRequestMs: they probably wait for I/O, so the threads will not fight for the GIL;
//  3. else it is sent ahead to a busy slot, whose running request is younger than that;
//  4. else it waits here.
// What was sent ahead to a slot that turns out to be slow is taken back and given to another.
// Lives on the engine's thread; does not own the workers.
class Dispatcher final : public QObject, public Gateway::RequestSink, private Gateway::Exchange::Handler
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Dispatcher)

public:
    Dispatcher(const ErrorPages &pages, Net::DeadlineQueue &deadlines);
    ~Dispatcher() override;

    void accept(Gateway::Exchange &exchange) override;

    void addWorker(const SlotList &worker);
    // No more requests for it; what it has not begun waits here again. Harmless if it is not known.
    void removeWorker(const SlotList &worker);
    // Work that came back from a dead worker: it goes first.
    void takeBack(std::vector<Work> work);
    void slotAdvanced();

    // While held, requests wait: the workers' code is known to be stale. What they have not begun waits here again; what
    // they run goes on. The time is noted in the trace (heldUs). Ends with release(), or with a load failure.
    void hold();
    void release();
    bool isHolding() const noexcept { return m_heldSinceUs != 0; }
    // Requests that were waiting when it last ended.
    int lastHeldCount() const noexcept { return m_lastHeld; }

    // Whether heads and bodies of what comes from now on are captured.
    void setRecording(bool recording) noexcept { m_recording = recording; }

    // While no worker serves: why, so that clients are told at once instead of waiting. Empty: they wait.
    void setLoadFailure(std::optional<QJsonObject> failure);
    // With it, requests are told why the newest code does not load although older code could answer them. Without: they are
    // answered by that again.
    void setShownFailure(std::optional<QJsonObject> failure);
    // Why a request that has waited long for a worker to start is sent away.
    void setWaitingReason(QString sentence) { m_waitingReason = std::move(sentence); }

    std::size_t queueLength() const noexcept { return m_queue.size(); }
    std::size_t longestQueue() const noexcept { return m_longestQueue; }
    std::uint64_t refusedCount() const noexcept { return m_refused; }

private:
    void bodyAvailable(Gateway::Exchange &) override {}
    void drained(Gateway::Exchange &) override {}
    void cancelled(Gateway::Exchange &exchange) override;

    std::vector<Work> takeUnbegun(const SlotList &worker);
    bool nobodyServes() const noexcept { return m_workers.empty() || isHolding(); }
    const std::optional<QJsonObject> &failureToTell() const noexcept;
    void tellWaiting(const QJsonObject &failure);
    void noteHeld(const Work &work) const;
    void pump();
    Slot *choose(const Gateway::Exchange &exchange);
    Slot *idleWorkersSlot() const;
    Slot *secondThread(std::int64_t nowUs, std::int64_t patienceUs) const;
    Slot *slotToSendAhead(const Gateway::Exchange &exchange, std::int64_t nowUs) const;
    void flushAhead();
    void armTick();
    void tick();
    bool needsTick() const;
    void sendAwayTheLongWaiting();

    const ErrorPages &m_pages;
    std::vector<const SlotList *> m_workers;  // a worker, here, is its slots
    std::deque<Work> m_queue;
    std::vector<Slot *> m_toFlush;
    QTimer m_tick;
    Net::Deadline m_waitLimit;
    std::optional<QJsonObject> m_loadFailure;
    std::optional<QJsonObject> m_shownFailure;
    QString m_waitingReason;
    std::int64_t m_heldSinceUs = 0;  // monotonic; 0: not holding
    int m_lastHeld = 0;
    std::size_t m_longestQueue = 0;
    std::uint64_t m_refused = 0;
    bool m_pumping = false;
    bool m_recording = false;
};

} // namespace Retort::Workers
