// SPDX-License-Identifier: Apache-2.0
#include "ui/states/stateview.h"

#include "engine/net/listenerror.h"
#include "tests/support/writefile.h"
#include "ui/states/installcommand.h"
#include "ui/states/loadmessages.h"
#include "ui/states/runmessages.h"
#include "ui/states/statestrip.h"

#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <csignal>

using namespace Retort;
using namespace Retort::States;
using namespace Qt::StringLiterals;
using Phase = SiteFacts::Phase;

// The table of states: what is known, and the exact words and buttons that come of it.
class tst_StateView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void centres();
    void severeMessagesComeFirst();
    void engineSentencesAreUnderstood();
    void loadFailureIsRead();
    void installCommands_data();
    void installCommands();
    void airPlayCannotBeStopped();
    void addresses();
    void stripShowsWhatItIsTold();
    void stripTakesNothingForMarkup();
    void stripKeepsItsButtonsWhileOnlyTheTextChanges();
    void stripShowsTheNextMessage();
    void stripPutsButtonsWithoutRoomIntoAMenu();
};

namespace {

constexpr qint64 twoOClock = 1'700'056'920'000'000;  // 14:02 UTC

SiteFacts running()
{
    SiteFacts facts;
    facts.phase = Phase::Connected;
    facts.name = u"blog"_s;
    facts.folder = u"/srv/blog"_s;
    facts.addresses = QStringList{u"http://127.0.0.1:8000"_s};
    facts.engineState = u"serving"_s;
    facts.python = u"Python 3.12.4"_s;
    facts.load = 17;
    facts.servingLoad = 17;
    facts.servingSinceUs = twoOClock;
    facts.loadUs = 212'000;
    facts.processes = 2;
    facts.threads = 4;
    facts.requests = 5;
    return facts;
}

SiteFacts failed(const QString &kind, const QString &sentence, const QString &file, int line)
{
    SiteFacts facts = running();
    facts.engineState = u"failed"_s;
    facts.servingLoad = 0;
    facts.failure.kind = kind;
    facts.failure.sentence = sentence;
    facts.failure.file = file;
    facts.failure.line = line;
    return facts;
}

SiteFacts notStarted(const QString &sentence)
{
    SiteFacts facts;
    facts.phase = Phase::StartFailed;
    facts.startFailure = readStartFailure(sentence);
    return facts;
}

QStringList labels(const Message &message)
{
    QStringList list;
    for (const Button &button : message.buttons) {
        list.append(button.label);
    }
    return list;
}

template<typename Change>
SiteFacts with(SiteFacts facts, Change change)
{
    change(facts);
    return facts;
}

} // namespace

