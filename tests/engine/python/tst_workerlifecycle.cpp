// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::Answer;
using Test::WorkerHarness;

Q_DECLARE_METATYPE(Retort::Test::SentRequest)

// Requests sent ahead, taken back, cancelled; and the ways a worker ends (RELIABILITY.md classes 16, 20, 23, 30).
class tst_WorkerLifecycle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void requestsSentAheadAreAnsweredInOrder();
    void aWithdrawnRequestIsPassedOver();
    void aCancelledStreamEndsAndIsClosed();
    void slotsAreThreads();
    void retireFinishesWhatRuns();
    void retireLeavesWhatIsNotClaimed();
    void strayThreadsDoNotKeepAWorker();
    void theEndOfTheEngineEndsTheWorker_data();
    void theEndOfTheEngineEndsTheWorker();
    void aForkedChildDoesNotKeepTheChannels();
    void theStackOfAHangingRequestIsShown();
    void signalHandlersOfTheApplicationRun();
    void ctrlCIsLeftToTheEngine();
    void printAppearsAtOnce();
    void timesAndMemoryAreReported();
    void brokenFramesEndTheSlot();
    void requestsLeaveNothingBehind_data();
    void requestsLeaveNothingBehind();
    void threadsServeSideBySide();

private:
    bool startLiving(WorkerHarness &worker, const QJsonObject &more = {});

    QList<Test::Interpreter> m_interpreters;
};

void tst_WorkerLifecycle::initTestCase()
{
    m_interpreters = Test::usableInterpreters();
    if (m_interpreters.isEmpty()) {
        QSKIP("no CPython from 3.11 up");
    }
}

bool tst_WorkerLifecycle::startLiving(WorkerHarness &worker, const QJsonObject &more)
{
    return worker.start(m_interpreters.first())
        && worker.load({{u"module"_s, u"living"_s}, {u"chdir"_s, Test::appsFolder()}}, more).value("type"_L1) == "ready"_L1;
}

void tst_WorkerLifecycle::requestsSentAheadAreAnsweredInOrder()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    for (int round = 0; round < 50; ++round) {
        for (const char *path : {"/a", "/b", "/c", "/d"}) {
            worker.send({.path = path});
        }
        for (const char *path : {"/a", "/b", "/c", "/d"}) {
            QCOMPARE(worker.receive().body, QByteArray(path));
        }
    }
}

void tst_WorkerLifecycle::aWithdrawnRequestIsPassedOver()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    worker.send({.path = "/slow"_ba});
    const std::uint32_t second = worker.send({.method = "POST"_ba, .path = "/b"_ba, .bodyFollows = true, .contentLength = 3});
    worker.sendBody("abc"_ba);
    worker.endBody();
    worker.send({.path = "/c"_ba});
    QVERIFY(worker.row().withdraw(second));
    QCOMPARE(worker.receive().body, "/slow"_ba);
    const Answer third = worker.receive();
    QCOMPARE(third.body, "/c"_ba);
    QCOMPARE(third.end.sequence, 3u);
}

void tst_WorkerLifecycle::aCancelledStreamEndsAndIsClosed()
{
    WorkerHarness worker;
    QVERIFY(worker.start(m_interpreters.first()));
    worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
    const std::uint32_t sequence = worker.send({.path = "/endless"_ba});
    QCOMPARE(worker.nextFrame().first, Ipc::FrameType::ResponseHead);
    worker.row().cancel(sequence);
    const Answer rest = worker.receive();
    QVERIFY(rest.ended);
    QVERIFY(rest.end.truncated && !rest.end.exception);
    QCOMPARE(worker.ask({.path = "/close_count"_ba}).body, "1"_ba);
}

void tst_WorkerLifecycle::slotsAreThreads()
{
    WorkerHarness worker(3);
    QVERIFY(startLiving(worker));
    QCOMPARE(worker.hellos.size(), 4);
    QElapsedTimer timer;
    timer.start();
    for (int slot = 0; slot < 3; ++slot) {
        worker.send({.path = "/slow"_ba}, slot);
    }
    for (int slot = 0; slot < 3; ++slot) {
        QCOMPARE(worker.receive(slot).body, "/slow"_ba);
    }
    QVERIFY(timer.elapsed() < 800);
}

