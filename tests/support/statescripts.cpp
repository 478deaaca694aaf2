// SPDX-License-Identifier: Apache-2.0
// The table of states (UX section 7) as things that happen. tst_states checks what the window then shows, and the same
// scripts make the pictures.
#include "tests/support/statestage.h"

#include "engine/base/clock.h"
#include "tests/support/writefile.h"
#include "ui/requests/requeststab.h"
#include "ui/states/statestrip.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace Retort::Test {

namespace {

using Stage = StateStage;

QString strip(const Stage &stage)
{
    return stage.page() ? stage.page()->strip().text() : QString();
}

bool hasStrip(Stage &stage)
{
    return Stage::waitFor([&] { return !strip(stage).isEmpty(); });
}

// Old workers serve load 16.
QJsonArray oldWorkers()
{
    return {QJsonObject{{u"id"_s, 1}, {u"pid"_s, 4712}, {u"state"_s, u"idle"_s}, {u"load"_s, 16}, {u"slots"_s, 4},
        {u"started"_s, qint64{1'700'056'920'000'000}}}};  // 14:02 UTC
}

QJsonArray someRequests(qint64 nowUs)
{
    QJsonArray records;
    const QStringList targets{u"/"_s, u"/posts/1"_s, u"/static/style.css"_s, u"/api/posts"_s, u"/search?q=copper"_s};
    for (int i = 0; i < 10; ++i) {
        records.append(QJsonObject{{u"sequence"_s, i + 1}, {u"time"_s, nowUs - (10 - i) * 900'000}, {u"method"_s, u"GET"_s},
            {u"target"_s, targets.at(i % targets.size())}, {u"client"_s, u"127.0.0.1"_s}, {u"status"_s, i == 7 ? 404 : 200},
            {u"totalUs"_s, 1'200 + i * 3'100}, {u"appUs"_s, 1'000 + i * 3'000}, {u"bytesOut"_s, 400 + i * 711}, {u"worker"_s, 1},
            {u"load"_s, 17}, {u"protocol"_s, u"http"_s}});
    }
    return records;
}

bool tellRequests(Stage &stage)
{
    stage.engine().tell(u"requests"_s, someRequests(wallClockUs()));
    auto *tab = stage.page()->findChild<Requests::RequestsTab *>();
    return Stage::waitFor([&] { return tab->model().counts().requests == 10; });
}

bool connectWithRequests(Stage &stage)
{
    stage.engine().counters.insert(u"requests"_s, 10);
    return stage.connectSite() && tellRequests(stage);
}

void setFailure(Stage &stage, QJsonObject failure)
{
    FakeEngine &engine = stage.engine();
    if (failure.value("file"_L1).isUndefined()) {
        failure.insert("file"_L1, stage.projectFile(u"app.py"_s));
    }
    engine.status.insert(u"loadFailure"_s, failure);
    engine.status.insert(u"loadError"_s, failure.value("sentence"_L1));
}

bool connectFailed(Stage &stage, const QJsonObject &failure)
{
    stage.engine().status.insert(u"state"_s, u"failed"_s);
    stage.engine().status.insert(u"watching"_s, true);
    setFailure(stage, failure);
    return stage.connectSite() && hasStrip(stage);
}

bool connectOldCode(Stage &stage, bool showsFailure)
{
    stage.engine().workers = oldWorkers();
    stage.engine().status.insert(u"watching"_s, true);
    stage.engine().status.insert(u"showsFailure"_s, showsFailure);
    setFailure(stage,
        {{u"kind"_s, u"import"_s}, {u"sentence"_s, u"views.py, line 40: NameError: name 'form' is not defined"_s},
            {u"file"_s, stage.projectFile(u"views.py"_s)}, {u"line"_s, 40}, {u"traceback"_s, u"Traceback …"_s}});
    return connectWithRequests(stage) && hasStrip(stage);
}

QJsonObject candidate(const QString &name, const QString &kind, int line)
{
    return {{u"name"_s, name}, {u"kind"_s, kind}, {u"line"_s, line}};
}

bool failToStart(Stage &stage, const QByteArray &sentence)
{
    stage.writeEngine(sentence);
    stage.addSite();
    stage.site()->start();
    return hasStrip(stage);
}

QJsonObject running(const QString &target, qint64 us)
{
    return {{u"slot"_s, 2}, {u"method"_s, u"GET"_s}, {u"target"_s, target}, {u"since"_s, 4711}, {u"us"_s, us}};
}

bool playStarting(Stage &stage)
{
    FakeEngine &engine = stage.engine();
    engine.status.insert(u"state"_s, u"loading"_s);
    engine.status.insert(u"importing"_s, QJsonObject{{u"module"_s, u"pandas"_s}, {u"us"_s, 2'400'000}});
    return stage.connectSite() && hasStrip(stage);
}

bool playReloading(Stage &stage)
{
    stage.engine().workers = oldWorkers();
    if (!connectWithRequests(stage)) {
        return false;
    }
    FakeEngine &engine = stage.engine();
    engine.status.insert(u"state"_s, u"loading"_s);
    engine.status.insert(u"queued"_s, 3);
    engine.status.insert(u"loadingFiles"_s, QJsonArray{u"views.py"_s});
    stage.site()->setWatched(true);
    return hasStrip(stage);
}

bool playStuck(Stage &stage)
{
    FakeEngine &engine = stage.engine();
    engine.status.insert(u"stuckUs"_s, 30'000'000);
    engine.status.insert(u"running"_s, 1);
    engine.workers = {
        QJsonObject{{u"id"_s, 1}, {u"pid"_s, 4712}, {u"state"_s, u"busy"_s}, {u"load"_s, 17}, {u"slots"_s, 4}, {u"requests"_s, 912},
            {u"rss"_s, 71'000'000}, {u"cpuUs"_s, 5'000'000}, {u"running"_s, QJsonArray{running(u"/report"_s, 31'000'000)}}},
        QJsonObject{{u"id"_s, 2}, {u"pid"_s, 4713}, {u"state"_s, u"idle"_s}, {u"load"_s, 17}, {u"slots"_s, 4}, {u"requests"_s, 88}}};
    engine.answers.insert(
        u"stack"_s, {{u"text"_s, u"Thread uWSGIWorker1Core2: GET /report, for 31.0 s\n  File \"app.py\", line 12, in report\n"_s}});
    engine.answers.insert(u"stopRequest"_s, {{u"outcome"_s, u"replaced"_s}});
    return connectWithRequests(stage) && hasStrip(stage);
}

bool playCrashed(Stage &stage)
{
    if (!connectWithRequests(stage)) {
        return false;
    }
    stage.engine().tell(u"output"_s,
        {QJsonObject{
            {u"worker"_s, 2}, {u"stream"_s, u"out"_s}, {u"text"_s, u"login with password=hunter2"_s}, {u"time"_s, qint64{wallClockUs()}}}});
    stage.engine().tell(u"events"_s,
        {QJsonObject{{u"kind"_s, u"workerLost"_s}, {u"text"_s, u"Worker 2 (pid 9) was killed by signal 11. It is being replaced."_s},
            {u"time"_s, qint64{wallClockUs()}}, {u"worker"_s, 2}, {u"signal"_s, 11}, {u"failed"_s, 1}, {u"library"_s, u"_imaging.so"_s}}});
    return hasStrip(stage);
}

bool playCrashLoop(Stage &stage)
{
    FakeEngine &engine = stage.engine();
    engine.status.insert(u"state"_s, u"loading"_s);
    if (!stage.connectSite()) {
        return false;
    }
    for (int i = 0; i < 5; ++i) {
        engine.tell(u"events"_s,
            {QJsonObject{{u"kind"_s, u"workerLost"_s}, {u"text"_s, u"Worker 1 exited with code 1 while it was starting."_s},
                {u"time"_s, qint64{wallClockUs()}}, {u"worker"_s, 1}, {u"starting"_s, true}, {u"exitCode"_s, 1}}});
    }
    return Stage::waitFor([&] { return stage.site()->facts().quickDeaths == 5; }) && hasStrip(stage);
}

bool playEngineGone(Stage &stage)
{
    if (!stage.startAsOwnProcess() || !tellRequests(stage)) {
        return false;
    }
    ::kill(static_cast<pid_t>(stage.site()->enginePid()), SIGKILL);
    return hasStrip(stage);
}

bool playLinkLost(Stage &stage)
{
    if (!connectWithRequests(stage)) {
        return false;
    }
    stage.engine().vanish();
    return Stage::waitFor([&] { return stage.site()->facts().retryInS == 4; });  // it counts down from 5
}

bool playIniChanged(Stage &stage)
{
    if (!connectWithRequests(stage)) {
        return false;
    }
    writeFile(stage.projectFile(u"uwsgi.ini"_s), "[uwsgi]\nhttp = 127.0.0.1:8010\nwsgi-file = app.py\nprocesses = 2\nthreads = 4\n");
    return hasStrip(stage);
}

bool playPolling(Stage &stage)
{
    stage.engine().status.insert(u"polling"_s, u"network"_s);
    return connectWithRequests(stage) && hasStrip(stage);
}

QList<StateScript> loadScripts()
{
    return {
        {"import error",
            [](Stage &stage) {
                return connectFailed(stage,
                    {{u"kind"_s, u"syntax"_s}, {u"sentence"_s, u"app.py, line 12: SyntaxError: '(' was never closed"_s}, {u"line"_s, 12},
                        {u"traceback"_s, u"  File \"app.py\", line 12\nSyntaxError: '(' was never closed"_s}});
            }},
        {"old code", [](Stage &stage) { return connectOldCode(stage, false); }},
        {"error page shown", [](Stage &stage) { return connectOldCode(stage, true); }},
        {"module missing",
            [](Stage &stage) {
                const QString sentence =
                    u"app.py, line 3: the module \"flask_login\" is not installed in %1."_s.arg(stage.projectFile(u".venv"_s));
                return connectFailed(stage,
                    {{u"kind"_s, u"missing-module"_s}, {u"sentence"_s, sentence}, {u"line"_s, 3}, {u"missingModule"_s, u"flask_login"_s}});
            }},
        {"app not found",
            [](Stage &stage) {
                return connectFailed(stage,
                    {{u"kind"_s, u"no-callable"_s}, {u"sentence"_s, u"…"_s},
                        {u"candidates"_s, QJsonArray{candidate(u"server"_s, u"Flask"_s, 4), candidate(u"make()"_s, u"function"_s, 9)}}});
            }},
        {"several apps",
            [](Stage &stage) {
                return connectFailed(stage,
                    {{u"kind"_s, u"several"_s}, {u"sentence"_s, u"…"_s}, {u"file"_s, stage.projectFile(u"main.py"_s)},
                        {u"candidates"_s, QJsonArray{candidate(u"admin"_s, u"Flask"_s, 4), candidate(u"site"_s, u"Flask"_s, 9)}}});
            }},
    };
}

} // namespace

QList<StateScript> stateScripts()
{
    return QList<StateScript>{
               {"no site", [](Stage &) { return true; }},
               {"never started",
                   [](Stage &stage) {
                       stage.addSite(false);
                       return true;
                   }},
               {"ready", [](Stage &stage) { return stage.connectSite(); }},
               {"running", connectWithRequests},
               {"nothing matches",
                   [](Stage &stage) {
                       const bool connected = connectWithRequests(stage);
                       stage.page()->setFilter(u"status:5xx"_s);
                       return connected;
                   }},
               {"starting", playStarting},
               {"reloading", playReloading},
               {"request stuck", playStuck},
               {"worker crashed", playCrashed},
               {"crash loop", playCrashLoop},
               {"engine gone", playEngineGone},
               {"link lost", playLinkLost},
               {"ini changed", playIniChanged},
               {"polling", playPolling},
               {"port in use",
                   [](Stage &stage) {
                       return failToStart(stage, "retort: Port 8000 is in use by node (pid 999999, vite). Port 8001 is free.\n");
                   }},
               {"port not allowed",
                   [](Stage &stage) {
                       return failToStart(stage, "retort: Ports below 1024 need administrator rights: use another one than 80.\n");
                   }},
           }
    + loadScripts();
}

} // namespace Retort::Test
