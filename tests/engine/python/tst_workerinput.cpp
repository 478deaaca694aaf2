// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::Answer;
using Test::WorkerHarness;

// wsgi.input (PEP 3333 "Input and Error Streams"): each expression is evaluated with INPUT being the
// stream; once with the body whole, once with the body arriving byte by byte behind the head.
class tst_WorkerInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reads_data();
    void reads();
    void readsAStreamAlike_data() { reads_data(); }
    void readsAStreamAlike();
    void seeks_data();
    void seeks();
    void streamsDoNotSeek();
    void asksForABodyThatWaitsForContinue();
    void unreadBodyIsNotTheNextRequest();
    void abortedBodyIsAnOSError();
    void anEarlierRequestsInputIsDead();

private:
    static QByteArray pathOf(const QByteArray &expression) { return "/evaluate?" + expression.toPercentEncoding(); }

    WorkerHarness m_worker;
};

void tst_WorkerInput::initTestCase()
{
    const auto interpreters = Test::usableInterpreters();
    if (interpreters.isEmpty()) {
        QSKIP("no CPython from 3.11 up");
    }
    QVERIFY(m_worker.start(interpreters.first()));
    const QJsonObject report = m_worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
    QCOMPARE(report.value("type"_L1).toString(), u"ready"_s);
}

void tst_WorkerInput::reads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");

    const QByteArray text = "one\ntwo\nthree";
    QTest::newRow("read() gives everything") << text << "INPUT.read()"_ba << "b'one\\ntwo\\nthree'"_ba;
    QTest::newRow("read(-1) too") << text << "INPUT.read(-1)"_ba << "b'one\\ntwo\\nthree'"_ba;
    QTest::newRow("read(None) too") << text << "INPUT.read(None)"_ba << "b'one\\ntwo\\nthree'"_ba;
    QTest::newRow("read(0) gives nothing") << text << "INPUT.read(0), INPUT.read(1)"_ba << "(b'', b'o')"_ba;
    QTest::newRow("read(n) gives n bytes") << text << "INPUT.read(4), INPUT.read(5)"_ba << "(b'one\\n', b'two\\nt')"_ba;
    QTest::newRow("read(n) past the end gives what is left") << text << "INPUT.read(100)"_ba << "b'one\\ntwo\\nthree'"_ba;
    QTest::newRow("past the end there is nothing") << text << "INPUT.read(), INPUT.read(), INPUT.read(5), INPUT.readline()"_ba
                                                   << "(b'one\\ntwo\\nthree', b'', b'', b'')"_ba;
    QTest::newRow("readline gives lines") << text << "INPUT.readline(), INPUT.readline(), INPUT.readline(), INPUT.readline()"_ba
                                          << "(b'one\\n', b'two\\n', b'three', b'')"_ba;
    QTest::newRow("readline honours its limit") << text << "INPUT.readline(2), INPUT.readline(20), INPUT.readline(0)"_ba
                                                << "(b'on', b'e\\n', b'')"_ba;
    QTest::newRow("readlines gives all lines") << text << "INPUT.readlines()"_ba << "[b'one\\n', b'two\\n', b'three']"_ba;
    QTest::newRow("readlines stops at its hint") << text << "INPUT.readlines(5)"_ba << "[b'one\\n', b'two\\n']"_ba;
    QTest::newRow("iteration gives lines") << text << "list(INPUT)"_ba << "[b'one\\n', b'two\\n', b'three']"_ba;
    QTest::newRow("BufferedReader takes it") << text << "io.BufferedReader(INPUT).read()"_ba << "b'one\\ntwo\\nthree'"_ba;
    QTest::newRow("TextIOWrapper takes it") << text << "list(io.TextIOWrapper(INPUT, 'ascii'))"_ba << "['one\\n', 'two\\n', 'three']"_ba;
    QTest::newRow("readinto fills a buffer") << "ab"_ba
                                             << "(lambda b: [INPUT.readinto(b), INPUT.readinto(b), INPUT.readinto(b)][2])(bytearray(1))"_ba
                                             << "0"_ba;
    QTest::newRow("tell counts") << text << "INPUT.read(4), INPUT.tell()"_ba << "(b'one\\n', 4)"_ba;
    QTest::newRow("close does nothing") << "ab"_ba << "INPUT.close(), INPUT.closed, INPUT.read()"_ba << "(None, False, b'ab')"_ba;
    QTest::newRow("as a context manager") << "ab"_ba << "INPUT.__enter__() is INPUT, INPUT.__exit__(None, None, None), INPUT.read()"_ba
                                          << "(True, None, b'ab')"_ba;
    QTest::newRow("it is a readable binary stream") << "ab"_ba << "INPUT.readable(), INPUT.writable(), INPUT.isatty()"_ba
                                                    << "(True, False, False)"_ba;
    QTest::newRow("all bytes pass") << "\0\xff\r\n"_ba << "INPUT.read()"_ba << "b'\\x00\\xff\\r\\n'"_ba;
    QTest::newRow("no body") << ""_ba << "INPUT.read(), INPUT.readline(), list(INPUT)"_ba << "(b'', b'', [])"_ba;
}

