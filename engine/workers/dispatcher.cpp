// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/dispatcher.h"

#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/workers/errorpages.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Retort::Workers {

using Gateway::Exchange;

namespace {

constexpr std::int64_t slowUs = std::int64_t{Limits::secondRequestMs} * 1000;

int busySlots(const SlotList &worker)
{
    return static_cast<int>(std::ranges::count_if(worker, [](const auto &slot) { return !slot->isIdle(); }));
}

Slot *lastUsedIdleSlot(const SlotList &worker)
{
    Slot *best = nullptr;
    for (const auto &slot : worker) {
        if (slot->isIdle() && (!best || slot->lastUsedUs() > best->lastUsedUs())) {
            best = slot.get();
        }
    }
    return best;
}

} // namespace

Dispatcher::Dispatcher(const ErrorPages &pages, Net::DeadlineQueue &deadlines)
    : m_pages(pages)
    , m_waitLimit(deadlines, [this] { sendAwayTheLongWaiting(); })
{
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setSingleShot(true);
    m_tick.setInterval(Limits::secondRequestMs);
    connect(&m_tick, &QTimer::timeout, this, &Dispatcher::tick);
}

Dispatcher::~Dispatcher() = default;

void Dispatcher::accept(Exchange &exchange)
{
    exchange.trace.acceptedUs = monotonicUs();
    if (m_recording) {
        exchange.record();
    }
    if (failureToTell() && !isHolding()) {
        m_pages.notLoaded(exchange, *failureToTell());
        return;
    }
    if (m_queue.size() >= Limits::queuedRequests) {
        ++m_refused;
        m_pages.queueFull(exchange);
        return;
    }
    exchange.setHandler(this);
    m_queue.push_back({&exchange, {}});
    pump();
    m_longestQueue = std::max(m_longestQueue, m_queue.size());
}

void Dispatcher::addWorker(const SlotList &worker)
{
    if (std::ranges::find(m_workers, &worker) == m_workers.end()) {
        m_workers.push_back(&worker);
    }
    m_loadFailure.reset();
    if (!isHolding()) {
        m_waitLimit.stop();
    }
    pump();
}

void Dispatcher::removeWorker(const SlotList &worker)
{
    if (std::erase(m_workers, &worker) > 0) {
        takeBack(takeUnbegun(worker));
    }
}

std::vector<Work> Dispatcher::takeUnbegun(const SlotList &worker)
{
    std::vector<Work> unbegun;
    for (const auto &slot : worker) {
        std::erase(m_toFlush, slot.get());
        slot->flush();  // what stays with it must reach it
        std::vector<Work> work = slot->takeBackUnclaimed(Slot::TakeBack::All);
        std::move(work.begin(), work.end(), std::back_inserter(unbegun));
    }
    return unbegun;
}

// --- stale code ---

void Dispatcher::hold()
{
    if (isHolding()) {
        return;
    }
    m_heldSinceUs = monotonicUs();
    std::vector<Work> unbegun;
    for (const SlotList *worker : m_workers) {
        std::vector<Work> work = takeUnbegun(*worker);
        std::move(work.begin(), work.end(), std::back_inserter(unbegun));
    }
    takeBack(std::move(unbegun));
}

void Dispatcher::release()
{
    if (!isHolding()) {
        return;
    }
    for (const Work &work : m_queue) {
        noteHeld(work);
    }
    m_lastHeld = static_cast<int>(m_queue.size());
    m_heldSinceUs = 0;
    if (failureToTell()) {
        tellWaiting(QJsonObject(*failureToTell()));
    }
    if (!m_workers.empty()) {
        m_waitLimit.stop();
    }
    pump();
}

void Dispatcher::noteHeld(const Work &work) const
{
    if (isHolding()) {
        Gateway::Trace &trace = work.exchange->trace;
        trace.heldUs += monotonicUs() - std::max(trace.acceptedUs, m_heldSinceUs);
    }
}

void Dispatcher::takeBack(std::vector<Work> work)
{
    for (Work &one : work) {
        one.exchange->setHandler(this);
    }
    m_queue.insert(m_queue.begin(), std::make_move_iterator(work.begin()), std::make_move_iterator(work.end()));
    if (failureToTell() && !isHolding()) {
        tellWaiting(QJsonObject(*failureToTell()));
    }
    pump();
}

void Dispatcher::slotAdvanced()
{
    if (!m_queue.empty()) {
        pump();
    }
}

void Dispatcher::setLoadFailure(std::optional<QJsonObject> failure)
{
    m_loadFailure = std::move(failure);
    if (m_loadFailure && m_workers.empty()) {
        tellWaiting(QJsonObject(*m_loadFailure));
    }
}

void Dispatcher::setShownFailure(std::optional<QJsonObject> failure)
{
    m_shownFailure = std::move(failure);
    if (m_shownFailure && !isHolding()) {
        tellWaiting(QJsonObject(*m_shownFailure));
    }
}

const std::optional<QJsonObject> &Dispatcher::failureToTell() const noexcept
{
    return m_workers.empty() ? m_loadFailure : m_shownFailure;
}

void Dispatcher::tellWaiting(const QJsonObject &failure)
{
    // Answering may bring the connection's next request: that one finds the failure set.
    std::deque<Work> waiting = std::exchange(m_queue, {});
    for (Work &work : waiting) {
        noteHeld(work);
        work.exchange->setHandler(nullptr);
        m_pages.notLoaded(*work.exchange, failure);
    }
}

