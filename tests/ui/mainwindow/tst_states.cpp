// SPDX-License-Identifier: Apache-2.0
#include "tests/support/statestage.h"
#include "tests/support/writefile.h"
#include "ui/dialogs/choosedialog.h"
#include "ui/dialogs/stopprogramdialog.h"
#include "ui/dialogs/textwindow.h"
#include "ui/dialogs/workersdialog.h"
#include "ui/mainwindow/sitereport.h"
#include "ui/mainwindow/workersquares.h"
#include "ui/output/outputtab.h"
#include "ui/requests/requeststab.h"
#include "ui/states/statestrip.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Retort;
using namespace Qt::StringLiterals;
using Phase = States::SiteFacts::Phase;
using Stage = Test::StateStage;

// Every row of the table of states in the real window: what it says, and that each of its buttons does what it promises.
class tst_States final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void noteUrl(const QUrl &url) { m_opened = url; }

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_stage.reset(); }

    void firstRun();
    void shows_data();
    void shows();
    void buttonsWork_data();
    void buttonsWork();
    void readyPage();
    void neverStartedPage();
    void failedLoadIsShownWhole();
    void crashLoopShowsOutputOnce();
    void rowsStayWhenTheEngineGoes();
    void nothingMatches();
    void messagesAreClosed();
    void workersAreSeenAndReplaced();
    void processesAreChanged();
    void squaresTellWhatRuns();
    void sentenceInTheStatusBarTellsMore();
    void reportsHoldNoSecrets();

private:
    bool play(const QByteArray &name);
    static QStringList labels(const QWidget &widget);
    static QPushButton *button(const QWidget &widget, const QString &label);
    QString sidebarLine() const { return m_stage->sites().index(0).data(Sites::SiteList::SecondLineRole).toString(); }
    Test::FakeEngine &engine() { return m_stage->engine(); }

    std::unique_ptr<Stage> m_stage;
    QUrl m_opened;
};

namespace {

using Check = std::function<bool(Stage &)>;

// A button of a row, and what must have happened after it was clicked.
struct Click
{
    const char *script;
    const char *label;
    Check happened;
};

Check asked(const QString &what)
{
    return [what](Stage &stage) { return stage.engine().asked.contains(what); };
}

Check copied(const QString &part)
{
    return [part](Stage &) { return QGuiApplication::clipboard()->text().contains(part); };
}

Check edited(const QString &line)
{
    return [line](Stage &stage) {
        QFile file(stage.editorLog());
        return file.open(QIODevice::ReadOnly) && file.readAll().endsWith(line.toUtf8());
    };
}

Check iniHolds(const QByteArray &line)
{
    return [line](Stage &stage) {
        QFile file(stage.projectFile(u"uwsgi.ini"_s));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(line);
    };
}

bool startedAgain(Stage &stage)
{
    return stage.site()->facts().phase == Phase::Starting || stage.site()->facts().phase == Phase::StartFailed;
}

bool showsOutput(Stage &stage)
{
    return stage.page()->output().isVisible();
}

template<typename Dialog>
bool opened(Stage &stage)
{
    return stage.window().findChild<Dialog *>() != nullptr;
}

// Its process is a program of ours, so that "Start again" can be seen.
QList<Click> clicks()
{
    return {
        {"starting", "Stop", asked(u"stop"_s)},
        {"reloading", "Show output", showsOutput},
        {"import error", "Open in editor", edited(u"app.py:12"_s)},
        {"import error", "Copy", copied(u"'(' was never closed"_s)},
        {"old code", "Open in editor", edited(u"views.py:40"_s)},
        {"old code", "Show error page instead",
            [](Stage &stage) { return stage.engine().lastQuestion(u"showFailure"_s).value("on"_L1) == QJsonValue(true); }},
        {"error page shown", "Serve load 16 again",
            [](Stage &stage) { return stage.engine().lastQuestion(u"showFailure"_s).value("on"_L1) == QJsonValue(false); }},
        {"module missing", "Copy install command", copied(u"-m pip install flask_login"_s)},
        {"module missing", "Choose another Python", opened<Dialogs::ChooseDialog>},
        {"module missing", "Open in editor", edited(u"app.py:3"_s)},
        {"app not found", "Use server", iniHolds("callable = server")},
        {"app not found", "Choose…", opened<Dialogs::ChooseDialog>},
        {"several apps", "admin", iniHolds("callable = admin")},
        {"several apps", "site", iniHolds("callable = site")},
        {"port in use", "Use 8001", iniHolds("http = 127.0.0.1:8001")},
        {"port in use", "Try again", startedAgain},
        {"port in use", "Stop node…", opened<Dialogs::StopProgramDialog>},
        {"port not allowed", "Use 8080", [](Stage &stage) { return !stage.window().findChild<States::StateStrip *>()->text().isEmpty(); }},
        {"worker crashed", "Show output", showsOutput},
        {"worker crashed", "Copy report", copied(u"segmentation fault in _imaging.so"_s)},
        {"crash loop", "Show output", showsOutput},
        {"crash loop", "Start one worker only", iniHolds("processes = 1")},
        {"request stuck", "Show stack",
            [](Stage &stage) {
                auto *window = stage.window().findChild<Dialogs::TextWindow *>();
                return window && window->text().contains("line 12, in report"_L1);
            }},
        {"request stuck", "Stop request",
            [](Stage &stage) {
                const QJsonObject asked = stage.engine().lastQuestion(u"stopRequest"_s);
                auto *notice = stage.window().findChild<States::StateStrip *>();
                return asked.value("worker"_L1) == 1 && asked.value("slot"_L1) == 2 && asked.value("since"_L1) == 4711
                    && notice->text().contains("worker 1 was replaced"_L1);
            }},
        {"engine gone", "Start again", startedAgain},
        {"engine gone", "Copy report", copied(u"ended unexpectedly (signal 9)"_s)},
        {"link lost", "Try now", [](Stage &stage) { return stage.site()->facts().retryInS == 5; }},
        {"ini changed", "Load changes", asked(u"stop"_s)},
        {"ini changed", "Compare",
            [](Stage &stage) {
                auto *window = stage.window().findChild<Dialogs::TextWindow *>();
                return window && window->text().contains("- http = 127.0.0.1:8000\n+ http = 127.0.0.1:8010\n"_L1);
            }},
        {"polling", "OK", [](Stage &stage) { return stage.page()->strip().isHidden(); }},
    };
}

QString glyphName(States::Glyph glyph)
{
    switch (glyph) {
    case States::Glyph::Stopped: return u"○"_s;
    case States::Glyph::Running: return u"●"_s;
    case States::Glyph::Loading: return u"◐"_s;
    case States::Glyph::Error: return u"▲"_s;
    case States::Glyph::Attached: break;
    }
    return u"⌁"_s;
}

} // namespace

