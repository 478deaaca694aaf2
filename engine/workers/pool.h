// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/workers/dispatcher.h"
#include "engine/workers/requeststops.h"
#include "engine/workers/restartpolicy.h"
#include "engine/workers/sharedstate.h"
#include "engine/workers/stackdumps.h"
#include "engine/workers/standby.h"
#include "engine/workers/workerprocess.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace Retort::Workers {

struct PoolSettings
{
    WorkerSettings worker;
    int processes = 1;
    int maxRequests = 0;           // 0: no limit
    int minWorkerLifetimeS = 10;   // before that a worker is not recycled
    int maxWorkerLifetimeS = 0;
    qint64 reloadOnRssBytes = 0;
    bool recycleAfterException = false;
    // --- while the project's files are watched ---
    bool watched = false;          // workers tell what the app is made of
    bool standby = false;          // one is kept warm for the next load
    bool keepLastGood = true;      // when changed code cannot be loaded: false shows why instead
};

// How old and new code relate in a reload.
enum class Swap : quint8 {
    Together,  // the old serves until all workers of the new are ready
    Held,      // the old is known to be stale: requests wait for the first worker of the new
};

// How a worker makes room for its successor.
enum class Replacement : quint8 {
    Graceful,  // the new one takes over when it is ready, the old one finishes what it runs
    AtOnce,    // what it runs is lost
};

// How much of what is loaded may be kept for the new code.
enum class Warmth : quint8 { Warm, Cold };

// The worker processes of a site: as many as asked for, replaced when they die, all replaced on reload.
//
// Each of the `processes` seats has at most one worker that serves and one that is coming: at start, after a
// death, for a recycled worker, and on reload, where all coming ones take over together, so that no two
// versions of the app answer at once. When the files on disk are known to be newer than what serves (Swap::Held), the
// first new worker takes over alone, the standby if there is one, and the others join it. A worker that must go first loses its seat (no new requests), finishes
// what it has, and leaves. If the coming ones cannot load the app, those that serve keep serving.
// Lives on the engine's thread. Emits nothing from inside its own calls except where noted.
class Pool final : public QObject, private WorkerObserver
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pool)

public:
    enum class State : quint8 { Starting, Running, Reloading, Failed, Stopping, Stopped };

    Pool(PoolSettings settings, Dispatcher &dispatcher, const ErrorPages &pages, Net::DeadlineQueue &deadlines);
    ~Pool() override;

    void start();
    // Loads the app anew in new workers. A reload on top of a reload starts over.
    void reload(Swap swap, Warmth warmth);
    // As if a load had failed, for what stands in the way before there is one (the configuration cannot be read).
    void fail(const QJsonObject &failure);
    // For workers that are started from now on; the seats follow the number of processes.
    void setSettings(PoolSettings settings);
    // --- one worker (pool_orders.cpp); ids are those of the seats, and an error is a sentence ---
    void tellStacks(int workerId, StackDumps::Done done);
    // `startedUs`: when the request that is meant was given to the slot (monotonic), since another may have taken its place.
    Result<void> stopRequest(int workerId, int slot, qint64 startedUs, RequestStops::Done done);
    Result<void> replaceWorker(int workerId, Replacement how);
    // While code serves that is older than a load that failed: whether requests are answered with why instead. The old workers
    // stay, so that it can be undone.
    void setShowsFailure(bool shows);
    bool showsFailure() const noexcept { return m_showsFailure; }

    // Lets every worker finish and leave; emits stopped().
    void stop();
    void killAll();

    State state() const noexcept { return m_state; }
    std::uint32_t load() const noexcept { return m_load; }
    bool usedStandby() const noexcept { return m_usedStandby; } // in the last load
    const QString &coldReason() const noexcept { return m_coldReason; } // why it did not, if it was to
    const Standby &standby() const noexcept { return m_standby; }
    const QJsonObject &readyReport() const noexcept { return m_readyReport; }
    const QJsonObject &loadFailure() const noexcept { return m_loadFailure; }
    int respawnCount(int workerId) const;
    // Of a worker whose load takes long: what it imports. Null when there is nothing to say.
    const WorkerProcess *importingWorker() const;
    // Workers in seat order; null where a seat is empty.
    std::vector<const WorkerProcess *> servingWorkers() const;

    // Answers what an app asks about the whole site ("workers", "total_requests"…); undefined for what it does not know.
    using SiteFacts = std::function<QJsonValue(const QString &call)>;
    void setSiteFacts(SiteFacts facts) { m_siteFacts = std::move(facts); }

    // A connection on the channel socket that said Hello; unknown tokens are dropped.
    void channelConnected(const Ipc::Hello &hello, std::unique_ptr<Net::Stream> stream, std::string_view leftover);

