// SPDX-License-Identifier: Apache-2.0
// What somebody wants of one worker: to see what it does, to stop a request, to replace it.
#include "engine/workers/pool.h"

#include <utility>

namespace Retort::Workers {

namespace {

std::unexpected<Error> refusal(const QString &sentence)
{
    return std::unexpected(Error{Errc::BadOption, sentence});
}

} // namespace

void Pool::tellStacks(int workerId, StackDumps::Done done)
{
    const bool isSeat = workerId >= 1 && static_cast<std::size_t>(workerId) <= m_seats.size();
    WorkerProcess *worker = isSeat ? m_seats[static_cast<std::size_t>(workerId - 1)].serving.get() : nullptr;
    if (worker == nullptr) {
        done(refusal(tr("There is no worker %1 at the moment.").arg(workerId)));
        return;
    }
    m_stackDumps.ask(*worker, std::move(done));
}

void Pool::workerStacks(WorkerProcess &worker, const QString &text)
{
    m_stackDumps.answered(worker, text);
}

Result<void> Pool::stopRequest(int workerId, int slot, qint64 startedUs, RequestStops::Done done)
{
    const bool isSeat = workerId >= 1 && static_cast<std::size_t>(workerId) <= m_seats.size();
    WorkerProcess *worker = isSeat ? m_seats[static_cast<std::size_t>(workerId - 1)].serving.get() : nullptr;
    const bool isSlot = worker && slot >= 0 && static_cast<std::size_t>(slot) < worker->slotList().size();
    Slot *found = isSlot ? worker->slotList()[static_cast<std::size_t>(slot)].get() : nullptr;
    if (found == nullptr || found->isIdle() || found->frontSinceUs() != startedUs) {
        return refusal(tr("That request has ended."));
    }
    m_stops.stop(*worker, *found, std::move(done));
    return {};
}

// Its successor must be able to load the app, and nobody else may be about to take the seat.
Result<Pool::Seat *> Pool::replaceableSeat(int workerId)
{
    const bool isSeat = workerId >= 1 && static_cast<std::size_t>(workerId) <= m_seats.size();
    Seat *seat = isSeat ? &m_seats[static_cast<std::size_t>(workerId - 1)] : nullptr;
    if (seat == nullptr || !seat->serving) {
        return refusal(tr("There is no worker %1 at the moment.").arg(workerId));
    }
    if (!m_loadFailure.isEmpty()) {
        return refusal(tr("The code on disk cannot be loaded, so a new worker could not take over."));
    }
    if (seat->coming || m_state != State::Running) {
        return refusal(tr("Worker %1 is being replaced already.").arg(workerId));
    }
    return seat;
}

Result<void> Pool::replaceWorker(int workerId, Replacement how)
{
    const Result<Seat *> seat = replaceableSeat(workerId);
    if (!seat) {
        return std::unexpected(seat.error());
    }
    if (how == Replacement::AtOnce) {
        std::unique_ptr<WorkerProcess> old = std::move((*seat)->serving);
        m_dispatcher.removeWorker(old->slotList());
        old->condemn(m_settings.worker.mercyMs);
        old->kill();
        leave(std::move(old));
    }
    spawn(**seat);
    Q_EMIT workerReplaced(workerId, how == Replacement::AtOnce ? tr("stopped by hand") : tr("by hand"));
    return {};
}

void Pool::setShowsFailure(bool shows)
{
    m_showsFailure = shows && !m_loadFailure.isEmpty() && anyServing();
    m_dispatcher.setShownFailure(m_showsFailure ? std::optional(m_loadFailure) : std::nullopt);
}

const WorkerProcess *Pool::importingWorker() const
{
    for (const Seat &seat : m_seats) {
        if (seat.coming && !seat.coming->importing().isEmpty()) {
            return seat.coming.get();
        }
    }
    return nullptr;
}

} // namespace Retort::Workers