void tst_WorkerInput::reads()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expression);
    const Answer answer = m_worker.ask({.method = "POST"_ba, .path = pathOf(expression), .body = body});
    QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("message"_L1).toString()));
    QTEST(answer.body, "value");
}

void tst_WorkerInput::readsAStreamAlike()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expression);
    m_worker.send({.method = "POST"_ba, .path = pathOf(expression), .bodyFollows = true, .contentLength = body.size()});
    for (const char byte : body) {
        m_worker.sendBody(QByteArray(1, byte));
    }
    m_worker.endBody();
    const Answer answer = m_worker.receive();
    QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("message"_L1).toString()));
    QVERIFY(!answer.wantedBody);
    QTEST(answer.body, "value");
}

void tst_WorkerInput::seeks_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("back to the begin") << "INPUT.read(), INPUT.seek(0), INPUT.read()"_ba << "(b'abcdef', 0, b'abcdef')"_ba;
    QTest::newRow("relative") << "INPUT.read(2), INPUT.seek(1, 1), INPUT.read()"_ba << "(b'ab', 3, b'def')"_ba;
    QTest::newRow("from the end") << "INPUT.seek(-2, 2), INPUT.read()"_ba << "(4, b'ef')"_ba;
    QTest::newRow("no further than the end") << "INPUT.seek(100), INPUT.read()"_ba << "(6, b'')"_ba;
    QTest::newRow("it says so") << "INPUT.seekable()"_ba << "True"_ba;
}

void tst_WorkerInput::seeks()
{
    QFETCH(QByteArray, expression);
    QTEST(m_worker.ask({.method = "POST"_ba, .path = pathOf(expression), .body = "abcdef"_ba}).body, "value");
}

void tst_WorkerInput::streamsDoNotSeek()
{
    m_worker.send({.method = "POST"_ba, .path = pathOf("INPUT.seekable() or INPUT.seek(0)"), .bodyFollows = true, .contentLength = 3});
    m_worker.sendBody("abc"_ba);
    m_worker.endBody();
    const Answer answer = m_worker.receive();
    QCOMPARE(answer.exception.value("type"_L1).toString(), u"io.UnsupportedOperation"_s);
}

void tst_WorkerInput::asksForABodyThatWaitsForContinue()
{
    m_worker.send({.method = "POST"_ba,
        .path = pathOf("INPUT.read(), INPUT.read()"),
        .bodyFollows = true,
        .expectsContinue = true,
        .contentLength = 3});
    QCOMPARE(m_worker.nextFrame().first, Ipc::FrameType::WantBody);
    m_worker.sendBody("abc"_ba);
    m_worker.endBody();
    const Answer answer = m_worker.receive();
    QVERIFY(!answer.wantedBody);  // once is enough
    QCOMPARE(answer.body, "(b'abc', b'')"_ba);

    m_worker.send({.method = "POST"_ba, .path = pathOf("1"), .bodyFollows = true, .expectsContinue = true, .contentLength = 3});
    const Answer unread = m_worker.receive();
    QVERIFY(!unread.wantedBody);
    m_worker.endBody();
    QCOMPARE(m_worker.ask({}).body, "hello\n"_ba);
}

void tst_WorkerInput::unreadBodyIsNotTheNextRequest()
{
    m_worker.send({.method = "POST"_ba, .path = "/hello"_ba, .body = "part"_ba, .bodyFollows = true, .contentLength = 400'004});
    QCOMPARE(m_worker.receive().body, "hello\n"_ba);
    for (int i = 0; i < 10; ++i) {
        m_worker.sendBody(QByteArray(40'000, 'x'));
    }
    m_worker.endBody();
    QCOMPARE(m_worker.ask({}).body, "hello\n"_ba);
}

void tst_WorkerInput::abortedBodyIsAnOSError()
{
    m_worker.send({.method = "POST"_ba, .path = pathOf("INPUT.read()"), .bodyFollows = true, .contentLength = 10});
    m_worker.sendBody("abc"_ba);
    m_worker.endBody(Ipc::BodyEnd::Aborted);
    const Answer answer = m_worker.receive();
    QCOMPARE(answer.exception.value("type"_L1).toString(), u"OSError"_s);
    QVERIFY(answer.exception.value("message"_L1).toString().contains(u"client went away"_s));
    QCOMPARE(m_worker.ask({}).body, "hello\n"_ba);
}

void tst_WorkerInput::anEarlierRequestsInputIsDead()
{
    m_worker.ask({.method = "POST"_ba, .path = pathOf("setattr(sys, 'kept', INPUT)"), .body = "abc"_ba});
    const Answer answer = m_worker.ask({.path = pathOf("sys.kept.read()")});
    QCOMPARE(answer.exception.value("type"_L1).toString(), u"ValueError"_s);
}

QTEST_GUILESS_MAIN(tst_WorkerInput)

#include "tst_workerinput.moc"