void tst_States::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setQuitOnLastWindowClosed(false);
    QDesktopServices::setUrlHandler(u"http"_s, this, "noteUrl");
}

bool tst_States::play(const QByteArray &name)
{
    m_stage = std::make_unique<Stage>();
    for (const Test::StateScript &script : Test::stateScripts()) {
        if (name == script.name) {
            return script.play(*m_stage);
        }
    }
    return false;
}

QStringList tst_States::labels(const QWidget &widget)
{
    QStringList list;
    for (const QPushButton *each : widget.findChildren<QPushButton *>()) {
        if (!each->isHidden()) {
            list.append(each->text());
        }
    }
    return list;
}

QPushButton *tst_States::button(const QWidget &widget, const QString &label)
{
    for (QPushButton *each : widget.findChildren<QPushButton *>()) {
        if (each->text() == label && each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

void tst_States::firstRun()
{
    QVERIFY(play("no site"));
    const QStringList buttons = labels(*m_stage->window().centralWidget());
    QVERIFY(buttons.contains(u"Choose folder…"_s) && buttons.contains(u"Try the sample"_s)
        && buttons.contains(u"Attach to a running server"_s));
    QVERIFY(button(m_stage->window(), u"Choose folder…"_s)->isDefault());
    QStringList texts;
    for (const QLabel *label : m_stage->window().findChildren<QLabel *>()) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    for (const QString &text : {u"Drop a project folder here"_s, u"Retort finds the app, the Python and a free port."_s, u"No sites"_s}) {
        QVERIFY2(texts.contains(text), qPrintable(text));
    }
}

void tst_States::shows_data()
{
    QTest::addColumn<QString>("glyph");
    QTest::addColumn<QString>("sidebar");
    QTest::addColumn<QString>("strip");
    QTest::addColumn<QStringList>("buttons");

    const auto row = [](const char *name, const QString &glyph, const QString &sidebar, const QString &strip, const QStringList &buttons) {
        QTest::newRow(name) << glyph << sidebar << strip << buttons;
    };
    const QString numbers = u":8000  2×4"_s;
    row("never started", u"○"_s, u"stopped"_s, {}, {});
    row("ready", u"●"_s, numbers, {}, {});
    row("running", u"●"_s, numbers, {}, {});
    row("starting", u"◐"_s, u"loading"_s, u"Importing `pandas` … 2.4 s"_s, {u"Stop"_s});
    row("reloading", u"●"_s, numbers, u"Loading changes in views.py, 3 requests held"_s, {u"Show output"_s});
    row("import error", u"▲"_s, u"1 error"_s, u"`app.py` line 12: SyntaxError, '(' was never closed. Retort reloads when you save."_s,
        {u"Open in editor"_s, u"Copy"_s});
    row("old code", u"▲"_s, u"old code"_s, u"Serving load 16 from 14:02. The new code has an error in views.py line 40."_s,
        {u"Open in editor"_s, u"Show error page instead"_s});
    row("error page shown", u"▲"_s, u"1 error"_s,
        u"`views.py` line 40: NameError, name 'form' is not defined. Retort reloads when you save."_s,
        {u"Open in editor"_s, u"Serve load 16 again"_s, u"Copy"_s});
    row("module missing", u"▲"_s, u"1 error"_s, u"No module named `flask_login` in .venv (Python 3.12)."_s,
        {u"Copy install command"_s, u"Choose another Python"_s, u"Open in editor"_s});
    row("app not found", u"▲"_s, u"1 error"_s, u"`app.py` has no WSGI app. Found: `server` (Flask), `make()` (function)."_s,
        {u"Use server"_s, u"Choose…"_s});
    row("several apps", u"▲"_s, u"1 error"_s, u"Two apps in `main.py`: `admin`, `site`. Which one?"_s, {u"admin"_s, u"site"_s});
    row("port in use", u"▲"_s, u"1 error"_s, u"Port 8000 is used by node (pid 999999, vite)."_s,
        {u"Use 8001"_s, u"Try again"_s, u"Stop node…"_s});
    row("port not allowed", u"▲"_s, u"1 error"_s, u"Ports under 1024 need administrator rights."_s, {u"Use 8080"_s});
    row("worker crashed", u"●"_s, numbers, u"Worker 2 stopped: segmentation fault in `_imaging.so`. It was replaced; 1 request failed."_s,
        {u"Show output"_s, u"Copy report"_s});
    row("crash loop", u"▲"_s, u"1 error"_s, u"Workers stop within 1 s of starting (5 times). Retort waits."_s,
        {u"Show output"_s, u"Start one worker only"_s});
    row("request stuck", u"●"_s, numbers, u"GET /report has run for 30 s on worker 1."_s, {u"Show stack"_s, u"Stop request"_s});
    row("engine gone", u"▲"_s, u"1 error"_s, u"The server process ended unexpectedly (signal 9)."_s, {u"Start again"_s, u"Copy report"_s});
    row("link lost", u"⌁"_s, u"not connected"_s, {}, {u"Try now"_s});
    row("ini changed", u"●"_s, numbers, u"`uwsgi.ini` changed on disk."_s, {u"Load changes"_s, u"Compare"_s});
    row("polling", u"●"_s, numbers, u"This folder is on a network drive; changes are noticed within 1 s."_s, {u"OK"_s});
}

void tst_States::shows()
{
    QFETCH(QString, glyph);
    QFETCH(QString, sidebar);
    QFETCH(QString, strip);
    QFETCH(QStringList, buttons);
    QVERIFY(play(QTest::currentDataTag()));
    States::StateStrip &shown = m_stage->page()->strip();
    QTRY_COMPARE(glyphName(m_stage->page()->view().glyph), glyph);
    QCOMPARE(sidebarLine(), sidebar);
    QCOMPARE(labels(shown), buttons);
    if (QByteArrayView(QTest::currentDataTag()) == "link lost") {  // it counts down
        QVERIFY2(shown.text().startsWith("No connection to blog since "_L1), qPrintable(shown.text()));
        return;
    }
    QTRY_COMPARE(shown.text(), strip);
    QCOMPARE(shown.isVisible(), !strip.isEmpty());
}

void tst_States::buttonsWork_data()
{
    QTest::addColumn<int>("index");
    const QList<Click> all = clicks();
    for (int i = 0; i < all.size(); ++i) {
        QTest::newRow(qPrintable(QString::fromLatin1(all.at(i).script) + ": "_L1 + QString::fromUtf8(all.at(i).label))) << i;
    }
}

void tst_States::buttonsWork()
{
    QFETCH(int, index);
    const Click click = clicks().at(index);
    QVERIFY(play(click.script));
    QGuiApplication::clipboard()->clear();
    QPushButton *found = nullptr;
    QTRY_VERIFY((found = button(m_stage->page()->strip(), QString::fromUtf8(click.label))) != nullptr);
    engine().asked.clear();
    found->click();
    QTRY_VERIFY(click.happened(*m_stage));
}

void tst_States::readyPage()
{
    QVERIFY(play("ready"));
    const auto lines = m_stage->page()->findChildren<QLineEdit *>();
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QLineEdit *line) {
        return line->isVisible() && line->isReadOnly() && line->text() == "curl -i http://127.0.0.1:8000/"_L1;
    }));
    button(*m_stage->page(), u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"curl -i http://127.0.0.1:8000/"_s);
    button(*m_stage->page(), u"Open in browser"_s)->click();
    QCOMPARE(m_opened, QUrl(u"http://127.0.0.1:8000"_s));
}