void tst_StateView::rows_data()
{
    QTest::addColumn<SiteFacts>("facts");
    QTest::addColumn<int>("glyph");
    QTest::addColumn<QString>("sidebar");
    QTest::addColumn<QString>("strip");
    QTest::addColumn<QStringList>("buttons");

    const auto row = [](const char *name, const SiteFacts &facts, Glyph glyph, const QString &sidebar, const QString &strip,
                         const QStringList &buttons) {
        QTest::newRow(name) << facts << static_cast<int>(glyph) << sidebar << strip << buttons;
    };
    row("never started", SiteFacts(), Glyph::Stopped, u"stopped"_s, {}, {});
    row("running", running(), Glyph::Running, u":8000  2×4"_s, {}, {});
    row("attached", with(running(), [](SiteFacts &f) { f.attached = true; }), Glyph::Attached, u":8000  2×4"_s, {}, {});
    row("starting is silent at first",
        with(SiteFacts(),
            [](SiteFacts &f) {
                f.phase = Phase::Starting;
                f.phaseMs = 1900;
            }),
        Glyph::Loading, u"loading"_s, {}, {});
    row("starting takes long",
        with(SiteFacts(),
            [](SiteFacts &f) {
                f.phase = Phase::Starting;
                f.phaseMs = 2400;
            }),
        Glyph::Loading, u"loading"_s, u"Importing the app … 2.4 s"_s, {u"Stop"_s});
    row("starting takes long, and it is known why",
        with(running(),
            [](SiteFacts &f) {
                f.engineState = u"loading"_s;
                f.servingLoad = 0;
                f.phaseMs = 3000;
                f.importing = u"pandas"_s;
                f.importingUs = 2'400'000;
            }),
        Glyph::Loading, u"loading"_s, u"Importing `pandas` … 2.4 s"_s, {u"Stop"_s});
    row("request stuck", with(running(), [](SiteFacts &f) { f.stuck = {{1, 2, 77, 34'000'000, u"GET"_s, u"/report?token=***"_s}}; }),
        Glyph::Running, u":8000  2×4"_s, u"GET /report has run for 30 s on worker 1."_s, {u"Show stack"_s, u"Stop request"_s});
    row("request stuck for minutes", with(running(), [](SiteFacts &f) { f.stuck = {{2, 0, 77, 190'000'000, u"POST"_s, u"/jobs"_s}}; }),
        Glyph::Running, u":8000  2×4"_s, u"POST /jobs has run for 3 min on worker 2."_s, {u"Show stack"_s, u"Stop request"_s});
    const auto reloading = with(running(), [](SiteFacts &f) {
        f.engineState = u"loading"_s;
        f.phaseMs = 1200;
        f.changedFiles = QStringList{u"views.py"_s};
        f.queued = 3;
    });
    row("reloading", reloading, Glyph::Running, u":8000  2×4"_s, u"Loading changes in views.py, 3 requests held"_s, {u"Show output"_s});
    row("reloading is silent at first", with(reloading, [](SiteFacts &f) { f.phaseMs = 900; }), Glyph::Running, u":8000  2×4"_s, {}, {});

    const auto syntax = failed(u"syntax"_s, u"/srv/blog/app.py, line 12: SyntaxError: '(' was never closed"_s, u"/srv/blog/app.py"_s, 12);
    row("import error at the first start", with(syntax, [](SiteFacts &f) { f.reloadsOnSave = true; }), Glyph::Error, u"1 error"_s,
        u"`app.py` line 12: SyntaxError, '(' was never closed. Retort reloads when you save."_s, {u"Open in editor"_s, u"Copy"_s});
    row("import error, no watching", syntax, Glyph::Error, u"1 error"_s,
        u"`app.py` line 12: SyntaxError, '(' was never closed. Reload when it is mended."_s, {u"Open in editor"_s, u"Copy"_s});
    const auto oldCode =
        with(failed(u"import"_s, u"/srv/blog/views.py, line 40: NameError: x"_s, u"/srv/blog/views.py"_s, 40), [](SiteFacts &f) {
            f.engineState = u"serving"_s;
            f.servingLoad = 16;
        });
    row("import error, old code serves", oldCode, Glyph::Error, u"old code"_s,
        u"Serving load 16 from 14:02. The new code has an error in views.py line 40."_s,
        {u"Open in editor"_s, u"Show error page instead"_s});
    row("import error, the page was asked for", with(oldCode, [](SiteFacts &f) { f.showsFailure = true; }), Glyph::Error, u"1 error"_s,
        u"`views.py` line 40: NameError, x. Reload when it is mended."_s, {u"Open in editor"_s, u"Serve load 16 again"_s, u"Copy"_s});
    row("module missing",
        with(failed(u"missing-module"_s, u"/srv/blog/app.py, line 3: the module \"flask_login\" is not installed in /srv/blog/.venv."_s,
                 u"/srv/blog/app.py"_s, 3),
            [](SiteFacts &f) { f.failure.missingModule = u"flask_login"_s; }),
        Glyph::Error, u"1 error"_s, u"No module named `flask_login` in .venv (Python 3.12)."_s,
        {u"Copy install command"_s, u"Choose another Python"_s, u"Open in editor"_s});
    const auto noApp = with(failed(u"no-callable"_s, u"…"_s, u"/srv/blog/app.py"_s, 0),
        [](SiteFacts &f) { f.failure.candidates = {{u"server"_s, u"Flask"_s, {}, 0}, {u"make()"_s, u"function"_s, {}, 3}}; });
    row("app not found", noApp, Glyph::Error, u"1 error"_s, u"`app.py` has no WSGI app. Found: `server` (Flask), `make()` (function)."_s,
        {u"Use server"_s, u"Choose…"_s});
    row("several apps",
        with(noApp,
            [](SiteFacts &f) {
                f.failure.kind = u"several"_s;
                f.failure.file = u"/srv/blog/main.py"_s;
                f.failure.candidates = {{u"admin"_s, u"Flask"_s, {}, 0}, {u"site"_s, u"Flask"_s, {}, 0}};
            }),
        Glyph::Error, u"1 error"_s, u"Two apps in `main.py`: `admin`, `site`. Which one?"_s, {u"admin"_s, u"site"_s});
    row("port in use", notStarted(u"retort: Port 8000 is in use by node (pid 4121). Port 8001 is free."_s), Glyph::Error, u"1 error"_s,
        u"Port 8000 is used by node (pid 4121)."_s, {u"Use 8001"_s, u"Try again"_s, u"Stop node…"_s});
    row("port not allowed", notStarted(u"retort: Ports below 1024 need administrator rights: use another one than 80, such as 8080."_s),
        Glyph::Error, u"1 error"_s, u"Ports under 1024 need administrator rights."_s, {u"Use 8080"_s});
    const auto died = [](const WorkerDeath &death) { return with(running(), [&](SiteFacts &f) { f.death = death; }); };
    const QStringList diedButtons{u"Show output"_s, u"Copy report"_s};
    row("worker crashed in native code", died({2, SIGSEGV, {}, 0, 1, u"_imaging.so"_s, u"/srv/blog/views.py"_s, 12}), Glyph::Running,
        u":8000  2×4"_s, u"Worker 2 stopped: segmentation fault in `_imaging.so`. It was replaced; 1 request failed."_s, diedButtons);
    row("worker crashed, only Python knows where", died({2, SIGSEGV, {}, 0, 0, {}, u"/srv/blog/views.py"_s, 12}), Glyph::Running,
        u":8000  2×4"_s, u"Worker 2 stopped: segmentation fault in `views.py` line 12. It was replaced."_s, diedButtons);
    row("worker crashed in a package", died({2, SIGSEGV, {}, 0, 0, {}, u"/usr/lib/python3.11/ctypes/__init__.py"_s, 519}), Glyph::Running,
        u":8000  2×4"_s, u"Worker 2 stopped: segmentation fault in `ctypes/__init__.py` line 519. It was replaced."_s, diedButtons);
    row("worker exited", died({1, 0, {}, 3, 2, {}, {}, 0}), Glyph::Running, u":8000  2×4"_s,
        u"Worker 1 stopped: exit code 3. It was replaced; 2 requests failed."_s, diedButtons);
    row("worker crashed, an older engine",
        with(running(), [](SiteFacts &f) { f.workerLost = u"Worker 2 (pid 9) was killed. It is being replaced."_s; }), Glyph::Running,
        u":8000  2×4"_s, u"Worker 2 (pid 9) was killed. It is being replaced."_s, {u"Show output"_s, u"Copy report"_s});
    row("crash loop",
        with(running(),
            [](SiteFacts &f) {
                f.quickDeaths = 5;
                f.engineState = u"loading"_s;
                f.servingLoad = 0;
            }),
        Glyph::Error, u"1 error"_s, u"Workers stop within 1 s of starting (5 times). Retort waits."_s,
        {u"Show output"_s, u"Start one worker only"_s});
    row("engine gone",
        with(running(),
            [](SiteFacts &f) {
                f.phase = Phase::EngineGone;
                f.endSignal = 9;
            }),
        Glyph::Error, u"1 error"_s, u"The server process ended unexpectedly (signal 9)."_s, {u"Start again"_s, u"Copy report"_s});
    row("link lost",
        with(running(),
            [](SiteFacts &f) {
                f.phase = Phase::LinkLost;
                f.name = u"staging"_s;
                f.lostAtUs = twoOClock;
                f.retryInS = 5;
            }),
        Glyph::Attached, u"not connected"_s, u"No connection to staging since 14:02. Trying again in 5 s."_s, {u"Try now"_s});
    row("ini changed outside",
        with(running(),
            [](SiteFacts &f) {
                f.iniChanged = true;
                f.iniName = u"uwsgi.ini"_s;
            }),
        Glyph::Running, u":8000  2×4"_s, u"`uwsgi.ini` changed on disk."_s, {u"Load changes"_s, u"Compare"_s});
    const QString polling = u"This folder is on a network drive; changes are noticed within 1 s."_s;
    row("polling", with(running(), [&](SiteFacts &f) { f.notice = polling; }), Glyph::Running, u":8000  2×4"_s, polling, {u"OK"_s});
}

