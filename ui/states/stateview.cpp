// SPDX-License-Identifier: Apache-2.0
#include "ui/states/stateview.h"

#include "ui/states/loadmessages.h"
#include "ui/states/runmessages.h"
#include "ui/states/startfailure.h"
#include "ui/states/words.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

using Phase = SiteFacts::Phase;

constexpr qint64 importShownAfterMs = 2000;
constexpr qint64 reloadShownAfterMs = 1000;
constexpr int deathsOfALoop = 3;

bool isLoading(const SiteFacts &facts)
{
    return facts.phase == Phase::Starting || (facts.phase == Phase::Connected && facts.engineState == "loading"_L1);
}

// Old workers answer while new ones come.
bool isReloading(const SiteFacts &facts)
{
    return facts.phase == Phase::Connected && facts.engineState == "loading"_L1 && facts.servingLoad > 0;
}

QString processesText(int count)
{
    return count == 1 ? Words::tr("1 process") : Words::tr("%1 processes").arg(count);
}

QString threadsText(int count)
{
    return count == 1 ? Words::tr("1 thread") : Words::tr("%1 threads").arg(count);
}

bool answersWithOldCode(const SiteFacts &facts)
{
    return facts.phase == Phase::Connected && facts.servingLoad > 0 && facts.quickDeaths == 0 && !facts.showsFailure;
}

// --- the messages ---

Message startFailed(const SiteFacts &facts)
{
    const StartFailure &failure = facts.startFailure;
    switch (failure.kind) {
    case StartFailure::Kind::PortInUse: return portInUseMessage(failure);
    case StartFailure::Kind::PortNotAllowed:
        return {Severity::Error, Words::tr("Ports under 1024 need administrator rights."),
            {{Do::UsePort, Words::tr("Use %1").arg(failure.freePort), {}, failure.freePort}}};
    case StartFailure::Kind::NoApplication:
        return {Severity::Error, failure.sentence, {{Do::ChooseApp, Words::tr("Choose…")}, {Do::Start, Words::tr("Try again")}}};
    case StartFailure::Kind::PythonNotUsable:
        return {Severity::Error, failure.sentence,
            {{Do::ChoosePython, Words::tr("Choose another Python")}, {Do::Start, Words::tr("Try again")}}};
    case StartFailure::Kind::None:
    case StartFailure::Kind::Other: break;
    }
    const QString sentence = failure.sentence.isEmpty() ? Words::tr("The server process ended before it served.") : failure.sentence;
    return {Severity::Error, sentence, {{Do::Start, Words::tr("Try again")}, {Do::CopyText, Words::tr("Copy"), sentence}}};
}

Message engineGone(const SiteFacts &facts)
{
    const QString how = facts.endSignal > 0 ? Words::tr("signal %1").arg(facts.endSignal) : Words::tr("exit code %1").arg(facts.endCode);
    return {Severity::Error, Words::tr("The server process ended unexpectedly (%1).").arg(how),
        {{Do::Start, Words::tr("Start again")}, {Do::CopyReport, Words::tr("Copy report")}}};
}

Message linkLost(const SiteFacts &facts)
{
    return {Severity::Error,
        Words::tr("No connection to %1 since %2. Trying again in %3 s.").arg(facts.name, clockText(facts.lostAtUs)).arg(facts.retryInS),
        {{Do::TryLink, Words::tr("Try now")}}};
}

QList<Message> messagesOf(const SiteFacts &facts)
{
    QList<Message> list;
    if (facts.phase == Phase::StartFailed) {
        list.append(startFailed(facts));
    } else if (facts.phase == Phase::EngineGone) {
        list.append(engineGone(facts));
    } else if (facts.phase == Phase::LinkLost) {
        list.append(linkLost(facts));
    }
    if (facts.phase == Phase::Connected) {
        if (facts.quickDeaths >= deathsOfALoop) {
            list.append(crashLoopMessage(facts));
        } else if (!facts.failure.kind.isEmpty() && !isReloading(facts)) {
            list.append(loadFailureMessage(facts));
        }
        if ((facts.death.worker > 0 || !facts.workerLost.isEmpty()) && facts.quickDeaths < deathsOfALoop) {
            list.append(workerDiedMessage(facts));
        }
        for (const RunningRequest &request : facts.stuck) {
            list.append(stuckMessage(request));
        }
    }
    if (isReloading(facts)) {
        if (facts.phaseMs >= reloadShownAfterMs) {
            list.append(reloadingMessage(facts));
        }
    } else if (isLoading(facts) && facts.phaseMs >= importShownAfterMs && facts.quickDeaths < deathsOfALoop) {
        list.append(importingMessage(facts));
    }
    if (facts.iniChanged) {
        list.append({Severity::Info, Words::tr("`%1` changed on disk.").arg(facts.iniName),
            {{Do::LoadChanges, Words::tr("Load changes")}, {Do::CompareIni, Words::tr("Compare")}}, true});
    }
    if (!facts.notice.isEmpty()) {
        list.append({Severity::Info, facts.notice, {{Do::Dismiss, Words::tr("OK")}}, true});
    }
    std::stable_sort(list.begin(), list.end(), [](const Message &a, const Message &b) { return a.severity > b.severity; });
    return list;
}