void tst_States::neverStartedPage()
{
    QVERIFY(play("never started"));
    QVERIFY(button(*m_stage->page(), u"Start"_s)->isDefault());
    button(*m_stage->page(), u"Settings"_s)->click();
    QVERIFY(!button(*m_stage->page(), u"Start"_s));
    m_stage = nullptr;
    QVERIFY(play("never started"));
    button(*m_stage->page(), u"Start"_s)->click();
    QTRY_VERIFY(startedAgain(*m_stage));
}

void tst_States::failedLoadIsShownWhole()
{
    QVERIFY(play("import error"));
    const auto texts = m_stage->page()->findChildren<QPlainTextEdit *>();
    QVERIFY(std::any_of(texts.begin(), texts.end(),
        [](const QPlainTextEdit *text) { return text->isVisible() && text->toPlainText().endsWith("'(' was never closed"_L1); }));
    QVERIFY(!button(*m_stage->page(), u"Open in browser"_s));
}

void tst_States::crashLoopShowsOutputOnce()
{
    QVERIFY(play("crash loop"));
    QTRY_VERIFY(m_stage->page()->output().isVisible());
    m_stage->page()->showTab(Window::SitePage::Tab::Requests);
    Q_EMIT m_stage->site()->changed();
    QVERIFY(!m_stage->page()->output().isVisible());
}