void tst_WorkerLifecycle::retireFinishesWhatRuns()
{
    WorkerHarness worker(2);
    QVERIFY(startLiving(worker));
    const std::uint32_t sequence = worker.send({.path = "/slow"_ba});
    QTRY_VERIFY(worker.row().isClaimed(sequence));
    worker.retire();
    QCOMPARE(worker.receive().body, "/slow"_ba);
    QVERIFY(worker.waitForExit());
    QCOMPARE(worker.process().exitCode(), 0);
    QVERIFY(worker.process().readAllStandardOutput().contains("atexit ran"));
}

void tst_WorkerLifecycle::retireLeavesWhatIsNotClaimed()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    const std::uint32_t first = worker.send({.path = "/slow"_ba});
    const std::uint32_t second = worker.send({.path = "/b"_ba});
    QTRY_VERIFY(worker.row().isClaimed(first));
    worker.retire();
    QCOMPARE(worker.receive().body, "/slow"_ba);
    QVERIFY(worker.waitForExit());
    QVERIFY(worker.row().withdraw(second));  // still the engine's: another worker may have it
}

void tst_WorkerLifecycle::strayThreadsDoNotKeepAWorker()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    worker.ask({.path = "/stray"_ba});
    worker.retire();
    QVERIFY(worker.waitForExit());
    QCOMPARE(worker.process().exitCode(), 0);
    QVERIFY(worker.errorOutput().contains("threads of the application still run: stray"));
    QVERIFY(worker.process().readAllStandardOutput().contains("atexit ran"));
}

void tst_WorkerLifecycle::theEndOfTheEngineEndsTheWorker_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("while it idles") << QByteArray();
    QTest::newRow("while a request waits") << "/slow"_ba;
    QTest::newRow("while a request spins in C with the GIL held") << "/spin"_ba;
}

void tst_WorkerLifecycle::theEndOfTheEngineEndsTheWorker()
{
    QFETCH(QByteArray, path);
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    if (!path.isEmpty()) {
        const std::uint32_t sequence = worker.send({.path = path});
        QTRY_VERIFY(worker.row().isClaimed(sequence));
    }
    worker.dropControl();
    QVERIFY(worker.waitForExit(1'000));
}

void tst_WorkerLifecycle::aForkedChildDoesNotKeepTheChannels()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    QCOMPARE(worker.ask({.path = "/fork"_ba}).body, "/fork"_ba);
    worker.process().kill();
    QVERIFY(worker.waitForExit());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(worker.nextFrame().first, Ipc::FrameType::Hello);  // none: the channel has ended
    QVERIFY(timer.elapsed() < 1'000);
}

void tst_WorkerLifecycle::theStackOfAHangingRequestIsShown()
{
#ifdef SIGUSR2
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    const std::uint32_t sequence = worker.send({.path = "/spin"_ba});
    QTRY_VERIFY(worker.row().isClaimed(sequence));
    const QByteArray thread =
        "Thread 0x" + QByteArray::number(static_cast<qulonglong>(worker.hellos.last().threadId), 16).rightJustified(16, '0');
    // The claim comes a moment before the view: ask until it is there.
    const auto shown = [&] {
        ::kill(static_cast<pid_t>(worker.process().processId()), SIGUSR2);
        const QByteArray output = worker.errorOutput();
        return output.contains(thread) && output.contains("living.py") && output.contains("in application");
    };
    QTRY_VERIFY2(shown(), worker.errorOutput().constData());
#else
    QSKIP("no SIGUSR2 here");
#endif
}

void tst_WorkerLifecycle::signalHandlersOfTheApplicationRun()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    QCOMPARE(worker.ask({.path = "/signal"_ba}).body, "1"_ba);
}

void tst_WorkerLifecycle::ctrlCIsLeftToTheEngine()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    ::kill(static_cast<pid_t>(worker.process().processId()), SIGINT);
    QCOMPARE(worker.ask({.path = "/after"_ba}).body, "/after"_ba);
}