void tst_StateView::rows()
{
    QFETCH(SiteFacts, facts);
    QFETCH(int, glyph);
    QFETCH(QString, sidebar);
    QFETCH(QString, strip);
    QFETCH(QStringList, buttons);
    const StateView view = describe(facts);
    QCOMPARE(static_cast<int>(view.glyph), glyph);
    QCOMPARE(view.sidebar, sidebar);
    QCOMPARE(view.messages.value(0).text, strip);
    QCOMPARE(labels(view.messages.value(0)), buttons);
    QVERIFY(!view.statusBar.isEmpty());
}

void tst_StateView::centres()
{
    QCOMPARE(describe(SiteFacts()).centre, Centre::NeverStarted);
    QCOMPARE(describe(running()).centre, Centre::Tabs);
    SiteFacts fresh = running();
    fresh.requests = 0;
    QCOMPARE(describe(fresh).centre, Centre::Ready);
    QCOMPARE(describe(fresh).statusBar, u"Running · 2 processes × 4 threads · Python 3.12.4 · load 17 in 212 ms"_s);
    QVERIFY(!describe(fresh).canStart);
    QVERIFY(describe(fresh).canReload);
    fresh.phase = Phase::Stopped;
    QVERIFY(describe(fresh).canStart);
}

void tst_StateView::severeMessagesComeFirst()
{
    SiteFacts facts = failed(u"syntax"_s, u"/srv/blog/app.py, line 1: SyntaxError: no"_s, u"/srv/blog/app.py"_s, 1);
    facts.notice = u"polling"_s;
    facts.iniChanged = true;
    const StateView view = describe(facts);
    QCOMPARE(view.messages.size(), 3);
    QCOMPARE(view.messages.first().severity, Severity::Error);
}

