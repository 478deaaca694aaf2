// SPDX-License-Identifier: Apache-2.0
#include "engine/sitereport.h"

#include "engine/base/clock.h"
#include "engine/engine.h"
#include "engine/workers/workerplatform.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace Retort {

namespace {

using Workers::Pool;
using Workers::WorkerProcess;

QString tr(const char *text)
{
    return QCoreApplication::translate("SiteReport", text);
}

int busySlots(const WorkerProcess &worker)
{
    return static_cast<int>(std::ranges::count_if(worker.slotList(), [](const auto &slot) { return !slot->isIdle(); }));
}

// People give up on a page after half a minute at the latest. Where harakiri comes sooner, there is still time to look before it.
qint64 stuckUs(const Config::ServerConfig &config)
{
    constexpr qint64 usualUs = 30'000'000;
    const qint64 harakiriUs = qint64{config.harakiriS} * 1'000'000;
    return harakiriUs > 0 ? std::min(usualUs, harakiriUs / 2) : usualUs;
}

QList<Control::RunningInfo> runningInfos(const WorkerProcess &worker)
{
    QList<Control::RunningInfo> list;
    const qint64 now = monotonicUs();
    for (const auto &slot : worker.slotList()) {
        if (!slot->isIdle()) {
            const std::string words = slot->frontWords();
            const std::size_t blank = std::min(words.find(' '), words.size() - 1);
            list.append(
                {slot->identity().index, words.substr(0, blank), words.substr(blank + 1), slot->frontSinceUs(), slot->runningUs(now)});
        }
    }
    return list;
}

QString stateName(Pool::State state)
{
    switch (state) {
    case Pool::State::Starting:
    case Pool::State::Reloading: return QStringLiteral("loading");
    case Pool::State::Running: return QStringLiteral("serving");
    case Pool::State::Failed: return QStringLiteral("failed");
    case Pool::State::Stopping:
    case Pool::State::Stopped: break;
    }
    return QStringLiteral("stopping");
}

Control::StatsSnapshot::Core statsCore(const Workers::Slot &slot, std::uint64_t requests)
{
    Control::StatsSnapshot::Core core;
    core.requests = requests;
    if (const Gateway::Exchange *exchange = slot.runningExchange()) {
        core.inRequest = true;
        core.requestStartSeconds = exchange->trace.wallStartUs / 1'000'000;
        for (const auto [key, value] : exchange->request.vars) {
            core.variables.push_back(std::string(key) + '=' + std::string(value));
        }
    }
    return core;
}

Control::StatsSnapshot::Worker statsWorker(const Engine &engine, int id, const WorkerProcess *worker)
{
    const Log::RequestCounters counters = engine.requestLog().workerCounters(id);
    Control::StatsSnapshot::Worker entry;
    entry.id = id;
    entry.requests = counters.requests;
    entry.exceptions = counters.exceptions;
    entry.runningUs = counters.appUs;
    entry.sentBytes = counters.bytesOut;
    entry.averageResponseUs = counters.averageResponseUs;
    entry.spawns = static_cast<std::uint64_t>(engine.pool().respawnCount(id));
    entry.status = "cheap";
    if (!worker) {
        return entry;
    }
    entry.pid = worker->pid();
    entry.accepting = true;
    entry.deltaRequests = worker->requests();
    entry.status = worker->isRunningRequests() ? "busy" : "idle";
    entry.rssBytes = static_cast<std::uint64_t>(worker->rssBytes());
    entry.lastSpawnSeconds = worker->startedWallUs() / 1'000'000;
    for (const QJsonValue &value : engine.pool().readyReport().value(u"apps").toArray()) {
        Control::StatsSnapshot::App app;
        app.mountpoint = value[u"mountpoint"].toString().toStdString();
        app.startupSeconds = worker->readyAfterMs() / 1000;
        app.requests = counters.requests;
        app.exceptions = counters.exceptions;
        app.chdir = engine.config().app.chdir.toStdString();
        entry.apps.push_back(std::move(app));
    }
    for (const auto &slot : worker->slotList()) {
        entry.cores.push_back(statsCore(*slot, engine.requestLog().slotRequests(id, slot->identity().index)));
    }
    return entry;
}

} // namespace

Control::SiteStatus siteStatus(const Engine &engine)
{
    const Pool &pool = engine.pool();
    Control::SiteStatus status;
    status.state = engine.isStopping() ? QStringLiteral("stopping") : stateName(pool.state());
    status.app = appSentence(pool.readyReport());
    status.python = tr("Python %1").arg(engine.python().version.toString());
    status.startedUs = engine.startedWallUs();
    status.loadUs = engine.loadMs() * 1000;
    status.load = pool.load();
    status.processes = engine.config().processes;
    status.threads = engine.config().threads;
    status.queued = static_cast<int>(engine.dispatcher().queueLength());
    status.connections = static_cast<int>(engine.frontEnds().connectionCount());
    for (const WorkerProcess *worker : pool.servingWorkers()) {
        status.running += worker ? busySlots(*worker) : 0;
    }
    if (!pool.loadFailure().isEmpty()) {
        status.loadError = failureSentence(pool.loadFailure());
        status.loadFailure = pool.loadFailure();
        for (const char *inner : {"modules", "libraryFolders", "pathFolders"}) {
            status.loadFailure.remove(QString::fromLatin1(inner));  // for the watcher
        }
    }
    if (const WorkerProcess *worker = pool.importingWorker()) {
        status.importing = worker->importing();
        status.importingUs = monotonicUs() - worker->importingSinceUs();
    }
    status.loadingFiles = engine.loadingFiles();
    status.stuckUs = stuckUs(engine.config());
    status.keepsLastGood = engine.config().watch.keepLastGood;
    status.showsFailure = pool.showsFailure();
    status.sentence =
        status.loadError.isEmpty() ? tr("%1 on %2").arg(status.state, engine.addresses().join(QStringLiteral(", "))) : status.loadError;
    status.watching = engine.isWatching();
    status.polling = engine.pollingReason();
    status.standby = engine.pool().standby().isPrepared();
    status.oldCode = engine.pool().state() == Workers::Pool::State::Running && !engine.pool().loadFailure().isEmpty();
    return status;
}

