// SPDX-License-Identifier: Apache-2.0
// What an engine tells a site once they are connected.
#include "ui/sites/site.h"

#include "engine/base/clock.h"
#include "ui/states/installcommand.h"
#include "ui/states/loadmessages.h"
#include "ui/states/runmessages.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

using Phase = States::SiteFacts::Phase;

namespace {

constexpr int recordsAtFirst = 1000;
constexpr int eventsAtFirst = 100;
constexpr int namesInMarker = 3;
constexpr qint64 newsUs = 10'000'000;

QStringList fileNames(const QJsonArray &files)
{
    QStringList names;
    for (const auto &file : files) {
        names.append(QFileInfo(file.toString()).fileName());
    }
    return names;
}

States::WorkerDeath readDeath(const QJsonObject &event)
{
    return {event.value("worker"_L1).toInt(), event.value("signal"_L1).toInt(), event.value("signalName"_L1).toString(),
        event.value("exitCode"_L1).toInt(), event.value("failed"_L1).toInt(), event.value("library"_L1).toString(),
        event.value("file"_L1).toString(), event.value("line"_L1).toInt()};
}

QString replacedReason(const QString &reason)
{
    if (reason == "time limit"_L1) {
        return Site::tr("time limit");
    }
    if (reason == "request stopped"_L1) {
        return Site::tr("request stopped");
    }
    return reason == "stopped by hand"_L1 ? Site::tr("stopped by hand") : reason == "by hand"_L1 ? Site::tr("by hand") : reason;
}

// The engine writes its log in English; what has parts is put together again in the language of the window.
QString markerText(const QJsonObject &event)
{
    const QString kind = event.value("kind"_L1).toString();
    if (kind == "started"_L1) {
        return Site::tr("started");
    }
    if (kind == "stopping"_L1) {
        return Site::tr("stopping");
    }
    if (kind == "workerReplaced"_L1) {
        return Site::tr("worker %1 replaced · %2")
            .arg(event.value("worker"_L1).toInt())
            .arg(replacedReason(event.value("reason"_L1).toString()));
    }
    if (kind == "workerLost"_L1 && event.contains("signal"_L1)) {
        const States::WorkerDeath death = readDeath(event);
        return Site::tr("worker %1 stopped · %2").arg(death.worker).arg(States::deathKind(death));
    }
    const qint64 load = event.value("load"_L1).toInteger();
    const qint64 us = event.value("totalUs"_L1).toInteger(event.value("importUs"_L1).toInteger(-1));
    if (kind != "reload"_L1 || load == 0 || us < 0) {
        return event.value("text"_L1).toString();
    }
    const QStringList files = event.value("files"_L1).toVariant().toStringList();
    if (files.isEmpty()) {
        return Site::tr("reload · load %1 in %2 ms").arg(load).arg(us / 1000);
    }
    const QString names = files.mid(0, namesInMarker).join(", "_L1);
    const QString shown = files.size() > namesInMarker ? Site::tr("%1 and %2 more").arg(names).arg(files.size() - namesInMarker) : names;
    return Site::tr("reload · %1 · load %2 in %3 ms").arg(shown).arg(load).arg(us / 1000);
}

} // namespace

void Site::ask(const QString &what, const QJsonObject &more, Control::ControlClient::Answer answer)
{
    if (isConnected()) {
        m_client->ask(what, more, std::move(answer));
    }
}

void Site::setWatched(bool watched)
{
    m_watched = watched;
    if (!watched) {
        m_poll.stop();
    } else if (isConnected()) {
        m_poll.start();
        askStatus();
    }
}

QJsonObject Site::following(qint64 next)
{
    return next > 0 ? QJsonObject{{u"since"_s, next}} : QJsonObject{{u"last"_s, recordsAtFirst}};
}

void Site::followRequests()
{
    m_client->follow(u"requests"_s, following(m_nextRequest), [this](const Log::RecordBatch &batch) {
        m_nextRequest = batch.next > 0 ? batch.next : m_nextRequest;
        if (batch.count > 0 || batch.skipped > 0) {
            Q_EMIT requestsArrived(batch);
            askStatusSoon();
        }
    });
}

void Site::followOutput()
{
    QJsonObject more = following(m_nextOutput);
    more.insert("follow"_L1, true);
    m_client->ask(u"output"_s, more, [this](const QJsonObject &message) {
        m_nextOutput = message.value("next"_L1).toInteger(m_nextOutput);
        const QJsonArray lines = message.value("output"_L1).toArray();
        const auto skipped = static_cast<quint64>(message.value("skipped"_L1).toInteger());
        if (!lines.isEmpty() || skipped > 0) {
            noteOutput(lines);
            Q_EMIT outputArrived(lines, skipped);
            askStatusSoon();
        }
    });
}