// The very sentences of the engine: changed words must be noticed here.
void tst_StateView::engineSentencesAreUnderstood()
{
    Endpoint endpoint;
    endpoint.host = u"127.0.0.1"_s;
    endpoint.port = 80;
    const StartFailure low = readStartFailure(u"x\nretort: "_s + Net::tcpListenError(endpoint, Net::ListenFault::NotAllowed, {}).sentence);
    QCOMPARE(low.kind, StartFailure::Kind::PortNotAllowed);
    QCOMPARE(low.port, 80);
    endpoint.port = 1;
    const StartFailure busy = readStartFailure(u"retort: "_s + Net::tcpListenError(endpoint, Net::ListenFault::InUse, {}).sentence);
    QCOMPARE(busy.kind, StartFailure::Kind::PortInUse);
    QCOMPARE(busy.port, 1);
    QVERIFY(busy.freePort > 1);
    QCOMPARE(busy.pid, 0);
    QCOMPARE(readStartFailure(u"retort: No WSGI app was found in /srv."_s).kind, StartFailure::Kind::NoApplication);
    QCOMPARE(readStartFailure({}).kind, StartFailure::Kind::Other);
}

void tst_StateView::loadFailureIsRead()
{
    const LoadFailure failure = readLoadFailure({{u"kind"_s, u"several"_s}, {u"line"_s, 3},
        {u"candidates"_s, QJsonArray{QJsonObject{{u"name"_s, u"admin"_s}, {u"kind"_s, u"Flask"_s}}, u"nonsense"_s}}});
    QCOMPARE(failure.candidates.size(), 2);
    QCOMPARE(failure.candidates.first().name, u"admin"_s);
    QVERIFY(readLoadFailure({}).kind.isEmpty());
}

void tst_StateView::installCommands_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("command");
    QTest::newRow("nothing special: the pip of the environment")
        << u"app.py"_s << QByteArray() << u"'%1/.venv/bin/python3' -m pip install PyYAML"_s;
    QTest::newRow("uv project") << u"uv.lock"_s << QByteArray() << u"cd '%1' && uv add PyYAML"_s;
    QTest::newRow("poetry") << u"poetry.lock"_s << QByteArray() << u"cd '%1' && poetry add PyYAML"_s;
    QTest::newRow("pipenv") << u"Pipfile"_s << QByteArray() << u"cd '%1' && pipenv install PyYAML"_s;
    QTest::newRow("environment made by uv, which has no pip") << u".venv/pyvenv.cfg"_s << QByteArray("home = /usr/bin\nuv = 0.5.1\n")
                                                              << u"uv pip install --python '%1/.venv/bin/python3' PyYAML"_s;
}

void tst_StateView::installCommands()
{
#ifdef Q_OS_WIN
    QSKIP("Windows quotes in another way");
#endif
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, command);
    QTemporaryDir folder;
    Test::writeFile(folder.filePath(file), content);
    const QString prefix = folder.filePath(u".venv"_s);
    const QString made = installCommand(installerOf(folder.path(), prefix), folder.path(), prefix, packageOf(u"yaml.loader"_s));
    QCOMPARE(made, command.arg(folder.path()));
}