QList<Control::WorkerInfo> workerInfos(const Pool &pool)
{
    QList<Control::WorkerInfo> list;
    int id = 0;
    for (const WorkerProcess *worker : pool.servingWorkers()) {
        Control::WorkerInfo info;
        info.id = ++id;
        info.restarts = std::max(pool.respawnCount(id) - 1, 0);
        info.state = QStringLiteral("starting");
        if (worker) {
            info.pid = worker->pid();
            info.load = worker->load();
            info.requests = worker->requests();
            info.busySlots = busySlots(*worker);
            info.slotCount = static_cast<int>(worker->slotList().size());
            info.startedUs = worker->startedWallUs();
            const Workers::ProcessUse use = Workers::processUse(worker->pid());
            info.cpuUs = use.cpuUs;
            info.rssBytes = worker->rssBytes() > 0 ? static_cast<quint64>(worker->rssBytes()) : use.rssBytes;
            info.running = runningInfos(*worker);
            info.state = info.busySlots > 0 ? QStringLiteral("busy") : QStringLiteral("idle");
        }
        list.append(info);
    }
    return list;
}

Control::StatsSnapshot statsSnapshot(const Engine &engine)
{
    Control::StatsSnapshot snapshot;
    snapshot.version = RETORT_VERSION;
    snapshot.listenQueue = engine.dispatcher().queueLength();
    snapshot.load = snapshot.listenQueue;
    snapshot.pid = QCoreApplication::applicationPid();
    snapshot.folder = QDir::currentPath().toStdString();
    for (const FrontEnds::Address &address : engine.frontEnds().endpoints()) {
        Control::StatsSnapshot::Socket socket;
        socket.name = address.endpoint.toString().toStdString();
        socket.protocol = address.protocol == Config::ListenerProtocol::Http ? "http" : "uwsgi";
        socket.queue = engine.dispatcher().queueLength();
        socket.maxQueue = engine.dispatcher().longestQueue();
        snapshot.listeners.push_back(std::move(socket));
    }
    int id = 0;
    for (const WorkerProcess *worker : engine.pool().servingWorkers()) {
        ++id;
        snapshot.workers.push_back(statsWorker(engine, id, worker));
    }
    return snapshot;
}

namespace {

QJsonArray workersFact(const Engine &engine)
{
    QJsonArray list;
    for (const Control::StatsSnapshot::Worker &worker : statsSnapshot(engine).workers) {
        list.append(QJsonObject{
            {QStringLiteral("id"), worker.id},
            {QStringLiteral("pid"), qint64{worker.pid}},
            {QStringLiteral("requests"), qint64(worker.requests)},
            {QStringLiteral("deltaRequests"), qint64(worker.deltaRequests)},
            {QStringLiteral("exceptions"), qint64(worker.exceptions)},
            {QStringLiteral("status"), QString::fromStdString(worker.status)},
            {QStringLiteral("rss"), qint64(worker.rssBytes)},
            {QStringLiteral("vsz"), qint64(worker.vszBytes)},
            {QStringLiteral("runningTimeUs"), qint64{worker.runningUs}},
            {QStringLiteral("lastSpawn"), qint64{worker.lastSpawnSeconds}},
            {QStringLiteral("respawnCount"), qint64(worker.spawns)},
            {QStringLiteral("tx"), qint64(worker.sentBytes)},
            {QStringLiteral("avgRtUs"), qint64{worker.averageResponseUs}},
        });
    }
    return list;
}

} // namespace

QJsonValue siteFact(const Engine &engine, const QString &call)
{
    if (call == u"workers") {
        return workersFact(engine);
    }
    if (call == u"total_requests") {
        return qint64(engine.requestLog().counters().requests);
    }
    if (call == u"listen_queue") {
        return qint64(engine.dispatcher().queueLength());
    }
    if (call == u"log_size") {
        return engine.config().log.file.isEmpty() ? qint64{0} : QFileInfo(engine.config().log.file).size();
    }
    return QJsonValue(QJsonValue::Undefined);
}

QString failureSentence(const QJsonObject &failure)
{
    const QString sentence = failure.value(u"sentence").toString();
    const QString file = failure.value(u"file").toString();
    const int line = failure.value(u"line").toInt();
    if (file.isEmpty() || sentence.contains(file)) {
        return sentence;
    }
    return line > 0 ? tr("%1 line %2: %3").arg(file).arg(line).arg(sentence) : tr("%1: %2").arg(file, sentence);
}

QString appSentence(const QJsonObject &readyReport)
{
    QStringList apps;
    for (const QJsonValue &value : readyReport.value(u"apps").toArray()) {
        QString text = value[u"module"].toString() + QLatin1Char(':') + value[u"callable"].toString();
        if (const QString framework = value[u"framework"].toString(); !framework.isEmpty()) {
            text += QStringLiteral(" (%1)").arg(framework);
        }
        if (const QString mountpoint = value[u"mountpoint"].toString(); !mountpoint.isEmpty()) {
            text += QStringLiteral(" at %1").arg(mountpoint);
        }
        apps.append(text);
    }
    return apps.join(QStringLiteral(", "));
}

} // namespace Retort