// --- sidebar and status bar ---

Glyph glyphOf(const SiteFacts &facts)
{
    switch (facts.phase) {
    case Phase::NeverStarted:
    case Phase::Stopped: return Glyph::Stopped;
    case Phase::Starting:
    case Phase::Stopping: return Glyph::Loading;
    case Phase::StartFailed:
    case Phase::EngineGone: return Glyph::Error;
    case Phase::LinkLost: return Glyph::Attached;
    case Phase::Connected: break;
    }
    if (facts.quickDeaths >= deathsOfALoop || (!facts.failure.kind.isEmpty() && !isReloading(facts))) {
        return Glyph::Error;
    }
    if (facts.engineState == "stopping"_L1 || (isLoading(facts) && !isReloading(facts))) {
        return Glyph::Loading;
    }
    return facts.attached ? Glyph::Attached : Glyph::Running;
}

QString sidebarOf(const SiteFacts &facts, Glyph glyph)
{
    switch (glyph) {
    case Glyph::Stopped: return Words::tr("stopped");
    case Glyph::Loading: return isLoading(facts) ? Words::tr("loading") : Words::tr("stopping");
    case Glyph::Error: return answersWithOldCode(facts) ? Words::tr("old code") : Words::tr("1 error");
    case Glyph::Attached:
        if (facts.phase == Phase::LinkLost) {
            return Words::tr("not connected");
        }
        break;
    case Glyph::Running: break;
    }
    return u"%1  %2×%3"_s.arg(shortAddress(facts.addresses)).arg(facts.processes).arg(facts.threads);
}

QString statusOf(const SiteFacts &facts, Glyph glyph)
{
    switch (facts.phase) {
    case Phase::NeverStarted:
    case Phase::Stopped: return Words::tr("Stopped");
    case Phase::Starting: return Words::tr("Starting");
    case Phase::Stopping: return Words::tr("Stopping: requests that run are finished first");
    case Phase::StartFailed: return Words::tr("Not started");
    case Phase::EngineGone: return Words::tr("Ended unexpectedly");
    case Phase::LinkLost: return Words::tr("Not connected");
    case Phase::Connected: break;
    }
    QString state = glyph == Glyph::Error ? Words::tr("Error") : Words::tr("Running");
    if (glyph == Glyph::Error && answersWithOldCode(facts)) {
        state = Words::tr("Running old code");
    } else if (glyph == Glyph::Loading) {
        state = facts.engineState == "stopping"_L1 ? Words::tr("Stopping") : Words::tr("Loading");
    }
    QStringList parts{state, Words::tr("%1 × %2").arg(processesText(facts.processes), threadsText(facts.threads))};
    if (!facts.python.isEmpty()) {
        parts.append(facts.python);
    }
    if (facts.load > 0 && facts.loadUs > 0) {
        parts.append(Words::tr("load %1 in %2 ms").arg(facts.load).arg(facts.loadUs / 1000));
    }
    return parts.join(u" · "_s);
}

} // namespace

QString clockText(qint64 wallUs)
{
    return QDateTime::fromMSecsSinceEpoch(wallUs / 1000).toString(u"HH:mm"_s);
}

StateView describe(const SiteFacts &facts)
{
    StateView view;
    view.glyph = glyphOf(facts);
    view.sidebar = sidebarOf(facts, view.glyph);
    view.messages = messagesOf(facts);
    view.statusBar = statusOf(facts, view.glyph);
    const bool runs = facts.phase == Phase::Starting || facts.phase == Phase::Connected || facts.phase == Phase::Stopping;
    view.canStart = !runs && facts.phase != Phase::LinkLost;
    view.canReload = facts.phase == Phase::Connected && facts.engineState != "stopping"_L1;
    if (facts.phase == Phase::NeverStarted) {
        view.centre = Centre::NeverStarted;
    } else if (facts.phase == Phase::Connected && facts.quickDeaths >= deathsOfALoop) {
        view.centre = Centre::Output;  // what the workers wrote before they died is all there is
    } else if (view.canReload && view.messages.isEmpty() && facts.requests == 0 && !isLoading(facts)) {
        view.centre = Centre::Ready;
    }
    return view;
}

QString browserAddress(const QStringList &addresses)
{
    for (const QString &address : addresses) {
        if (!address.startsWith("http://"_L1) && !address.startsWith("https://"_L1)) {
            continue;
        }
        QString reachable = address;
        return reachable.replace("//0.0.0.0:"_L1, "//127.0.0.1:"_L1).replace("//[::]:"_L1, "//[::1]:"_L1);
    }
    return {};
}

QString shortAddress(const QStringList &addresses)
{
    if (addresses.isEmpty()) {
        return {};
    }
    const QString browser = browserAddress(addresses);
    const QUrl url(browser.isEmpty() ? addresses.first() : browser);
    return url.port() > 0 ? u":%1"_s.arg(url.port()) : url.path().section(u'/', -1);
}

} // namespace Retort::States
