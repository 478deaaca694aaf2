// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/requeststops.h"

#include "engine/workers/workerprocess.h"

namespace Retort::Workers {

void RequestStops::stop(WorkerProcess &worker, Slot &slot, Done done)
{
    const auto [entry, isNew] = m_stops.try_emplace(&slot, Stop{&worker, slot.frontSequence(), {}, {}});
    entry->second.done.push_back(std::move(done));
    if (isNew) {
        entry->second.patience = std::make_unique<Net::Deadline>(m_deadlines, [this, &slot] { patienceOver(slot); });
        entry->second.patience->start(patienceMs);
    }
    worker.interrupt(slot);  // a second wish may find the app in a better place
}

void RequestStops::advanced(const WorkerProcess &worker)
{
    std::vector<Slot *> ended;
    for (const auto &[slot, stop] : m_stops) {
        if (stop.worker == &worker && (slot->isIdle() || slot->frontSequence() != stop.sequence)) {
            ended.push_back(slot);
        }
    }
    for (Slot *slot : ended) {
        finish(*slot, Outcome::Interrupted);
    }
}

void RequestStops::gone(const WorkerProcess &worker)
{
    std::vector<Slot *> ended;
    for (const auto &[slot, stop] : m_stops) {
        if (stop.worker == &worker) {
            ended.push_back(slot);
        }
    }
    for (Slot *slot : ended) {
        finish(*slot, Outcome::Replaced);
    }
}

void RequestStops::patienceOver(Slot &slot)
{
    WorkerProcess &worker = *m_stops.at(&slot).worker;
    m_replace(worker, slot);
    finish(slot, Outcome::Replaced);
}

void RequestStops::finish(Slot &slot, Outcome outcome)
{
    const auto found = m_stops.find(&slot);
    if (found == m_stops.end()) {
        return;
    }
    const Stop stop = std::move(found->second);
    m_stops.erase(found);
    for (const Done &done : stop.done) {
        done(outcome);
    }
}

} // namespace Retort::Workers