void tst_States::rowsStayWhenTheEngineGoes()
{
    for (const char *name : {"engine gone", "link lost"}) {
        QVERIFY(play(name));
        auto *tab = m_stage->page()->findChild<Requests::RequestsTab *>();
        QVERIFY2(tab->isVisible(), name);
        QCOMPARE(tab->model().counts().requests, quint64{10});
    }
}

void tst_States::nothingMatches()
{
    QVERIFY(play("nothing matches"));
    QPushButton *clear = nullptr;
    QTRY_VERIFY((clear = button(*m_stage->page(), u"Clear filter"_s)) != nullptr);
    clear->click();
    QTRY_VERIFY(!button(*m_stage->page(), u"Clear filter"_s));
    QCOMPARE(m_stage->page()->filter(), QString());
}

void tst_States::messagesAreClosed()
{
    for (const char *name : {"worker crashed", "ini changed", "polling"}) {
        QVERIFY(play(name));
        for (QToolButton *each : m_stage->page()->strip().findChildren<QToolButton *>()) {
            if (each->toolTip() == "Close"_L1) {
                QVERIFY(each->isVisible());
                each->click();
            }
        }
        QTRY_VERIFY2(m_stage->page()->strip().isHidden(), name);
    }
}

void tst_States::workersAreSeenAndReplaced()
{
    QVERIFY(play("request stuck"));
    m_stage->window().findChild<Window::WorkerSquares *>()->click();
    auto *dialog = m_stage->window().findChild<Dialogs::WorkersDialog *>();
    QVERIFY(dialog);
    auto *table = dialog->findChild<QTreeWidget *>();
    QTRY_COMPARE(table->topLevelItemCount(), 2);
    QCOMPARE(table->topLevelItem(0)->text(6), u"GET /report"_s);
    QCOMPARE(table->topLevelItem(0)->text(7), u"31 s"_s);
    QCOMPARE(table->topLevelItem(1)->text(6), u"–"_s);
    button(*dialog, u"Stop request"_s)->click();
    QTRY_COMPARE(engine().lastQuestion(u"stopRequest"_s).value("since"_L1).toInt(), 4711);
    table->setCurrentItem(table->topLevelItem(1));
    QVERIFY(!button(*dialog, u"Stop request"_s)->isEnabled());
    button(*dialog, u"Replace"_s)->click();
    QTRY_COMPARE(engine().lastQuestion(u"replaceWorker"_s).value("worker"_L1).toInt(), 2);
    QCOMPARE(engine().lastQuestion(u"replaceWorker"_s).value("mode"_L1).toString(), u"graceful"_s);
    const auto said = [&] {  // the engine's sentence, in this case that it knows no such command
        const auto all = dialog->findChildren<QLabel *>();
        return std::any_of(
            all.begin(), all.end(), [](const QLabel *label) { return label->isVisible() && label->text() == "There is no command."_L1; });
    };
    QTRY_VERIFY(said());
    engine().answers.insert(u"replaceWorker"_s, {});
    button(*dialog, u"Stop"_s)->click();
    QTRY_COMPARE(engine().lastQuestion(u"replaceWorker"_s).value("mode"_L1).toString(), u"now"_s);
    button(*dialog, u"Show stack"_s)->click();
    QTRY_COMPARE(engine().lastQuestion(u"stack"_s).value("worker"_L1).toInt(), 2);
}