void tst_WorkerLifecycle::printAppearsAtOnce()
{
    WorkerHarness worker;
    QVERIFY(worker.start(m_interpreters.first()));
    worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
    worker.ask({.path = "/prints"_ba});
    QTRY_VERIFY(worker.errorOutput().contains("to wsgi.errors\n"));
    QVERIFY(worker.process().waitForReadyRead(1'000));
    QCOMPARE(worker.process().readAllStandardOutput(), "to stdout\n"_ba);
}

void tst_WorkerLifecycle::timesAndMemoryAreReported()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker, {{u"memoryReport"_s, true}}));
    const Answer answer = worker.ask({.path = "/slow"_ba});
    QVERIFY(answer.end.appWallUs > 290'000);
    QVERIFY(answer.end.appCpuUs < 100'000);
    QVERIFY(answer.end.rssBytes > 4'000'000);
    QVERIFY(answer.end.vszBytes > answer.end.rssBytes);
    QCOMPARE(answer.end.switches, 1u);
}

void tst_WorkerLifecycle::brokenFramesEndTheSlot()
{
    WorkerHarness worker;
    QVERIFY(startLiving(worker));
    worker.sendRaw(QByteArray("\x03\0\0\0\x20"
                              "abc",
        8));  // a Request too short to be one
    QCOMPARE(worker.nextFrame().first, Ipc::FrameType::Hello);
    worker.retire();
    QVERIFY(worker.waitForExit());
    QCOMPARE(worker.process().exitCode(), 0);
}

void tst_WorkerLifecycle::requestsLeaveNothingBehind_data()
{
    QTest::addColumn<Test::SentRequest>("request");
    QTest::newRow("a list") << Test::SentRequest{.path = "/hello"_ba};
    QTest::newRow("a generator") << Test::SentRequest{.path = "/generator"_ba};
    QTest::newRow("an exception") << Test::SentRequest{.path = "/raises_midway"_ba};
    QTest::newRow("a refused head") << Test::SentRequest{.path = "/header_split"_ba};
    QTest::newRow("write()") << Test::SentRequest{.path = "/written"_ba};
    QTest::newRow("a body, and headers nobody sent before")
        << Test::SentRequest{.path = "/evaluate?INPUT.readlines()"_ba, .body = "a\nb"_ba};
}

void tst_WorkerLifecycle::requestsLeaveNothingBehind()
{
#ifdef RETORT_SANITIZED
    QSKIP("the sanitizer keeps freed memory to find its use");
#endif
    QFETCH(Test::SentRequest, request);
    WorkerHarness worker;
    QVERIFY(worker.start(m_interpreters.first()));
    worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}}, {{u"memoryReport"_s, true}});
    const auto residentAfter = [&](int count) {
        std::uint64_t resident = 0;
        for (int i = 0; i < count; ++i) {
            request.more = {{"HTTP_X_" + QByteArray::number(i), QByteArray::number(i)}};
            resident = worker.ask(request).end.rssBytes;
        }
        return resident;
    };
    const std::uint64_t before = residentAfter(500);
    const std::uint64_t after = residentAfter(3'000);
    QVERIFY2(after < before + 300'000, qPrintable(u"%1 bytes more after 3,000 requests"_s.arg(after - before)));
}

void tst_WorkerLifecycle::threadsServeSideBySide()
{
    WorkerHarness worker(4);
    QVERIFY(worker.start(m_interpreters.last()));
    worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
    for (int round = 0; round < 100; ++round) {
        for (int slot = 0; slot < 4; ++slot) {
            worker.send({.path = "/large"_ba}, slot);
            worker.send({.method = "POST"_ba, .path = "/evaluate?INPUT.read()"_ba, .body = QByteArray::number(slot)}, slot);
        }
        for (int slot = 0; slot < 4; ++slot) {
            QCOMPARE(worker.receive(slot).body.size(), 1'000'000);
            QCOMPARE(worker.receive(slot).body, "b'" + QByteArray::number(slot) + "'");
        }
    }
}

QTEST_GUILESS_MAIN(tst_WorkerLifecycle)

#include "tst_workerlifecycle.moc"
