// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/pool.h"

#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/workers/crashfacts.h"
#include "engine/workers/errorpages.h"
#include "engine/workers/workerplatform.h"

#include <algorithm>
#include <utility>

namespace Retort::Workers {

Pool::Pool(PoolSettings settings, Dispatcher &dispatcher, const ErrorPages &pages, Net::DeadlineQueue &deadlines)
    : m_settings(std::move(settings))
    , m_dispatcher(dispatcher)
    , m_pages(pages)
    , m_deadlines(deadlines)
    , m_seats(static_cast<std::size_t>(m_settings.processes))
    , m_standby(
          deadlines, [this] { return makeWorker(0); }, [this](const QString &sentence) { Q_EMIT said(sentence); },
          [this](std::unique_ptr<WorkerProcess> worker) { retire(std::move(worker)); })
    , m_stackDumps(deadlines)
    , m_stops(deadlines, [this](WorkerProcess &worker, Slot &slot) {
        slot.giveUp();
        giveUp(worker);
        Q_EMIT workerReplaced(worker.id(), tr("request stopped"));
    })
{
    m_standby.setEnabled(m_settings.standby, m_settings.worker.load);
}

Pool::~Pool()
{
    for (Seat &seat : m_seats) {
        if (seat.serving) {
            m_dispatcher.removeWorker(seat.serving->slotList());
        }
    }
}

void Pool::start()
{
    m_loadStartedUs = monotonicUs();
    for (Seat &seat : m_seats) {
        spawn(seat);
    }
}

// --- coming and going ---

std::unique_ptr<WorkerProcess> Pool::makeWorker(int id)
{
    return std::make_unique<WorkerProcess>(id, m_load, m_settings.worker, m_pages, m_deadlines, static_cast<WorkerObserver &>(*this));
}

QJsonObject Pool::loadRequestFor(int id) const
{
    QJsonObject request = m_settings.worker.load;
    request.insert(QStringLiteral("workerId"), id);
    request.insert(QStringLiteral("load"), qint64(m_load));
    request.insert(QStringLiteral("isReload"), m_load > 1);
    request.insert(QStringLiteral("watched"), m_settings.watched);
    return request;
}

// The standby, if there is one, has the libraries already.
void Pool::spawn(Seat &seat)
{
    const int id = seatIndex(seat) + 1;
    if (std::unique_ptr<WorkerProcess> standby = m_standby.take()) {
        seat.coming = std::move(standby);
        ++seat.spawned;
        seat.coming->takeOver(id, m_load, loadRequestFor(id));
        return;
    }
    startCold(seat);
}

void Pool::startCold(Seat &seat)
{
    const int id = seatIndex(seat) + 1;
    seat.coming = makeWorker(id);
    ++seat.spawned;
    if (const Result<void> started = seat.coming->start(loadRequestFor(id)); !started) {
        Q_EMIT said(started.error().sentence);
        discardLater(std::move(seat.coming));
        spawnLater(seat, seat.policy.delayAfterDeathMs(false));
    }
}

void Pool::spawnLater(Seat &seat, int milliseconds)
{
    if (milliseconds == 0) {
        spawn(seat);
        return;
    }
    seat.respawn = std::make_unique<Net::Deadline>(m_deadlines, [this, &seat] {
        if (!seat.coming && m_state != State::Stopping && m_state != State::Stopped) {
            spawn(seat);
        }
    });
    seat.respawn->start(milliseconds);
}

void Pool::workerReady(WorkerProcess &worker, const QJsonObject &report)
{
    Seat *found = seatOf(worker);
    if (found == nullptr) {
        return;  // abandoned meanwhile
    }
    Seat &seat = *found;
    seat.policy.workerReady();
    m_readyReport = report;
    if (m_state == State::Reloading) {
        if (m_swap == Swap::Held) {
            finishHeldReload(seat);
        } else {
            finishReloadWhenComplete();
        }
        return;
    }
    takeSeat(seat);
    const bool complete = std::ranges::all_of(m_seats, [](const Seat &s) { return s.serving != nullptr; });
    if (m_state != State::Running && complete) {
        m_state = State::Running;
        m_loadFailure = {};
        setShowsFailure(false);
        Q_EMIT loaded(m_load, (monotonicUs() - m_loadStartedUs) / 1000, m_readyReport);
        m_standby.prepareSoon();
    } else if (m_state == State::Failed) {
        m_state = State::Running;
        Q_EMIT said(tr("Worker %1 could load the app and serves.").arg(worker.id()));
    }
}

void Pool::takeSeat(Seat &seat)
{
    std::unique_ptr<WorkerProcess> old = std::exchange(seat.serving, std::move(seat.coming));
    if (old) {
        m_dispatcher.removeWorker(old->slotList());
    }
    m_dispatcher.addWorker(seat.serving->slotList());
    if (old) {
        retire(std::move(old));
    }
}

void Pool::retire(std::unique_ptr<WorkerProcess> worker)
{
    worker->retire();
    leave(std::move(worker));
}

void Pool::leave(std::unique_ptr<WorkerProcess> worker)
{
    m_leaving.push_back(std::move(worker));
}

// A worker must not die under its own feet: its signals are still on the stack.
void Pool::discardLater(std::unique_ptr<WorkerProcess> worker)
{
    worker.release()->deleteLater();
}

// --- what goes wrong ---

void Pool::workerLoadFailed(WorkerProcess &worker, const QJsonObject &failure)
{
    Seat *found = seatOf(worker);
    if (found == nullptr) {
        return;  // abandoned meanwhile
    }
    Seat &seat = *found;
    if (worker.wasStandby() && failure.value(u"kind").toString() == u"standby-stale") {
        m_coldReason = failure.value(u"sentence").toString();
        retire(std::move(seat.coming));
        m_standby.drop();
        startCold(seat);
        return;
    }
    if (m_state == State::Reloading) {
        abandonComing();
    } else {
        retire(std::move(seat.coming));
    }
    noteFailure(failure);
}

void Pool::workerPrepared(WorkerProcess &worker, const QJsonObject &answer)
{
    if (m_standby.owns(worker)) {
        m_standby.prepared(answer);
    }
}

void Pool::workerModules(WorkerProcess &worker, const QJsonObject &modules)
{
    if (worker.load() == m_load && !m_standby.waiting()) {
        m_standby.learn(modules);
        m_standby.prepareSoon();
        Q_EMIT modulesReported(modules);
    }
}

namespace {

QJsonObject deathDetails(const WorkerProcess &worker, bool whileStarting)
{
    QJsonObject details{{QStringLiteral("pid"), worker.pid()}, {QStringLiteral("starting"), whileStarting},
        {QStringLiteral("signal"), worker.exitSignal()}, {QStringLiteral("exitCode"), worker.exitCode()},
        {QStringLiteral("failed"), worker.failedRequests()}};
    if (worker.exitSignal() == 0) {
        return details;
    }
    details.insert(QStringLiteral("signalName"), signalName(worker.exitSignal()));
    const CrashPlace place = crashPlace(worker.lastOutput());
    if (!place.library.isEmpty()) {
        details.insert(QStringLiteral("library"), place.library);
    }
    if (!place.file.isEmpty()) {
        details.insert(QStringLiteral("file"), place.file);
        details.insert(QStringLiteral("line"), place.line);
        details.insert(QStringLiteral("function"), place.function);
    }
    return details;
}

} // namespace

void Pool::workerExited(WorkerProcess &worker, const QString &how)
{
    m_stackDumps.gone(worker);
    m_stops.gone(worker);
    const auto leaving = std::ranges::find_if(m_leaving, [&](const auto &w) { return w.get() == &worker; });
    const std::string why = tr("The worker process %1.").arg(how).toStdString();
    if (leaving != m_leaving.end()) {
        std::unique_ptr<WorkerProcess> gone = std::move(*leaving);
        m_leaving.erase(leaving);
        m_dispatcher.takeBack(gone->bury(why));
        discardLater(std::move(gone));
        m_shared.ownerGone(&worker);
        stoppedWhenEmpty();
        return;
    }
    m_shared.ownerGone(&worker);
    if (m_standby.owns(worker)) {
        discardLater(m_standby.exited(how));
        return;
    }
    Seat &seat = *seatOf(worker);
    if (seat.coming.get() == &worker) {
        diedWhileComing(seat, worker, how);
        return;
    }
    std::unique_ptr<WorkerProcess> gone = std::move(seat.serving);
    m_dispatcher.removeWorker(worker.slotList());
    if (!seat.coming) {
        spawnLater(seat, seat.policy.delayAfterDeathMs(true));  // first of all: it takes the longest
    }
    m_dispatcher.takeBack(gone->bury(why));
    Q_EMIT workerLost(worker.id(), tr("Worker %1 (pid %2) %3. It is being replaced.").arg(worker.id()).arg(worker.pid()).arg(how),
        deathDetails(worker, false));
    discardLater(std::move(gone));
}

void Pool::diedWhileComing(Seat &seat, WorkerProcess &worker, const QString &how)
{
    const bool reloading = m_state == State::Reloading;
    if (worker.wasStandby()) {
        m_coldReason = tr("the standby %1").arg(how);
        discardLater(std::move(seat.coming));
        startCold(seat);
        return;
    }
    const QJsonObject details = deathDetails(worker, true);
    discardLater(std::move(seat.coming));
    const int wait = seat.policy.delayAfterDeathMs(false);
    const QString sentence = tr("Worker %1 (pid %2) %3 while it was starting.").arg(worker.id()).arg(worker.pid()).arg(how);
    Q_EMIT workerLost(worker.id(), sentence, details);
    if (reloading) {
        abandonComing();
        noteFailure({{QStringLiteral("kind"), QStringLiteral("crash")}, {QStringLiteral("sentence"), sentence}});
        return;
    }
    m_dispatcher.setWaitingReason(tr("%1 Retort tries again.").arg(sentence));
    spawnLater(seat, wait);
}

void Pool::workerOverdue(WorkerProcess &worker, Slot &slot)
{
    Q_EMIT said(tr("HARAKIRI: a request on worker %1 (pid %2), core %3, has run for more than %4 s. Its client was answered 504; "
                   "the worker is replaced. Its Python stacks follow; the stuck one is that of thread 0x%5.")
            .arg(worker.id())
            .arg(worker.pid())
            .arg(slot.identity().index)
            .arg(m_settings.worker.requests.harakiriMs / 1000)
            .arg(slot.threadId(), 16, 16, QLatin1Char('0')));
    requestStackDump(worker.pid());
    giveUp(worker);
    Q_EMIT workerReplaced(worker.id(), tr("time limit"));
}

// It is stuck: its seat is given to another at once, other requests on its threads may finish.
void Pool::giveUp(WorkerProcess &worker)
{
    worker.condemn(m_settings.worker.mercyMs);
    if (Seat *seat = seatOf(worker)) {
        std::unique_ptr<WorkerProcess> old = std::move(seat->serving);
        m_dispatcher.removeWorker(worker.slotList());
        leave(std::move(old));
        if (!seat->coming) {
            spawn(*seat);
        }
    }
    worker.killWhenIdle();
}

// --- daily life ---

void Pool::workerAdvanced(WorkerProcess &worker)
{
    m_stops.advanced(worker);
    if (shouldRecycle(worker)) {
        recycle(worker);
    }
    m_dispatcher.slotAdvanced();
}

// Its replacement takes over when it is ready. Not while the app on disk is known not to load: the one that serves must last.
void Pool::recycle(const WorkerProcess &worker)
{
    Seat *seat = seatOf(worker);
    if (seat != nullptr && !seat->coming && m_state == State::Running && m_loadFailure.isEmpty()) {
        spawn(*seat);
    }
}

bool Pool::shouldRecycle(const WorkerProcess &worker) const
{
    if (m_settings.maxRequests <= 0 && m_settings.maxWorkerLifetimeS <= 0 && m_settings.reloadOnRssBytes <= 0) {
        return false;
    }
    const qint64 ageS = (monotonicUs() - worker.startedUs()) / 1'000'000;
    if (ageS < m_settings.minWorkerLifetimeS) {
        return false;
    }
    return (m_settings.maxRequests > 0 && worker.requests() >= static_cast<std::uint32_t>(m_settings.maxRequests))
        || (m_settings.maxWorkerLifetimeS > 0 && ageS >= m_settings.maxWorkerLifetimeS)
        || (m_settings.reloadOnRssBytes > 0 && worker.rssBytes() >= m_settings.reloadOnRssBytes);
}

void Pool::workerCalled(WorkerProcess &worker, const QJsonObject &call)
{
    const QString name = call.value(u"call").toString();
    QJsonValue result = true;
    if (name == u"reload") {
        Q_EMIT reloadWanted();
    } else if (name == u"stop") {
        Q_EMIT stopWanted();
    } else {
        result = m_siteFacts ? m_siteFacts(name) : QJsonValue(QJsonValue::Undefined);
    }
    if (result.isUndefined()) {
        // The worker may be gone when a lock is granted: ownerGone() has dropped its claim by then.
        m_shared.call(&worker, call, [&worker](const QJsonObject &reply) { worker.sendControl(Ipc::FrameType::Reply, reply); });
        return;
    }
    worker.sendControl(Ipc::FrameType::Reply, {{QStringLiteral("id"), call.value(u"id")}, {QStringLiteral("result"), result}});
}

void Pool::workerWrote(WorkerProcess &worker, const QByteArray &output)
{
    m_stackDumps.wrote(worker, output);
    if (!output.isEmpty()) {
        Q_EMIT outputWritten(worker.id(), worker.pid(), output);
    }
}

void Pool::workerRaised(WorkerProcess &worker, const QJsonObject &exception)
{
    Q_EMIT applicationRaised(worker.id(), exception);
    if (m_settings.recycleAfterException && !exception.value(u"handled").toBool()) {
        recycle(worker);
    }
}

void Pool::workerSays(WorkerProcess &, const QString &sentence)
{
    Q_EMIT said(sentence);
}

// --- the end ---

void Pool::stop()
{
    m_state = State::Stopping;
    m_standby.setEnabled(false, {});
    m_standby.drop();
    m_dispatcher.release();
    for (Seat &seat : m_seats) {
        seat.respawn.reset();
        if (seat.serving) {
            m_dispatcher.removeWorker(seat.serving->slotList());
            retire(std::move(seat.serving));
        }
        if (seat.coming) {
            retire(std::move(seat.coming));
        }
    }
    QMetaObject::invokeMethod(this, &Pool::stoppedWhenEmpty, Qt::QueuedConnection);
}

void Pool::killAll()
{
    for (Seat &seat : m_seats) {
        for (const auto &worker : {seat.serving.get(), seat.coming.get()}) {
            if (worker) {
                worker->kill();
            }
        }
    }
    for (const auto &worker : m_leaving) {
        worker->kill();
    }
    if (WorkerProcess *standby = m_standby.waiting()) {
        standby->kill();
    }
}

void Pool::stoppedWhenEmpty()
{
    if (m_state == State::Stopping && m_leaving.empty()) {
        m_state = State::Stopped;
        Q_EMIT stopped();
    }
}

// --- questions ---

void Pool::channelConnected(const Ipc::Hello &hello, std::unique_ptr<Net::Stream> stream, std::string_view leftover)
{
    if (WorkerProcess *worker = findByToken(hello.token)) {
        worker->channelConnected(hello, std::move(stream), leftover);
    }
}

WorkerProcess *Pool::findByToken(const std::string &token) const
{
    const auto is = [&](const std::unique_ptr<WorkerProcess> &worker) { return worker && worker->token() == token.c_str(); };
    for (const Seat &seat : m_seats) {
        if (is(seat.coming)) {
            return seat.coming.get();
        }
        if (is(seat.serving)) {
            return seat.serving.get();
        }
    }
    return m_standby.waiting() && m_standby.waiting()->token() == token.c_str() ? m_standby.waiting() : nullptr;
}

Pool::Seat *Pool::seatOf(const WorkerProcess &worker)
{
    const auto seat = std::ranges::find_if(m_seats, [&](const Seat &s) { return s.serving.get() == &worker || s.coming.get() == &worker; });
    return seat == m_seats.end() ? nullptr : &*seat;
}

bool Pool::anyServing() const
{
    return std::ranges::any_of(m_seats, [](const Seat &seat) { return seat.serving != nullptr; });
}

int Pool::respawnCount(int workerId) const
{
    return m_seats[static_cast<std::size_t>(workerId - 1)].spawned;
}

std::vector<const WorkerProcess *> Pool::servingWorkers() const
{
    std::vector<const WorkerProcess *> workers;
    workers.reserve(m_seats.size());
    for (const Seat &seat : m_seats) {
        workers.push_back(seat.serving.get());
    }
    return workers;
}

} // namespace Retort::Workers
