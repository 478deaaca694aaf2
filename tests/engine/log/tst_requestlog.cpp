// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestlog.h"

#include "tests/support/samplerequest.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using Log::LogRules;

class tst_RequestLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsAllAndPerWorker();
    void disabledLoggingKeepsTheExceptions_data();
    void disabledLoggingKeepsTheExceptions();
    void theAppAsksForItsLine();
    void oneRequestOneLine();
    void serverLinesHaveTheDate();
    void listenersHearOfBatches();
    void replaysAreKnownByTheirPort();
    void costsLittle();

private:
    QByteArray written();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Log::LineWriter> m_writer;
};

void tst_RequestLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto writer = Log::LineWriter::toFile(m_folder->filePath(QStringLiteral("log")));
    QVERIFY(writer);
    m_writer = std::move(*writer);
}

QByteArray tst_RequestLog::written()
{
    m_writer->flush();
    QFile file(m_folder->filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_RequestLog::countsAllAndPerWorker()
{
    Log::RequestLog log({}, nullptr);
    Gateway::Trace trace = Test::sampleTrace();
    log.requestFinished(Test::sampleRequest(), trace);
    trace.workerId = 1;
    trace.status = 500;
    trace.exception = true;
    log.requestFinished(Test::sampleRequest(), trace);
    trace.workerId = 0;
    trace.status = 0;
    trace.clientGone = true;
    log.requestFinished(Test::sampleRequest(), trace);
    log.requestRejected("::1", 400, "No.");
    QCOMPARE(log.counters().requests, 3u);
    QCOMPARE(log.counters().byClass[2], 1u);
    QCOMPARE(log.counters().byClass[5], 1u);
    QCOMPARE(log.counters().byClass[0], 1u);
    QCOMPARE(log.counters().exceptions, 2u);
    QCOMPARE(log.counters().clientGone, 1u);
    QCOMPARE(log.counters().rejected, 1u);
    QCOMPARE(log.workerCounters(2).requests, 1u);
    QCOMPARE(log.workerCounters(2).bytesOut, 879u);
    QCOMPARE(log.workerCounters(1).exceptions, 1u);
    QCOMPARE(log.workerCounters(9).requests, 0u);
    QCOMPARE(log.slotRequests(2, 1), 1u);
    QCOMPARE(log.slotRequests(2, 0), 0u);
    QCOMPARE(log.slotRequests(2, 7), 0u);
    QCOMPARE(log.store().size(), std::size_t{4});
}

void tst_RequestLog::disabledLoggingKeepsTheExceptions_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("ms");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("written");
    QTest::newRow("ordinary") << 200 << 10 << 100 << false;
    QTest::newRow("404") << 404 << 10 << 100 << true;
    QTest::newRow("500") << 500 << 10 << 100 << true;
    QTest::newRow("302") << 302 << 10 << 100 << false;
    QTest::newRow("slow") << 200 << 250 << 100 << true;
    QTest::newRow("big") << 200 << 10 << 5'000 << true;
    QTest::newRow("zero") << 204 << 10 << 0 << true;
}

void tst_RequestLog::disabledLoggingKeepsTheExceptions()
{
    QFETCH(int, status);
    QFETCH(int, ms);
    QFETCH(int, bytes);
    LogRules rules;
    rules.requests = false;
    Gateway::Trace trace = Test::sampleTrace();
    trace.status = static_cast<std::uint16_t>(status);
    trace.finishedUs = trace.acceptedUs + ms * 1000;
    trace.bodyBytesOut = static_cast<std::uint64_t>(bytes);
    Log::RequestLog silent(rules, m_writer.get());
    silent.requestFinished(Test::sampleRequest(), trace);
    QCOMPARE(written(), QByteArray());
    rules.log4xx = rules.log5xx = rules.logZero = true;
    rules.slowMs = 250;
    rules.bigBytes = 5'000;
    Log::RequestLog log(rules, m_writer.get());
    log.requestFinished(Test::sampleRequest(), trace);
    QTEST(!written().isEmpty(), "written");
}

void tst_RequestLog::theAppAsksForItsLine()
{
    LogRules rules;
    rules.requests = false;
    Log::RequestLog log(rules, m_writer.get());
    Gateway::VarBlock vars;
    vars.add("user", "log_this_request");
    Gateway::Trace trace = Test::sampleTrace();
    trace.logVars = vars.bytes();
    log.requestFinished(Test::sampleRequest(), trace);
    QCOMPARE(written(), QByteArray());
    vars.add("log_this_request", "1");
    trace.logVars = vars.bytes();
    log.requestFinished(Test::sampleRequest(), trace);
    QCOMPARE(written().count('\n'), 1);
}

void tst_RequestLog::oneRequestOneLine()
{
    for (const auto style : {LogRules::Style::Uwsgi, LogRules::Style::Terminal}) {
        LogRules rules;
        rules.style = style;
        Log::RequestLog log(rules, m_writer.get());
        const qsizetype before = written().count('\n');
        log.requestFinished(Test::sampleRequest("/a\r\nb\x1b[0m"), Test::sampleTrace());
        log.requestRejected("1.2.3.4", 400, "Bad byte \x1b\n in it.");
        log.writeMarker("reload\nnow");
        log.writeOutput(1, true, "Traceback\r\x1b[2J");
        QCOMPARE(written().count('\n'), before + 4);
        QVERIFY(!written().contains('\x1b') && !written().contains('\r'));
    }
}

void tst_RequestLog::serverLinesHaveTheDate()
{
    LogRules rules;
    rules.date = "%Y!";
    Log::RequestLog log(rules, m_writer.get());
    log.writeMarker("reload");
    QVERIFY(written().contains("! - *** reload ***\n"));
    log.requestFinished(Test::sampleRequest(), Test::sampleTrace());
    QVERIFY(written().contains("\n[pid: 8975|app: 0|req: 7/1] "));
}

void tst_RequestLog::listenersHearOfBatches()
{
    Log::RequestLog log({}, nullptr);
    QSignalSpy spy(&log.notifier(), &Log::BatchNotifier::added);
    for (int number = 0; number < 1'000; ++number) {
        log.requestFinished(Test::sampleRequest(), Test::sampleTrace());
    }
    QVERIFY(spy.wait(1'000));
    QCOMPARE(spy.count(), 1);
    QVERIFY(!spy.wait(100));  // nothing new, no wake-up
}

// Reported, not gated: the whole of what the log costs one request.
void tst_RequestLog::replaysAreKnownByTheirPort()
{
    Log::RequestLog log(Log::LogRules(), nullptr);
    const auto from = [](std::string_view address, std::string_view port) {
        return Test::requestWith({{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"}, {"REMOTE_ADDR", address}, {"REMOTE_PORT", port}});
    };
    std::vector<std::uint64_t> finished;
    log.expectReplay("127.0.0.1", "4000", [&](std::uint64_t sequence) { finished.push_back(sequence); });
    log.requestFinished(from("127.0.0.1", "4001"), Test::sampleTrace());
    log.requestFinished(from("10.0.0.1", "4000"), Test::sampleTrace());
    QVERIFY(finished.empty());
    log.requestFinished(from("::ffff:127.0.0.1", "4000"), Test::sampleTrace());
    QCOMPARE(finished, (std::vector<std::uint64_t>{3}));
    log.requestFinished(from("127.0.0.1", "4000"), Test::sampleTrace()); // the same port, later, is somebody else
    QCOMPARE(finished.size(), std::size_t(1));
    QVERIFY(!log.store().find(1)->is(Log::RequestRecord::Replay));
    QVERIFY(log.store().find(3)->is(Log::RequestRecord::Replay));
    QVERIFY(!log.store().find(4)->is(Log::RequestRecord::Replay));
    // Those that never come are forgotten.
    for (int port = 1; port <= 300; ++port) {
        log.expectReplay("127.0.0.1", std::to_string(port), [&](std::uint64_t sequence) { finished.push_back(sequence); });
    }
    log.requestFinished(from("127.0.0.1", "1"), Test::sampleTrace());
    log.requestFinished(from("127.0.0.1", "300"), Test::sampleTrace());
    QCOMPARE(finished, (std::vector<std::uint64_t>{3, 6}));
}

void tst_RequestLog::costsLittle()
{
    Log::RequestLog log({}, m_writer.get());
    Gateway::Request request = Test::sampleRequest("/users/7?full=1");
    for (int number = 0; number < 15; ++number) {
        request.vars.add("HTTP_HEADER", "some value of a header");
    }
    const Gateway::Trace trace = Test::sampleTrace();
    QBENCHMARK
    {
        for (int number = 0; number < 1'000; ++number) {
            log.requestFinished(request, trace);
        }
        QCoreApplication::processEvents();
    }
}

QTEST_GUILESS_MAIN(tst_RequestLog)
#include "tst_requestlog.moc"