void tst_States::processesAreChanged()
{
    QVERIFY(play("running"));
    m_stage->window().findChild<Window::WorkerSquares *>()->click();
    auto *dialog = m_stage->window().findChild<Dialogs::WorkersDialog *>();
    QVERIFY(dialog);
    QVERIFY(!button(*dialog, u"Apply"_s)->isEnabled());
    dialog->findChild<QSpinBox *>()->setValue(3);
    button(*dialog, u"Apply"_s)->click();
    QTRY_VERIFY(iniHolds("processes = 3")(*m_stage));
    QTRY_VERIFY(engine().asked.contains(u"reload"_s));  // nothing watches the files: it is asked for
    QVERIFY(!engine().asked.contains(u"stop"_s));
    QVERIFY(m_stage->page()->strip().isHidden());       // its own change is no news
}

void tst_States::squaresTellWhatRuns()
{
    QVERIFY(play("request stuck"));
    auto *squares = m_stage->window().findChild<Window::WorkerSquares *>();
    QTRY_COMPARE(squares->accessibleDescription(), u"1 of 8 threads are busy, 1 for more than half a second"_s);
    QVERIFY(squares->toolTip().contains("worker 1: GET /report"_L1));
}

void tst_States::sentenceInTheStatusBarTellsMore()
{
    QVERIFY(play("request stuck"));
    const auto all = m_stage->window().statusBar()->findChildren<QLabel *>();
    const auto sentence =
        std::find_if(all.begin(), all.end(), [](const QLabel *label) { return label->text().startsWith(u"Running · "_s); });
    QVERIFY(sentence != all.end());
    QTest::mouseClick(*sentence, Qt::LeftButton);
    auto *window = m_stage->window().findChild<Dialogs::TextWindow *>();
    QVERIFY(window);
    for (const QString &line :
        {u"GET /report has run for 30 s on worker 1."_s, u"Python: Python 3.12.4"_s, u"Now: 1 running, 0 waiting"_s}) {
        QVERIFY2(window->text().contains(line), qPrintable(line));
    }
}

void tst_States::reportsHoldNoSecrets()
{
    QVERIFY(play("worker crashed"));
    QTRY_VERIFY(m_stage->page()->output().model().rowCount() > 0);
    const QString report = Window::siteReport(*m_stage->site(), &m_stage->page()->output().model());
    QVERIFY(report.contains("login with password=***"_L1) && !report.contains("hunter2"_L1));
    QVERIFY(report.contains("Retort "_L1) && report.contains("Python 3.12.4"_L1));
    QCOMPARE(Window::withoutSecrets(u"Authorization: Bearer abc.def"_s), u"Authorization: ***"_s);
    QCOMPARE(Window::withoutSecrets(u"{'api_key': 'abc', 'user': 'ada'}"_s), u"{'api_key': '***', 'user': 'ada'}"_s);
    QCOMPARE(Window::withoutSecrets(u"postgresql://ada:pw@db/x"_s), u"postgresql://ada:***@db/x"_s);
    QCOMPARE(Window::withoutSecrets(u"GET / took 3 ms"_s), u"GET / took 3 ms"_s);
}

QTEST_MAIN(tst_States)
#include "tst_states.moc"