void tst_StateView::airPlayCannotBeStopped()
{
    StartFailure failure;
    failure.kind = StartFailure::Kind::PortInUse;
    failure.port = 5000;
    failure.program = u"ControlCenter"_s;
    failure.pid = 77;
    failure.freePort = 5001;
    const Message message = portInUseMessage(failure);
    QCOMPARE(message.text, u"Port 5000 is used by macOS AirPlay Receiver."_s);
    QCOMPARE(labels(message), (QStringList{u"Use 5001"_s, u"Try again"_s}));
}

void tst_StateView::addresses()
{
    QCOMPARE(browserAddress({u"uwsgi://127.0.0.1:3031"_s, u"http://0.0.0.0:5000"_s}), u"http://127.0.0.1:5000"_s);
    QCOMPARE(shortAddress({u"uwsgi+unix:///tmp/app.sock"_s}), u"app.sock"_s);
    QCOMPARE(shortAddress({}), QString());
}

void tst_StateView::stripShowsWhatItIsTold()
{
    StateStrip strip;
    QVERIFY(!strip.isVisibleTo(nullptr));
    QSignalSpy wanted(&strip, &StateStrip::wanted);
    strip.showMessages({{Severity::Error, u"one"_s, {{Do::Start, u"Try again"_s}}}, {Severity::Info, u"two"_s, {}, true}});
    QCOMPARE(strip.text(), u"one"_s);
    auto *button = strip.findChild<QPushButton *>();
    QVERIFY(button);
    button->click();
    QTRY_COMPARE(wanted.count(), 1);
    strip.showMessages({});
    QVERIFY(strip.isHidden());
}

void tst_StateView::stripTakesNothingForMarkup()
{
    StateStrip strip;
    strip.showMessages({{Severity::Error, u"`<b>` <img src=x>"_s, {}}});
    bool found = false;
    for (const QLabel *label : strip.findChildren<QLabel *>()) {
        found = found || label->text() == u"<code>&lt;b&gt;</code> &lt;img src=x&gt;"_s;
    }
    QVERIFY(found);
}

void tst_StateView::stripKeepsItsButtonsWhileOnlyTheTextChanges()
{
    StateStrip strip;
    strip.showMessages({{Severity::Info, u"Importing … 2.0 s"_s, {{Do::Stop, u"Stop"_s}}}});
    const QPointer<QPushButton> button = strip.findChild<QPushButton *>();
    strip.showMessages({{Severity::Info, u"Importing … 2.2 s"_s, {{Do::Stop, u"Stop"_s}}}});
    QCOMPARE(strip.text(), u"Importing … 2.2 s"_s);
    QVERIFY(button && strip.findChildren<QPushButton *>() == QList<QPushButton *>{button.data()});
}

void tst_StateView::stripShowsTheNextMessage()
{
    StateStrip strip;
    strip.showMessages({{Severity::Error, u"one"_s, {}}, {Severity::Info, u"two"_s, {}, true}});
    QToolButton *next = nullptr;
    for (QToolButton *each : strip.findChildren<QToolButton *>()) {
        next = each->text() == "1 of 2"_L1 ? each : next;
    }
    QVERIFY(next && !next->isHidden());
    next->click();
    QCOMPARE(strip.text(), u"two"_s);
    QCOMPARE(next->text(), u"2 of 2"_s);
    next->click();
    QCOMPARE(strip.text(), u"one"_s);
}

void tst_StateView::stripPutsButtonsWithoutRoomIntoAMenu()
{
    StateStrip strip;
    QSignalSpy wanted(&strip, &StateStrip::wanted);
    strip.showMessages({{Severity::Error, u"Port 8000 is used by node (pid 4121)."_s,
        {{Do::UsePort, u"Use 8001"_s}, {Do::Start, u"Try again"_s}, {Do::StopProgram, u"Stop node…"_s}}}});
    strip.resize(900, 40);
    strip.show();
    auto *menu = strip.findChild<QMenu *>();
    const auto buttons = strip.findChildren<QPushButton *>();
    const auto visible = [&] { return std::count_if(buttons.begin(), buttons.end(), [](const QPushButton *b) { return !b->isHidden(); }); };
    QCOMPARE(visible(), 3);
    strip.resize(420, 40);
    QCOMPARE(visible(), 1);
    QCOMPARE(buttons.first()->isHidden(), false);
    QVERIFY(menu && menu->actions().size() == 3 && !menu->actions().first()->isVisible());
    menu->actions().last()->trigger();
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().value<States::Button>().what, Do::StopProgram);
}

QTEST_MAIN(tst_StateView)
#include "tst_stateview.moc"