void Dispatcher::cancelled(Exchange &exchange)
{
    std::erase_if(m_queue, [&](const Work &work) { return work.exchange == &exchange; });
}

void Dispatcher::pump()
{
    if (std::exchange(m_pumping, true)) {
        return;  // an answer given on the way brought a new request: the loop below sees it
    }
    while (!m_queue.empty() && !isHolding()) {
        Slot *slot = choose(*m_queue.front().exchange);
        if (!slot) {
            break;
        }
        Work work = std::move(m_queue.front());
        m_queue.pop_front();
        const bool ahead = !slot->isIdle();
        slot->give(std::move(work));
        if (ahead && std::ranges::find(m_toFlush, slot) == m_toFlush.end()) {
            if (m_toFlush.empty()) {
                QMetaObject::invokeMethod(this, &Dispatcher::flushAhead, Qt::QueuedConnection);
            }
            m_toFlush.push_back(slot);
        }
    }
    m_pumping = false;
    armTick();
    if (nobodyServes() && !m_queue.empty() && !m_waitLimit.isRunning()) {
        m_waitLimit.start(Limits::waitForWorkerMs);
    }
}

Slot *Dispatcher::choose(const Exchange &exchange)
{
    if (Slot *slot = idleWorkersSlot()) {
        return slot;
    }
    const std::int64_t now = monotonicUs();
    if (Slot *slot = secondThread(now, slowUs)) {
        return slot;
    }
    if (Slot *slot = slotToSendAhead(exchange, now)) {
        return slot;
    }
    // A request that cannot be sent ahead (a long body) need not wait for the running one to look slow.
    const bool hasLongBody = !exchange.request.contentLength || *exchange.request.contentLength > Limits::bodyPrefixBytes;
    return hasLongBody || exchange.request.expectsContinue ? secondThread(now, 0) : nullptr;
}

Slot *Dispatcher::idleWorkersSlot() const
{
    Slot *best = nullptr;
    for (const SlotList *worker : m_workers) {
        if (busySlots(*worker) > 0) {
            continue;
        }
        Slot *slot = lastUsedIdleSlot(*worker);
        if (slot && (!best || slot->lastUsedUs() > best->lastUsedUs())) {
            best = slot;
        }
    }
    return best;
}

Slot *Dispatcher::secondThread(std::int64_t nowUs, std::int64_t patienceUs) const
{
    Slot *best = nullptr;
    int bestBusy = 0;
    for (const SlotList *worker : m_workers) {
        const bool allSlow =
            std::ranges::all_of(*worker, [&](const auto &slot) { return slot->isIdle() || slot->runningUs(nowUs) >= patienceUs; });
        Slot *slot = allSlow ? lastUsedIdleSlot(*worker) : nullptr;
        const int busy = busySlots(*worker);
        if (slot && (!best || busy < bestBusy)) {
            best = slot;
            bestBusy = busy;
        }
    }
    return best;
}

Slot *Dispatcher::slotToSendAhead(const Exchange &exchange, std::int64_t nowUs) const
{
    Slot *best = nullptr;
    for (const SlotList *worker : m_workers) {
        for (const auto &slot : *worker) {
            if (!slot->isIdle() && slot->runningUs(nowUs) < slowUs && slot->canSendAhead(exchange)
                && (!best || slot->jobCount() < best->jobCount())) {
                best = slot.get();
            }
        }
    }
    return best;
}

void Dispatcher::flushAhead()
{
    for (Slot *slot : std::exchange(m_toFlush, {})) {
        slot->flush();
    }
}

// --- what turned out to be slow ---

bool Dispatcher::needsTick() const
{
    bool anyIdle = false;
    for (const SlotList *worker : m_workers) {
        for (const auto &slot : *worker) {
            if (slot->jobCount() > 1) {
                return true;
            }
            anyIdle = anyIdle || slot->isIdle();
        }
    }
    return anyIdle && !m_queue.empty();
}

void Dispatcher::armTick()
{
    if (!m_tick.isActive() && !isHolding() && needsTick()) {
        m_tick.start();
    }
}

void Dispatcher::tick()
{
    const std::int64_t now = monotonicUs();
    std::vector<Work> unbegun;
    for (const SlotList *worker : m_workers) {
        for (const auto &slot : *worker) {
            if (slot->jobCount() > 1 && slot->runningUs(now) >= slowUs) {
                std::vector<Work> work = slot->takeBackUnclaimed(Slot::TakeBack::SentAhead);
                std::move(work.begin(), work.end(), std::back_inserter(unbegun));
            }
        }
    }
    if (unbegun.empty()) {
        pump();
    } else {
        takeBack(std::move(unbegun));
    }
}

void Dispatcher::sendAwayTheLongWaiting()
{
    if (!nobodyServes()) {
        return;
    }
    const std::int64_t limitUs = monotonicUs() - std::int64_t{Limits::waitForWorkerMs} * 1000 + 20'000;
    while (!m_queue.empty() && m_queue.front().exchange->trace.acceptedUs <= limitUs) {
        noteHeld(m_queue.front());
        Exchange *exchange = m_queue.front().exchange;
        m_queue.pop_front();
        exchange->setHandler(nullptr);
        m_pages.notReady(*exchange, m_waitingReason);
    }
    if (!m_queue.empty()) {
        const std::int64_t waitedMs = (monotonicUs() - m_queue.front().exchange->trace.acceptedUs) / 1000;
        m_waitLimit.start(static_cast<int>(std::max<std::int64_t>(Limits::waitForWorkerMs - waitedMs, 10)));
    }
}

} // namespace Retort::Workers
