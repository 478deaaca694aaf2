// SPDX-License-Identifier: Apache-2.0
#include "engine/loadrequest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;

// The names are half of a contract; the other half reads them in engine/python/runtime.
class tst_LoadRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheKeysTheRuntimeReads();
    void carriesTheApp();
    void keepsTheOrderOfPairs();
    void tellsTheMasterOnlyIfThereIsOne();
    void asksForMemory_data();
    void asksForMemory();
    void interpreterOptions_data();
    void interpreterOptions();
};

void tst_LoadRequest::hasTheKeysTheRuntimeReads()
{
    const QJsonObject request = loadRequest({});
    QCOMPARE(request.keys(),
        (QStringList{u"app"_s, u"bufferSize"_s, u"masterPid"_s, u"memoryReport"_s, u"node"_s, u"options"_s, u"processes"_s,
            u"projectFolder"_s, u"startedOn"_s, u"threads"_s}));
    QCOMPARE(request.value("app"_L1).toObject().keys(),
        (QStringList{u"callable"_s, u"chdir"_s, u"chdir2"_s, u"environment"_s, u"environmentFolders"_s, u"fileWrapper"_s,
            u"ignoreScriptName"_s, u"imports"_s, u"loadDotenv"_s, u"manageScriptName"_s, u"module"_s, u"mounts"_s, u"noDefaultApp"_s,
            u"pyargv"_s, u"pythonPath"_s, u"strictWsgi"_s, u"unsetEnvironment"_s, u"wsgiFile"_s}));
}

void tst_LoadRequest::carriesTheApp()
{
    Config::ServerConfig config;
    config.projectFolder = u"/site"_s;
    config.processes = 3;
    config.threads = 2;
    config.app.module = u"shop.wsgi:app"_s;
    config.app.mounts = {{u"/x"_s, u"x.py"_s}};
    config.app.pythonPath = {u"lib"_s, u"lib2"_s};
    config.app.manageScriptName = true;
    config.app.strictWsgi = false;
    const QJsonObject request = loadRequest(config);
    const QJsonObject app = request.value("app"_L1).toObject();
    QCOMPARE(request.value("projectFolder"_L1).toString(), u"/site"_s);
    QCOMPARE(request.value("processes"_L1).toInt(), 3);
    QCOMPARE(request.value("threads"_L1).toInt(), 2);
    QVERIFY(request.value("startedOn"_L1).toInteger() > 1'700'000'000);
    QCOMPARE(app.value("module"_L1).toString(), u"shop.wsgi:app"_s);
    QCOMPARE(app.value("mounts"_L1).toArray(), (QJsonArray{QJsonObject{{u"mountpoint"_s, u"/x"_s}, {u"application"_s, u"x.py"_s}}}));
    QCOMPARE(app.value("pythonPath"_L1).toArray(), (QJsonArray{u"lib"_s, u"lib2"_s}));
    QCOMPARE(app.value("manageScriptName"_L1).toBool(), true);
    QCOMPARE(app.value("strictWsgi"_L1).toBool(true), false);
}

void tst_LoadRequest::keepsTheOrderOfPairs()
{
    Config::ServerConfig config;
    config.options = {{u"module"_s, u"a"_s}, {u"env"_s, u"B=1"_s}, {u"env"_s, u"A=2"_s}};
    config.app.environment = {{u"B"_s, u"1"_s}, {u"A"_s, u"2"_s}, {u"B"_s, u"3"_s}};
    const QJsonObject request = loadRequest(config);
    QCOMPARE(request.value("options"_L1).toArray(),
        (QJsonArray{QJsonArray{u"module"_s, u"a"_s}, QJsonArray{u"env"_s, u"B=1"_s}, QJsonArray{u"env"_s, u"A=2"_s}}));
    QCOMPARE(request.value("app"_L1).toObject().value("environment"_L1).toArray(),
        (QJsonArray{QJsonArray{u"B"_s, u"1"_s}, QJsonArray{u"A"_s, u"2"_s}, QJsonArray{u"B"_s, u"3"_s}}));
}

void tst_LoadRequest::tellsTheMasterOnlyIfThereIsOne()
{
    Config::ServerConfig config;
    QCOMPARE(loadRequest(config).value("masterPid"_L1).toInteger(-1), 0);
    config.master = true;
    QCOMPARE(loadRequest(config).value("masterPid"_L1).toInteger(-1), QCoreApplication::applicationPid());
}

void tst_LoadRequest::asksForMemory_data()
{
    QTest::addColumn<bool>("report");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nobody wants to know") << false << qint64{0} << false;
    QTest::newRow("memory-report") << true << qint64{0} << true;
    QTest::newRow("reload-on-rss must know too") << false << qint64{1} << true;
}

void tst_LoadRequest::asksForMemory()
{
    QFETCH(bool, report);
    QFETCH(qint64, limit);
    Config::ServerConfig config;
    config.log.memoryReport = report;
    config.reloadOnRssBytes = limit;
    QTEST(loadRequest(config).value("memoryReport"_L1).toBool(), "expected");
}

void tst_LoadRequest::interpreterOptions_data()
{
    QTest::addColumn<bool>("noSite");
    QTest::addColumn<int>("optimize");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << false << 0 << QStringList();
    QTest::newRow("no-site") << true << 0 << QStringList{u"-S"_s};
    QTest::newRow("optimize = 1") << false << 1 << QStringList{u"-O"_s};
    QTest::newRow("both, and docstrings go") << true << 2 << QStringList{u"-S"_s, u"-OO"_s};
}

void tst_LoadRequest::interpreterOptions()
{
    QFETCH(bool, noSite);
    QFETCH(int, optimize);
    Config::AppConfig app;
    app.noSite = noSite;
    app.optimize = optimize;
    QTEST(pythonOptions(app), "expected");
}

QTEST_GUILESS_MAIN(tst_LoadRequest)
#include "tst_loadrequest.moc"
