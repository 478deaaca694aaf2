// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::Answer;
using Test::WorkerHarness;

// The module uwsgi as applications see it (UWSGI.md §6): each row evaluates an expression in a request.
class tst_WorkerUwsgi final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void values_data();
    void values();
    void callsReachTheEngine_data();
    void callsReachTheEngine();
    void decoratorsRun();

private:
    std::unique_ptr<WorkerHarness> m_worker;
    QList<Test::Interpreter> m_interpreters;
};

void tst_WorkerUwsgi::initTestCase()
{
    m_interpreters = Test::usableInterpreters();
    if (m_interpreters.isEmpty()) {
        QSKIP("no CPython from 3.11 up");
    }
    m_worker = std::make_unique<WorkerHarness>();
    QVERIFY(m_worker->start(m_interpreters.first()));
    const QJsonArray options{QJsonArray{u"http"_s, u":1"_s}, QJsonArray{u"http"_s, u":5000"_s}, QJsonArray{u"master"_s, QJsonValue::Null},
        QJsonArray{u"need-app"_s, u""_s}};
    const QJsonObject report = m_worker->load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}}, {{u"options"_s, options}});
    QCOMPARE(report.value("type"_L1).toString(), u"ready"_s);
}

void tst_WorkerUwsgi::values_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("opt") << "uwsgi.opt"_ba << "{'http': b':5000', 'master': True, 'need-app': b''}"_ba;
    QTest::newRow("version is bytes") << "uwsgi.version[:6]"_ba << "b'2.0.30'"_ba;
    QTest::newRow("version_info") << "uwsgi.version_info[:4]"_ba << "(2, 0, 30, 0)"_ba;
    QTest::newRow("hostname is bytes") << "uwsgi.hostname"_ba << "b'host'"_ba;
    QTest::newRow("numbers are attributes") << "uwsgi.numproc, uwsgi.cores, uwsgi.buffer_size, uwsgi.started_on, uwsgi.is_a_reload"_ba
                                            << "(1, 1, 65536, 1700000000, False)"_ba;
    QTest::newRow("ids") << "uwsgi.worker_id(), uwsgi.mule_id(), uwsgi.masterpid()"_ba << "(1, 0, 4711)"_ba;
    QTest::newRow("request_id") << "uwsgi.request_id() > 1000"_ba << "True"_ba;
    QTest::newRow("env is the request's") << "uwsgi.env is ENV"_ba << "True"_ba;
    QTest::newRow("mem") << "[m > 1000000 for m in uwsgi.mem()]"_ba << "[True, True]"_ba;
    QTest::newRow("micros") << "uwsgi.micros() > 1700000000000000"_ba << "True"_ba;
    QTest::newRow("log variables") << "uwsgi.set_logvar('a', 'b'), uwsgi.get_logvar('a'), uwsgi.get_logvar('c')"_ba
                                   << "(None, b'b', None)"_ba;
    QTest::newRow("applications") << "list(uwsgi.applications)"_ba << "['']"_ba;
    QTest::newRow("rpc stays here") << "uwsgi.register_rpc('f', lambda a: a + b'!'), uwsgi.rpc('', 'f', 'x')"_ba << "(True, b'x!')"_ba;
    QTest::newRow("missing things can be asked for") << "hasattr(uwsgi, 'websocket_handshake')"_ba << "False"_ba;
    QTest::newRow("without effect, but there") << "uwsgi.set_user_harakiri(5)"_ba << "None"_ba;
    QTest::newRow("chunked_read") << "uwsgi.chunked_read()"_ba << "b''"_ba;
}

void tst_WorkerUwsgi::values()
{
    QFETCH(QByteArray, expression);
    const Answer answer = m_worker->ask({.path = "/evaluate?" + expression.toPercentEncoding()});
    QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("traceback"_L1).toString()));
    QTEST(answer.body, "value");
}

void tst_WorkerUwsgi::callsReachTheEngine_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QJsonValue>("result");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("reload") << "uwsgi.reload()"_ba << u"reload{}"_s << QJsonValue(true) << "True"_ba;
    QTest::newRow("total_requests") << "uwsgi.total_requests()"_ba << u"total_requests{}"_s << QJsonValue(7) << "7"_ba;
    QTest::newRow("lock and unlock") << "uwsgi.lock(), uwsgi.unlock()"_ba << u"lock{\"number\":0} unlock{\"number\":0}"_s
                                     << QJsonValue(true) << "(None, None)"_ba;
    QTest::newRow("cache_get") << "uwsgi.cache_get('k')"_ba << u"cache_get{\"cache\":\"\",\"key\":\"k\"}"_s << QJsonValue(u"\u00e9"_s)
                               << "b'\\xe9'"_ba;
    QTest::newRow("cache_get of nothing") << "uwsgi.cache_get(b'k')"_ba << u"cache_get{\"cache\":\"\",\"key\":\"k\"}"_s
                                          << QJsonValue(QJsonValue::Null) << "None"_ba;
    QTest::newRow("cache_set") << "uwsgi.cache_set('k', b'\\xff', 5)"_ba
                               << u"cache_set{\"cache\":\"\",\"expires\":5,\"key\":\"k\",\"update\":false,\"value\":\"\u00ff\"}"_s
                               << QJsonValue(true) << "True"_ba;
    QTest::newRow("workers") << "uwsgi.workers()[0]['pid'], uwsgi.workers()[0]['status']"_ba << u"workers{} workers{}"_s
                             << QJsonValue(QJsonArray{QJsonObject{{u"pid"_s, 12}, {u"status"_s, u"busy"_s}}}) << "(12, b'busy')"_ba;
}

void tst_WorkerUwsgi::callsReachTheEngine()
{
    QFETCH(QByteArray, expression);
    QFETCH(QJsonValue, result);
    QStringList calls;
    const Answer answer = m_worker->askWithCalls(
        {.path = "/evaluate?" + expression.toPercentEncoding()}, [&](const QString &call, const QJsonObject &arguments) {
            calls.append(call + QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact)));
            return result;
        });
    QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("traceback"_L1).toString()));
    QTEST(answer.body, "value");
    QTEST(calls.join(u' '), "calls");
}

void tst_WorkerUwsgi::decoratorsRun()
{
    WorkerHarness worker;
    QVERIFY(worker.start(m_interpreters.first()));
    const QJsonObject report = worker.load({{u"module"_s, u"decorated"_s}, {u"chdir"_s, Test::appsFolder()}});
    QVERIFY2(report.value("type"_L1) == "ready"_L1, qPrintable(report.value("sentence"_L1).toString()));
    const QByteArrayList expected{"after_req", "postfork", "signal17", "spool", "thread", "timer"};
    QTRY_COMPARE(worker.ask({}).body.split(' '), expected);
    worker.retire();
    QVERIFY(worker.waitForExit());
    QVERIFY(worker.process().readAllStandardOutput().contains("uwsgi.atexit ran"));
}

QTEST_GUILESS_MAIN(tst_WorkerUwsgi)

#include "tst_workeruwsgi.moc"