void Site::askStatusSoon()
{
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

// An engine without that feed says so; then the numbers are only as new as the last question.
void Site::followEvents()
{
    QJsonObject more{{u"follow"_s, true}};
    m_nextEvent > 0 ? more.insert("since"_L1, m_nextEvent) : more.insert("last"_L1, eventsAtFirst);
    m_client->ask(u"events"_s, more, [this](const QJsonObject &message) {
        if (!message.contains("events"_L1)) {
            return;
        }
        m_hasEvents = true;
        m_nextEvent = message.value("next"_L1).toInteger(m_nextEvent);
        takeEvents(message.value("events"_L1).toArray());
        askStatus();
    });
}

void Site::takeEvents(const QJsonArray &events)
{
    for (const auto &value : events) {
        const QJsonObject event = value.toObject();
        const QString kind = event.value("kind"_L1).toString();
        const bool isReload = kind == "reload"_L1;
        if (isReload || kind == "loadFailed"_L1) {
            m_facts.changedFiles = fileNames(event.value("files"_L1).toArray());
        }
        if (kind == "workerLost"_L1) {
            takeDeath(event);
        } else if (kind == "loaded"_L1 || isReload) {
            m_facts.quickDeaths = 0;
        }
        if (kind != "answered"_L1 && kind != "loaded"_L1) {
            Q_EMIT markerHappened(markerText(event), event.value("time"_L1).toInteger(), isReload);
        }
    }
}

// Of the hundred events that come first, most are history.
void Site::takeDeath(const QJsonObject &event)
{
    if (event.value("starting"_L1).toBool()) {
        ++m_facts.quickDeaths;
        return;
    }
    if (event.value("time"_L1).toInteger() < wallClockUs() - newsUs || m_facts.engineState == "stopping"_L1) {
        return;
    }
    m_facts.death = readDeath(event);
}

// For engines that have no events. The engine's own sentences are worker 0; no app can write as that.
void Site::noteOutput(const QJsonArray &lines)
{
    for (const auto &value : lines) {
        const QJsonObject line = value.toObject();
        if (line.value("worker"_L1).toInt() != 0 || m_hasEvents) {
            continue;
        }
        const QString text = line.value("text"_L1).toString();
        const bool isNew = line.value("time"_L1).toInteger() > wallClockUs() - newsUs;
        if (text.endsWith("while it was starting."_L1)) {
            ++m_facts.quickDeaths;
        } else if (isNew && text.endsWith("It is being replaced."_L1) && m_facts.engineState != "stopping"_L1) {
            m_facts.workerLost = text;
            Q_EMIT markerHappened(text, line.value("time"_L1).toInteger(), false);
        }
    }
}

void Site::askStatus()
{
    if (!isConnected() || m_statusAsked) {
        return;
    }
    m_statusAsked = true;
    m_client->ask(u"workers"_s, {}, [this](const QJsonObject &message) { takeWorkers(message.value("workers"_L1).toArray()); });
    m_client->ask(u"status"_s, {}, [this](const QJsonObject &message) {
        m_statusAsked = false;
        takeStatus(message);
        const bool transient = m_facts.engineState == "loading"_L1 || m_facts.engineState == "stopping"_L1;
        if (transient && !m_soon.isActive()) {
            m_soon.start();
        }
        if (m_watched && !m_poll.isActive()) {
            m_poll.start();
        }
    });
}

void Site::takeStatus(const QJsonObject &answer)
{
    const QJsonObject status = answer.value("status"_L1).toObject();
    const QJsonObject counters = answer.value("counters"_L1).toObject();
    QStringList addresses;
    const QJsonArray listed = answer.value("site"_L1).toObject().value("addresses"_L1).toArray();
    for (const auto &address : listed) {
        addresses.append(address.toString());
    }
    m_facts.addresses = addresses;
    const QString state = status.value("state"_L1).toString();
    if (state != m_facts.engineState) {
        m_phaseTimer.restart();
    }
    m_facts.engineState = state;
    m_facts.app = status.value("app"_L1).toString();
    m_facts.python = status.value("python"_L1).toString();
    m_facts.reloadsOnSave = status.value("watching"_L1).toBool();
    m_facts.load = static_cast<quint32>(status.value("load"_L1).toInt());
    m_facts.loadUs = status.value("loadUs"_L1).toInteger();
    m_facts.processes = status.value("processes"_L1).toInt();
    m_facts.threads = status.value("threads"_L1).toInt();
    m_facts.queued = status.value("queued"_L1).toInt();
    m_facts.running = status.value("running"_L1).toInt();
    m_facts.requests = static_cast<quint64>(counters.value("requests"_L1).toInteger());
    m_facts.errors = static_cast<quint64>(counters.value("5xx"_L1).toInteger());
    noteLoadFailure(status);
    const QJsonObject importing = status.value("importing"_L1).toObject();
    if (const QJsonArray files = status.value("loadingFiles"_L1).toArray(); !files.isEmpty()) {
        m_facts.changedFiles = fileNames(files);
    }
    m_facts.importing = importing.value("module"_L1).toString();
    m_facts.importingUs = importing.value("us"_L1).toInteger();
    m_facts.showsFailure = status.value("showsFailure"_L1).toBool();
    m_stuckUs = status.value("stuckUs"_L1).toInteger();
    takePolling(status.value("polling"_L1).toString());
    if (state == "serving"_L1) {
        m_facts.quickDeaths = 0;
        m_facts.changedFiles.clear();
        if (m_facts.failure.kind.isEmpty() && m_facts.load != m_lastLoad) {
            if (m_lastLoad != 0 && !m_hasEvents) {
                Q_EMIT markerHappened(tr("reload · %1 ms · load %2").arg(m_facts.loadUs / 1000).arg(m_facts.load), wallClockUs(), true);
            }
            m_lastLoad = m_facts.load;
        }
        const QString address = addresses.value(0);
        if (m_record.app != m_facts.app || m_record.python != m_facts.python || m_record.address != address) {
            m_record.app = m_facts.app;
            m_record.python = m_facts.python;
            m_record.address = address;
            Q_EMIT recordChanged();
        }
    }
    if (m_facts.phase == Phase::Connected || m_facts.phase == Phase::LinkLost) {
        setPhase(state == "stopping"_L1 ? Phase::Stopping : Phase::Connected);
    } else {
        Q_EMIT changed();
    }
}

void Site::noteLoadFailure(const QJsonObject &status)
{
    const bool wasMissing = !m_facts.failure.missingModule.isEmpty();
    m_facts.failure = States::readLoadFailure(status.value("loadFailure"_L1).toObject());
    if (m_facts.failure.kind.isEmpty() && !status.value("loadError"_L1).toString().isEmpty()) {
        m_facts.failure.kind = u"import"_s;  // an older engine tells only the sentence
        m_facts.failure.sentence = status.value("loadError"_L1).toString();
    }
    if (!wasMissing && !m_facts.failure.missingModule.isEmpty()) {
        m_facts.installer = States::installerOf(m_record.folder, States::environmentPrefix(m_facts.failure));
    }
}

void Site::takePolling(const QString &reason)
{
    if (reason.isEmpty() || m_noticeRead) {
        return;
    }
    m_facts.notice = reason == "network"_L1 ? tr("This folder is on a network drive; changes are noticed within 1 s.")
                                            : tr("The system watches no more folders for you; changes are noticed within 1 s.");
}

namespace {

States::RunningRequest readRunning(int worker, const QJsonObject &request)
{
    return {worker, request.value("slot"_L1).toInt(), request.value("since"_L1).toInteger(), request.value("us"_L1).toInteger(),
        request.value("method"_L1).toString(), request.value("target"_L1).toString()};
}

} // namespace

// Which version answers, and since when, the workers know; and what they run.
void Site::takeWorkers(const QJsonArray &workers)
{
    m_facts.runningRequests.clear();
    m_facts.stuck.clear();
    m_facts.servingLoad = 0;
    m_facts.servingSinceUs = 0;
    for (const auto &value : workers) {
        const QJsonObject worker = value.toObject();
        const QJsonArray running = worker.value("running"_L1).toArray();
        for (const auto &request : running) {
            m_facts.runningRequests.append(readRunning(worker.value("id"_L1).toInt(), request.toObject()));
        }
        const auto load = static_cast<quint32>(worker.value("load"_L1).toInt());
        const qint64 started = worker.value("started"_L1).toInteger();
        if (load > 0 && (m_facts.servingSinceUs == 0 || started < m_facts.servingSinceUs)) {
            m_facts.servingLoad = load;
            m_facts.servingSinceUs = started;
        }
    }
    std::copy_if(m_facts.runningRequests.cbegin(), m_facts.runningRequests.cend(), std::back_inserter(m_facts.stuck),
        [this](const States::RunningRequest &request) { return m_stuckUs > 0 && request.us >= m_stuckUs; });
    std::sort(m_facts.stuck.begin(), m_facts.stuck.end(), [](const auto &a, const auto &b) { return a.us > b.us; });
    Q_EMIT workersArrived(workers);
}

} // namespace Retort::Sites
