// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/sitelist.h"
#include "ui/states/stateview.h"

#include "tests/support/fakeengine.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Sites;
using namespace Qt::StringLiterals;
using Phase = States::SiteFacts::Phase;

// Sites against an engine that says what a test writes.
class tst_Site final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void findsAndFollowsARunningEngine();
    void oldEnginesHaveNoEvents();
    void eventsBecomeMarkers();
    void reloadIsShownWhileItLasts();
    void failedLoadHasItsButtons();
    void lostWorkersAreTold();
    void appsCannotPretendToBeTheEngine();
    void lostLinkIsTriedAgain();
    void ownSitesAreRecognised();
    void programThatCannotStart();
    void programThatEndsAtOnce();

private:
    QString strip(const Site &site) const { return States::describe(site.facts()).messages.value(0).text; }
    Site *guest();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Control::RuntimeDir> m_runtime;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Test::FakeEngine> m_engine;
    std::unique_ptr<SiteList> m_sites;
};

void tst_Site::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto runtime = Control::RuntimeDir::openAt(m_folder->filePath(u"r"_s));
    QVERIFY(runtime);
    m_runtime = std::make_unique<Control::RuntimeDir>(*runtime);
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_engine = std::make_unique<Test::FakeEngine>();
    QVERIFY(m_engine->listen(*m_runtime, u"blog"_s));
    m_sites = std::make_unique<SiteList>(*m_store, u"/bin/false"_s, *m_runtime);
}

void tst_Site::cleanup()
{
    m_sites.reset();
    m_engine.reset();
    m_store.reset();
}

// The site of the engine, once it is connected.
Site *tst_Site::guest()
{
    m_sites->restore();
    const bool there = QTest::qWaitFor([this] { return m_sites->count() == 1 && m_sites->at(0)->facts().load == 17; });
    return there ? m_sites->at(0) : nullptr;
}

void tst_Site::findsAndFollowsARunningEngine()
{
    QAbstractItemModelTester tester(m_sites.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    Site *site = guest();
    QVERIFY(site);
    QVERIFY(site->isGuest());
    QCOMPARE(site->facts().python, u"Python 3.12.4"_s);
    QCOMPARE(m_sites->index(0).data(SiteList::SecondLineRole).toString(), u":8000  2×4"_s);
    QTRY_VERIFY(m_engine->asked.contains(u"record"_s)); // heads and bodies, for as long as somebody looks
    QSignalSpy requests(site, &Site::requestsArrived);
    QSignalSpy output(site, &Site::outputArrived);
    m_engine->tell(u"requests"_s, {QJsonObject{{u"target"_s, u"/"_s}}});
    m_engine->tell(u"output"_s, {QJsonObject{{u"text"_s, u"hello"_s}, {u"worker"_s, 1}}});
    QTRY_COMPARE(requests.count(), 1);
    QCOMPARE(requests.at(0).at(0).value<Log::RecordBatch>().count, 1);
    QTRY_COMPARE(output.count(), 1);
}

void tst_Site::oldEnginesHaveNoEvents()
{
    Site *site = guest();
    QVERIFY(site);
    QVERIFY(!site->facts().reloadsOnSave);
    m_engine->asked.clear();
    site->setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->asked.count(u"status"_s) >= 2, 3000);
    site->setWatched(false);
}