Q_SIGNALS:
    void loaded(quint32 load, qint64 milliseconds, const QJsonObject &report); // all seats serve this load
    void loadFailed(const QJsonObject &failure, bool oldCodeServes);
    void modulesReported(const QJsonObject &modules); // what the app of the last load is made of
    void workerLost(int workerId, const QString &sentence, const QJsonObject &details); // details: PROTOCOL.md, event workerLost
    void workerReplaced(int workerId, const QString &why); // "time limit"; because somebody or a rule said so
    void outputWritten(int workerId, qint64 pid, const QByteArray &output);
    void applicationRaised(int workerId, const QJsonObject &exception);
    void said(const QString &sentence);
    void reloadWanted(); // the app called uwsgi.reload()
    void stopWanted(); // the app called uwsgi.stop()
    void stopped();

private:
    struct Seat
    {
        std::unique_ptr<WorkerProcess> serving;
        std::unique_ptr<WorkerProcess> coming;
        RestartPolicy policy;
        std::unique_ptr<Net::Deadline> respawn;
        int spawned = 0;
    };

    void workerReady(WorkerProcess &worker, const QJsonObject &report) override;
    void workerLoadFailed(WorkerProcess &worker, const QJsonObject &failure) override;
    void workerPrepared(WorkerProcess &worker, const QJsonObject &answer) override;
    void workerModules(WorkerProcess &worker, const QJsonObject &modules) override;
    void workerStacks(WorkerProcess &worker, const QString &text) override;
    void workerExited(WorkerProcess &worker, const QString &how) override;
    void workerAdvanced(WorkerProcess &worker) override;
    void workerOverdue(WorkerProcess &worker, Slot &slot) override;
    void workerCalled(WorkerProcess &worker, const QJsonObject &call) override;
    void workerWrote(WorkerProcess &worker, const QByteArray &output) override;
    void workerRaised(WorkerProcess &worker, const QJsonObject &exception) override;
    void workerSays(WorkerProcess &worker, const QString &sentence) override;

    std::unique_ptr<WorkerProcess> makeWorker(int id);
    QJsonObject loadRequestFor(int id) const;
    void spawn(Seat &seat);
    void startCold(Seat &seat);
    void spawnLater(Seat &seat, int milliseconds);
    void takeSeat(Seat &seat);
    void finishReloadWhenComplete();
    void finishHeldReload(Seat &first);
    void retireServing();
    void abandonComing();
    void leave(std::unique_ptr<WorkerProcess> worker);
    void retire(std::unique_ptr<WorkerProcess> worker);
    void noteFailure(const QJsonObject &failure);
    void giveUp(WorkerProcess &worker);
    Result<Seat *> replaceableSeat(int workerId);
    void diedWhileComing(Seat &seat, WorkerProcess &worker, const QString &how);
    void recycle(const WorkerProcess &worker);
    bool shouldRecycle(const WorkerProcess &worker) const;
    bool anyServing() const;
    int seatIndex(const Seat &seat) const { return static_cast<int>(&seat - m_seats.data()); }
    // Null for one that sits nowhere (any more).
    Seat *seatOf(const WorkerProcess &worker);
    WorkerProcess *findByToken(const std::string &token) const;
    void discardLater(std::unique_ptr<WorkerProcess> worker);
    void stoppedWhenEmpty();

    PoolSettings m_settings;
    Dispatcher &m_dispatcher;
    const ErrorPages &m_pages;
    Net::DeadlineQueue &m_deadlines;
    SharedState m_shared;
    SiteFacts m_siteFacts;
    std::vector<Seat> m_seats;
    std::vector<std::unique_ptr<WorkerProcess>> m_leaving;
    Standby m_standby;
    StackDumps m_stackDumps;
    RequestStops m_stops;
    Swap m_swap = Swap::Together;
    bool m_usedStandby = false;
    bool m_showsFailure = false;
    QString m_coldReason;
    State m_state = State::Starting;
    std::uint32_t m_load = 1;
    qint64 m_loadStartedUs = 0;
    QJsonObject m_readyReport;
    QJsonObject m_loadFailure;
};

} // namespace Retort::Workers
