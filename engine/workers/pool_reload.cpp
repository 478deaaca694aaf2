// SPDX-License-Identifier: Apache-2.0
// How new code takes over from old, and what becomes of both when it cannot.
#include "engine/workers/pool.h"

#include "engine/base/clock.h"

#include <algorithm>
#include <utility>

namespace Retort::Workers {

void Pool::reload(Swap swap, Warmth warmth)
{
    if (m_state == State::Stopping || m_state == State::Stopped) {
        return;
    }
    abandonComing();
    ++m_load;
    m_loadStartedUs = monotonicUs();
    m_swap = swap;
    m_coldReason.clear();
    if (warmth == Warmth::Cold) {
        m_standby.drop();
    }
    m_dispatcher.setWaitingReason({});
    for (Seat &seat : m_seats) {
        seat.policy = {};
    }
    if (swap == Swap::Held) {
        m_dispatcher.hold();
        m_state = State::Reloading;
        spawn(m_seats.front());  // one import shows whether it can be loaded; the others join when it can
        return;
    }
    const State asked = anyServing() ? State::Reloading : State::Starting;
    m_state = asked;
    if (asked == State::Starting) {
        m_dispatcher.setLoadFailure(std::nullopt);  // new requests wait for the outcome
    }
    m_dispatcher.release();
    for (auto seat = m_seats.begin(); seat != m_seats.end() && m_state == asked; ++seat) {
        spawn(*seat);  // a process that cannot even be forked ends the reload at once
    }
}

void Pool::finishHeldReload(Seat &first)
{
    m_usedStandby = first.coming->wasStandby();
    m_state = State::Running;
    m_loadFailure = {};
    setShowsFailure(false);
    retireServing();
    takeSeat(first);
    m_dispatcher.release();
    Q_EMIT loaded(m_load, (monotonicUs() - m_loadStartedUs) / 1000, m_readyReport);
    for (Seat &seat : m_seats) {
        if (!seat.serving && !seat.coming && m_state == State::Running) {
            startCold(seat);
        }
    }
    m_standby.prepareSoon();
}

void Pool::retireServing()
{
    for (Seat &seat : m_seats) {
        if (seat.serving) {
            m_dispatcher.removeWorker(seat.serving->slotList());
            retire(std::move(seat.serving));
        }
    }
}

void Pool::finishReloadWhenComplete()
{
    const bool complete =
        std::ranges::all_of(m_seats, [](const Seat &seat) { return seat.coming && seat.coming->state() == WorkerProcess::State::Ready; });
    if (!complete) {
        return;
    }
    m_state = State::Running;
    m_loadFailure = {};
    setShowsFailure(false);
    m_usedStandby = false;
    for (Seat &seat : m_seats) {
        takeSeat(seat);
    }
    Q_EMIT loaded(m_load, (monotonicUs() - m_loadStartedUs) / 1000, m_readyReport);
    m_standby.prepareSoon();
}

void Pool::setSettings(PoolSettings settings)
{
    abandonComing();
    m_standby.drop();
    m_settings = std::move(settings);
    m_standby.setEnabled(m_settings.standby, m_settings.worker.load);
    const auto count = static_cast<std::size_t>(m_settings.processes);
    for (std::size_t i = count; i < m_seats.size(); ++i) {
        if (m_seats[i].serving) {
            m_dispatcher.removeWorker(m_seats[i].serving->slotList());
            retire(std::move(m_seats[i].serving));
        }
    }
    m_seats.resize(count);
}

void Pool::abandonComing()
{
    for (Seat &seat : m_seats) {
        seat.respawn.reset();
        if (seat.coming) {
            retire(std::move(seat.coming));
        }
    }
}

void Pool::fail(const QJsonObject &failure)
{
    if (m_state == State::Stopping || m_state == State::Stopped) {
        return;
    }
    abandonComing();
    m_swap = Swap::Held;
    m_state = State::Reloading;
    noteFailure(failure);
}

// The same failure comes from every worker of a load: it is told once.
void Pool::noteFailure(const QJsonObject &failure)
{
    const bool wasHeld = m_state == State::Reloading && m_swap == Swap::Held;
    if (wasHeld && !m_settings.keepLastGood) {
        retireServing();
    }
    const bool news = m_loadFailure.isEmpty() || m_state == State::Starting || m_state == State::Reloading;
    m_loadFailure = failure;
    if (m_showsFailure) {
        setShowsFailure(true);  // the newest one
    }
    m_state = anyServing() ? State::Running : State::Failed;
    if (m_state == State::Failed) {
        m_dispatcher.setLoadFailure(failure);
    }
    if (wasHeld) {
        m_dispatcher.release();
    }
    if (news) {
        Q_EMIT loadFailed(failure, anyServing());
    }
    m_standby.prepareSoon();  // the next save may heal it
}

} // namespace Retort::Workers