void tst_Site::eventsBecomeMarkers()
{
    m_engine->hasEvents = true;
    m_engine->status.insert(u"watching"_s, true);
    Site *site = guest();
    QVERIFY(site);
    QTRY_VERIFY(site->facts().reloadsOnSave);
    QSignalSpy markers(site, &Site::markerHappened);
    m_engine->asked.clear();
    m_engine->tell(u"events"_s, {QJsonObject{{u"kind"_s, u"reload"_s}, {u"text"_s, u"reload · views.py"_s}, {u"time"_s, 5}}});
    QTRY_COMPARE(markers.count(), 1);
    QCOMPARE(markers.first().at(0).toString(), u"reload · views.py"_s);
    QVERIFY(markers.first().at(2).toBool());
    // What has parts is said in the language of the window.
    const QJsonArray files{u"a.py"_s, u"b.py"_s, u"c.py"_s, u"d.py"_s};
    m_engine->tell(u"events"_s,
        {QJsonObject{{u"kind"_s, u"reload"_s}, {u"text"_s, u"?"_s}, {u"load"_s, 3}, {u"totalUs"_s, 41'900}, {u"files"_s, files}},
            QJsonObject{{u"kind"_s, u"reload"_s}, {u"text"_s, u"?"_s}, {u"load"_s, 4}, {u"importUs"_s, 7'000}},
            QJsonObject{{u"kind"_s, u"workerLost"_s}, {u"text"_s, u"Worker 2 was killed."_s}, {u"load"_s, 4}}});
    QTRY_COMPARE(markers.count(), 4);
    QCOMPARE(markers.at(1).at(0).toString(), u"reload · a.py, b.py, c.py and 1 more · load 3 in 41 ms"_s);
    QCOMPARE(markers.at(2).at(0).toString(), u"reload · load 4 in 7 ms"_s);
    QCOMPARE(markers.at(3).at(0).toString(), u"Worker 2 was killed."_s);
    QTRY_VERIFY(m_engine->asked.contains(u"status"_s));
}

void tst_Site::reloadIsShownWhileItLasts()
{
    m_engine->workers = {QJsonObject{{u"id"_s, 1}, {u"load"_s, 16}, {u"started"_s, 5}}};
    Site *site = guest();
    QVERIFY(site);
    m_engine->status.insert(u"state"_s, u"loading"_s);
    m_engine->status.insert(u"queued"_s, 3);
    site->reload();
    QTRY_COMPARE_WITH_TIMEOUT(strip(*site), u"Loading the app again, 3 requests held"_s, 3000);
    m_engine->status.insert(u"state"_s, u"serving"_s);
    QTRY_COMPARE(strip(*site), QString());
}

void tst_Site::failedLoadHasItsButtons()
{
    m_engine->status.insert(u"state"_s, u"failed"_s);
    m_engine->status.insert(u"loadError"_s, u"…"_s);
    m_engine->status.insert(u"loadFailure"_s,
        QJsonObject{{u"kind"_s, u"syntax"_s}, {u"sentence"_s, u"/srv/blog/app.py, line 12: SyntaxError: '(' was never closed"_s},
            {u"file"_s, u"/srv/blog/app.py"_s}, {u"line"_s, 12}});
    Site *site = guest();
    QVERIFY(site);
    QCOMPARE(strip(*site), u"`app.py` line 12: SyntaxError, '(' was never closed. Reload when it is mended."_s);
    QCOMPARE(States::describe(site->facts()).messages.first().buttons.first().number, 12);
}

void tst_Site::lostWorkersAreTold()
{
    Site *site = guest();
    QVERIFY(site);
    const QString text = u"Worker 2 (pid 9) was killed by signal 11. It is being replaced."_s;
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1000;
    m_engine->tell(u"output"_s, {QJsonObject{{u"worker"_s, 0}, {u"text"_s, text}, {u"time"_s, now}}});
    QTRY_COMPARE(strip(*site), text);
    site->dismissWorkerLost();
    QCOMPARE(strip(*site), QString());
}

void tst_Site::appsCannotPretendToBeTheEngine()
{
    Site *site = guest();
    QVERIFY(site);
    QSignalSpy output(site, &Site::outputArrived);
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1000;
    m_engine->tell(u"output"_s, {QJsonObject{{u"worker"_s, 1}, {u"text"_s, u"Worker 2 died. It is being replaced."_s}, {u"time"_s, now}}});
    QTRY_COMPARE(output.count(), 1);
    QCOMPARE(strip(*site), QString());
}

// The process of the fake engine is this test: it lives on.
void tst_Site::lostLinkIsTriedAgain()
{
    Site *site = guest();
    QVERIFY(site);
    m_engine->vanish();
    QTRY_COMPARE(site->facts().phase, Phase::LinkLost);
    QVERIFY(strip(*site).startsWith("No connection to blog since "_L1));
    m_engine = std::make_unique<Test::FakeEngine>();
    QVERIFY(m_engine->listen(*m_runtime, u"blog"_s));
    site->tryLinkNow();
    QTRY_COMPARE(site->facts().phase, Phase::Connected);
}

void tst_Site::ownSitesAreRecognised()
{
    m_engine->site.insert(u"folder"_s, m_folder->path());
    writeSites(*m_store, {SiteRecord::make(u"my blog"_s, m_folder->path(), {u"-w"_s, u"app"_s})});
    m_sites->restore();
    QTRY_VERIFY(m_sites->at(0)->isConnected());
    QCOMPARE(m_sites->count(), 1);
    QVERIFY(!m_sites->at(0)->isGuest());
    QCOMPARE(m_sites->at(0)->record().name, u"my blog"_s);
}

void tst_Site::programThatCannotStart()
{
    SiteList sites(*m_store, u"/nowhere/retort"_s, *m_runtime);
    Site *site = sites.add(SiteRecord::make(u"x"_s, m_folder->path(), {}));
    site->start();
    QTRY_COMPARE(site->facts().phase, Phase::StartFailed);
    QVERIFY(strip(*site).contains("/nowhere/retort"_L1));
    Site *gone = sites.add(SiteRecord::make(u"y"_s, u"/nowhere/folder"_s, {}));
    gone->start();
    QCOMPARE(gone->facts().phase, Phase::StartFailed);
}

void tst_Site::programThatEndsAtOnce()
{
    Site *site = m_sites->add(SiteRecord::make(u"x"_s, m_folder->path(), {}));
    site->start();
    QTRY_COMPARE(site->facts().phase, Phase::StartFailed);
    QCOMPARE(strip(*site), u"The server process ended before it served."_s);
}

QTEST_GUILESS_MAIN(tst_Site)
#include "tst_site.moc"
