// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlserver.h"

#include "engine/control/controlclient.h"
#include "tests/support/cannedtarget.h"
#include "tests/support/samplerequest.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Qt::StringLiterals;
using Control::ControlClient;
using Control::ControlServer;

// A real server on a real socket; the raw tests speak to it byte by byte.
static QStringList texts(const QJsonArray &lines)
{
    QStringList list;
    for (const auto &line : lines) {
        list.append(line.toObject().value("text"_L1).toString());
    }
    return list;
}

class tst_ControlServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void greetsAndAnswers();
    void socketIsPrivate();
    void secondSiteOfThatNameGetsANumber();
    void socketVanishesWithTheServer();
    void badLinesAreExplained_data();
    void badLinesAreExplained();
    void linesMayArriveInAnyPieces();
    void tooLongLineEndsTheConnection();
    void reloadAnswersWhenItIsDone();
    void stopIsAnsweredFirst();
    void snapshotThenBatches();
    void pagesBySequence();
    void outputIsFollowedToo();
    void eventsAreFollowedToo();
    void whyIsAnswered();
    void routesAreTold();
    void workersAreOrdered();
    void runningRequestsAreTold();
    void secretsAreMasked();
    void aReplayIsMarked();
    void aRequestIsTold();
    void capturedDataIsSearched();
    void recordingEndsWithItsClient();
    void slowClientIsToldWhatItMissed();
    void clientsMayLeaveAtAnyMoment();
    void clientAsksAndIsAnswered();
    void failedLoadIsToldAsData();
    void clientSaysThatTheEngineIsGone();

private:
    QJsonObject readMessage(QLocalSocket &socket);
    QJsonObject ask(const QByteArray &line);
    void finishRequests(int count, std::string_view target = "/x");

    std::unique_ptr<QTemporaryDir> m_parent;
    std::unique_ptr<Net::Poller> m_poller;
    std::unique_ptr<Net::DeadlineQueue> m_deadlines;
    std::unique_ptr<Test::CannedTarget> m_target;
    std::unique_ptr<ControlServer> m_server;
    std::unique_ptr<QLocalSocket> m_socket;  // a raw client, greeted
    QJsonObject m_hello;
};

void tst_ControlServer::init()
{
    m_parent = std::make_unique<QTemporaryDir>();
    m_poller = Net::Poller::create();
    m_deadlines = std::make_unique<Net::DeadlineQueue>();
    m_target = std::make_unique<Test::CannedTarget>();
    const auto folder = Control::RuntimeDir::openAt(m_parent->filePath(u"retort"_s));
    QVERIFY2(folder, folder ? "" : qPrintable(folder.error().sentence));
    auto server = ControlServer::open(*m_poller, *m_deadlines, *folder, u"my blog"_s, *m_target);
    QVERIFY2(server, server ? "" : qPrintable(server.error().sentence));
    m_server = std::move(*server);
    m_socket = std::make_unique<QLocalSocket>();
    m_socket->connectToServer(m_server->socketPath());
    m_hello = readMessage(*m_socket);
}

void tst_ControlServer::cleanup()
{
    m_socket.reset();
    m_server.reset();
    m_target.reset();
    m_deadlines.reset();
    m_poller.reset();
    m_parent.reset();
}

QJsonObject tst_ControlServer::readMessage(QLocalSocket &socket)
{
    if (!QTest::qWaitFor([&] { return socket.canReadLine(); }, 5'000)) {
        return {};
    }
    return QJsonDocument::fromJson(socket.readLine()).object();
}

QJsonObject tst_ControlServer::ask(const QByteArray &line)
{
    m_socket->write(line + '\n');
    return readMessage(*m_socket);
}

void tst_ControlServer::finishRequests(int count, std::string_view target)
{
    for (int number = 0; number < count; ++number) {
        m_target->requests.requestFinished(Test::sampleRequest(target), Test::sampleTrace());
    }
}

void tst_ControlServer::greetsAndAnswers()
{
    QCOMPARE(m_hello.value("protocol"_L1).toInt(), 1);
    QCOMPARE(m_hello.value("retort"_L1).toString(), u"" RETORT_VERSION ""_s);
    QCOMPARE(m_hello.value("site"_L1).toObject().value("name"_L1).toString(), u"blog"_s);
    QCOMPARE(m_hello.value("site"_L1).toObject().value("addresses"_L1).toArray().size(), 1);
    const QJsonObject status = ask(R"({"id":5,"do":"status"})");
    QCOMPARE(status.value("id"_L1).toInt(), 5);
    QCOMPARE(status.value("ok"_L1).toBool(), true);
    QCOMPARE(status.value("status"_L1).toObject().value("load"_L1).toInt(), 17);
    QCOMPARE(status.value("counters"_L1).toObject().value("requests"_L1).toInt(-1), 0);
    const QJsonObject workers = ask(R"({"id":"six","do":"workers"})");
    QCOMPARE(workers.value("id"_L1).toString(), u"six"_s);
    QCOMPARE(workers.value("workers"_L1).toArray().first().toObject().value("pid"_L1).toInt(), 4712);
}

void tst_ControlServer::socketIsPrivate()
{
    QCOMPARE(m_server->siteName(), u"my_blog"_s);
    const QFileInfo file(m_server->socketPath());
    QCOMPARE(file.permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    QCOMPARE(QFileInfo(file.path()).permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
}

void tst_ControlServer::secondSiteOfThatNameGetsANumber()
{
    const auto folder = Control::RuntimeDir::openAt(m_parent->filePath(u"retort"_s));
    const auto second = ControlServer::open(*m_poller, *m_deadlines, *folder, u"my blog"_s, *m_target);
    QVERIFY(second);
    QCOMPARE((*second)->siteName(), u"my_blog-2"_s);
    QCOMPARE(folder->runningSites().size(), 2);
}

void tst_ControlServer::socketVanishesWithTheServer()
{
    const QString path = m_server->socketPath();
    m_server.reset();
    QVERIFY(!QFileInfo::exists(path));
}

void tst_ControlServer::badLinesAreExplained_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1") << u"no JSON object"_s;
    QTest::newRow("an array") << QByteArray("[1]") << u"it is no object"_s;
    QTest::newRow("NUL and garbage") << QByteArray("\0\xff\x01{", 4) << u"no JSON object"_s;
    QTest::newRow("unknown command") << QByteArray(R"({"id":1,"do":"halt"})") << u"“halt”"_s;
    QTest::newRow("no command") << QByteArray(R"({"id":1})") << u"There is no command"_s;
    QTest::newRow("command of the wrong kind") << QByteArray(R"({"id":1,"do":7})") << u"There is no command"_s;
    QTest::newRow("too many") << QByteArray(R"({"id":1,"do":"requests","last":1001})") << u"0 to 1000"_s;
    QTest::newRow("negative") << QByteArray(R"({"id":1,"do":"output","since":-1})") << u"sequence number"_s;
    QTest::newRow("no such request") << QByteArray(R"({"id":1,"do":"request","sequence":7})") << u"no request"_s;
    QTest::newRow("sequence of the wrong kind") << QByteArray(R"({"id":1,"do":"request","sequence":"1"})") << u"no request"_s;
    QTest::newRow("neither on nor off") << QByteArray(R"({"id":1,"do":"record","on":1})") << u"“on”"_s;
    QTest::newRow("unknown mode") << QByteArray(R"({"id":1,"do":"stop","mode":"hard"})") << u"“hard”"_s;
}

void tst_ControlServer::badLinesAreExplained()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, part);
    const QJsonObject answer = ask(line);
    QCOMPARE(answer.value("ok"_L1), QJsonValue(false));
    QVERIFY2(answer.value("error"_L1).toString().contains(part), qPrintable(answer.value("error"_L1).toString()));
    QVERIFY(m_target->stops.isEmpty());
    QVERIFY(ask(R"({"id":2,"do":"status"})").value("ok"_L1).toBool());
}

void tst_ControlServer::linesMayArriveInAnyPieces()
{
    const QByteArray bytes = "{\"id\":1,\"do\":\"status\"}\n\r\n{\"id\":2,\"do\":\"workers\"}\n";
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        m_socket->write(bytes.first(cut));
        m_socket->flush();
        QCoreApplication::processEvents();
        m_socket->write(bytes.sliced(cut));
        QCOMPARE(readMessage(*m_socket).value("id"_L1).toInt(), 1);
        QCOMPARE(readMessage(*m_socket).value("id"_L1).toInt(), 2);
    }
}

void tst_ControlServer::tooLongLineEndsTheConnection()
{
    m_socket->write(QByteArray(2 * 1024 * 1024, 'x'));
    QVERIFY(readMessage(*m_socket).value("error"_L1).toString().contains(u"1 MiB"_s));
    QTRY_COMPARE(m_socket->state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE(m_server->sessionCount(), std::size_t{0});
}

void tst_ControlServer::reloadAnswersWhenItIsDone()
{
    QVERIFY(ask(R"({"id":1,"do":"reload"})").value("ok"_L1).toBool());
    m_target->reloadProblem = u"app.py line 12: SyntaxError"_s;
    QCOMPARE(ask(R"({"id":2,"do":"reload"})").value("error"_L1).toString(), u"app.py line 12: SyntaxError"_s);
    m_target->reloadAtOnce = false;
    m_socket->write("{\"id\":3,\"do\":\"reload\"}\n");
    QCOMPARE(ask(R"({"id":4,"do":"status"})").value("id"_L1).toInt(), 4);
    m_target->waitingReloads.at(0)({});
    QCOMPARE(readMessage(*m_socket).value("id"_L1).toInt(), 3);
    m_socket->write("{\"id\":5,\"do\":\"reload\"}\n");
    QTRY_COMPARE(m_target->waitingReloads.size(), std::size_t{2});
    m_socket->abort();
    QTRY_COMPARE(m_server->sessionCount(), std::size_t{0});
    m_target->waitingReloads.at(1)({});  // nobody waits any more
}

void tst_ControlServer::stopIsAnsweredFirst()
{
    QVERIFY(ask(R"({"id":1,"do":"stop"})").value("ok"_L1).toBool());
    QVERIFY(ask(R"({"id":2,"do":"stop","mode":"now"})").value("ok"_L1).toBool());
    QCOMPARE(m_target->stops, (QList<Control::StopMode>{Control::StopMode::Graceful, Control::StopMode::AtOnce}));
}

void tst_ControlServer::snapshotThenBatches()
{
    finishRequests(10);
    const QJsonObject snapshot = ask(R"({"id":1,"do":"requests","last":3,"follow":true})");
    const QJsonArray records = snapshot.value("requests"_L1).toArray();
    QCOMPARE(records.size(), 3);
    QCOMPARE(records.first().toObject().value("sequence"_L1).toInt(), 8);
    QCOMPARE(records.first().toObject().value("method"_L1).toString(), u"GET"_s);
    QCOMPARE(records.first().toObject().value("appUs"_L1).toInt(), 29'000);
    finishRequests(5);
    const QJsonObject batch = readMessage(*m_socket);
    QCOMPARE(batch.value("id"_L1).toInt(), 1);
    QCOMPARE(batch.value("requests"_L1).toArray().size(), 5);
    QCOMPARE(batch.value("skipped"_L1).toInt(-1), 0);
    QCOMPARE(batch.value("next"_L1).toInt(), 16);
    QVERIFY(ask(R"({"id":2,"do":"requests","last":0,"follow":false})").value("ok"_L1).toBool());
    finishRequests(5);
    QCOMPARE(ask(R"({"id":3,"do":"status"})").value("id"_L1).toInt(), 3);
}

void tst_ControlServer::pagesBySequence()
{
    finishRequests(2'500);
    int seen = 0;
    qint64 next = 0;
    while (true) {
        const QJsonObject page = ask(R"({"id":1,"do":"requests","since":)" + QByteArray::number(next) + "}");
        const qsizetype count = page.value("requests"_L1).toArray().size();
        if (count == 0) {
            break;
        }
        seen += static_cast<int>(count);
        next = page.value("next"_L1).toInteger();
    }
    QCOMPARE(seen, 2'500);
}

void tst_ControlServer::outputIsFollowedToo()
{
    QVERIFY(ask(R"({"id":1,"do":"output","follow":true})").value("ok"_L1).toBool());
    m_target->lines.append(5, 1, 4712, {.stream = Log::OutputStream::Error}, "gr\xc3\xbc\xc3\x9f\x1b[2J \xff");
    const QJsonObject line = readMessage(*m_socket).value("output"_L1).toArray().first().toObject();
    QCOMPARE(line.value("stream"_L1).toString(), u"error"_s);
    QCOMPARE(line.value("text"_L1).toString(), u"grüß\x1b[2J �"_s);
}

void tst_ControlServer::eventsAreFollowedToo()
{
    m_target->events.append(5, u"started"_s, u"started"_s);
    const QJsonObject answer = ask(R"({"id":1,"do":"events","follow":true})");
    QCOMPARE(answer.value("events"_L1).toArray().size(), 1);
    QCOMPARE(answer.value("next"_L1).toInt(), 2);
    m_target->events.append(6, u"reload"_s, u"reload · views.py · load 2 in 34 ms"_s, {{u"load"_s, 2}, {u"standby"_s, true}});
    const QJsonObject event = readMessage(*m_socket).value("events"_L1).toArray().first().toObject();
    QCOMPARE(event.value("sequence"_L1).toInt(), 2);
    QCOMPARE(event.value("kind"_L1).toString(), u"reload"_s);
    QCOMPARE(event.value("load"_L1).toInt(), 2);
    QVERIFY(event.value("standby"_L1).toBool());
    for (std::size_t i = 0; i < Log::EventLog::maxEvents; ++i) {
        m_target->events.append(7, u"reload"_s, u"again"_s);
    }
    QCOMPARE(m_target->events.firstSequence(), 3u);  // the oldest leave
    QVERIFY(m_target->events.find(2) == nullptr);
}

void tst_ControlServer::whyIsAnswered()
{
    QVERIFY(ask(R"({"id":1,"do":"why","path":"views.py"})").value("error"_L1).toString().contains(u"absolute"));
    QVERIFY(ask(R"({"id":2,"do":"why","path":"/srv/blog/views.py"})").value("error"_L1).toString().contains(u"--reload"));
    m_target->whySentence = u"views.py reloads the app: a Python file of the project."_s;
    QCOMPARE(ask(R"({"id":3,"do":"why","path":"/srv/blog/x/../views.py"})").value("sentence"_L1).toString(), m_target->whySentence);
    QCOMPARE(m_target->askedWhy, u"/srv/blog/views.py"_s);
}

void tst_ControlServer::routesAreTold()
{
    QVERIFY(ask(R"({"id":1,"do":"routes"})").value("ok"_L1).toBool());
    m_target->urlMap = {
        {u"source"_s, u"flask"_s}, {u"total"_s, 1}, {u"routes"_s, QJsonArray{QJsonObject{{u"rule"_s, u"/users/<int:id>"_s}}}}};
    const QJsonObject answer = ask(R"({"id":2,"do":"routes"})");
    QCOMPARE(answer.value("id"_L1).toInt(), 2);
    QCOMPARE(answer.value("source"_L1).toString(), u"flask"_s);
    QCOMPARE(answer.value("routes"_L1).toArray().at(0).toObject().value("rule"_L1).toString(), u"/users/<int:id>"_s);
}

void tst_ControlServer::workersAreOrdered()
{
    QCOMPARE(ask(R"({"id":1,"do":"stack","worker":2})").value("text"_L1).toString(), u"Thread A\n"_s);
    QVERIFY(ask(R"({"id":2,"do":"replaceWorker","worker":1})").value("ok"_L1).toBool());
    QVERIFY(ask(R"({"id":3,"do":"replaceWorker","worker":1,"mode":"now"})").value("ok"_L1).toBool());
    QVERIFY(ask(R"({"id":4,"do":"replaceWorker","worker":7})").value("error"_L1).toString().contains(u"no such worker"));
    QVERIFY(ask(R"({"id":5,"do":"replaceWorker","worker":1,"mode":"soon"})").value("error"_L1).toString().contains(u"soon"));
    QVERIFY(ask(R"({"id":6,"do":"showFailure","on":true})").value("ok"_L1).toBool());
    QVERIFY(ask(R"({"id":7,"do":"showFailure","on":1})").value("error"_L1).toString().contains(u"true or false"));
    m_socket->write("{\"id\":8,\"do\":\"stopRequest\",\"worker\":1,\"slot\":2,\"since\":12345678901234}\n");
    QTRY_COMPARE(m_target->waitingStops.size(), 1u);
    m_target->waitingStops.front()(u"interrupted"_s);
    QCOMPARE(readMessage(*m_socket).value("outcome"_L1).toString(), u"interrupted"_s);
    const QStringList orders{
        u"stack 2"_s, u"replace 1 0"_s, u"replace 1 1"_s, u"replace 7 0"_s, u"failure 1"_s, u"stop 1 2 12345678901234"_s};
    QCOMPARE(m_target->orders, orders);
    // Who has left is not answered.
    m_socket->write("{\"id\":9,\"do\":\"stopRequest\",\"worker\":1,\"slot\":2,\"since\":1}\n");
    QTRY_COMPARE(m_target->waitingStops.size(), 2u);
    m_socket.reset();
    QTRY_COMPARE(m_target->recorders, 0);
    QTest::qWait(50);
    m_target->waitingStops.back()(u"replaced"_s);
}

void tst_ControlServer::runningRequestsAreTold()
{
    const QJsonObject worker = ask(R"({"id":1,"do":"workers"})").value("workers"_L1).toArray().first().toObject();
    QCOMPARE(worker.value("cpuUs"_L1).toInteger(), 1'500'000);
    const QJsonObject request = worker.value("running"_L1).toArray().first().toObject();
    QCOMPARE(request.value("target"_L1).toString(), u"/report?token=***"_s);
    QCOMPARE(request.value("us"_L1).toInteger(), 31'000'000);
    QCOMPARE(request.value("slot"_L1).toInt(), 2);
}

void tst_ControlServer::secretsAreMasked()
{
    finishRequests(1, "/cb?code=abc&x=\x1b");
    const QJsonObject record = ask(R"({"id":1,"do":"requests"})").value("requests"_L1).toArray().first().toObject();
    QCOMPARE(record.value("target"_L1).toString(), u"/cb?code=***&x=\\x1b"_s);
}

void tst_ControlServer::aReplayIsMarked()
{
    QCOMPARE(ask(R"({"id":1,"do":"replay","address":"127.0.0.1","port":4000})").value("ok"_L1), QJsonValue(true));
    m_target->requests.requestFinished(
        Test::requestWith({{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"}, {"REMOTE_ADDR", "127.0.0.1"}, {"REMOTE_PORT", "4000"}}),
        Test::sampleTrace());
    const QJsonObject finished = readMessage(*m_socket);
    QCOMPARE(finished.value("id"_L1), QJsonValue(1));
    QCOMPARE(finished.value("sequence"_L1), QJsonValue(1));
    QCOMPARE(ask(R"({"id":2,"do":"request","sequence":1})").value("request"_L1).toObject().value("replay"_L1), QJsonValue(true));
    QVERIFY(ask(R"({"id":3,"do":"replay","address":"","port":4000})").contains("error"_L1));
    QVERIFY(ask(R"({"id":4,"do":"replay","address":"127.0.0.1","port":70000})").contains("error"_L1));
}

void tst_ControlServer::aRequestIsTold()
{
    const Gateway::Request request = Test::sampleRequest("/login?token=abc");
    Gateway::Trace trace = Test::sampleTrace();
    trace.exception = true;
    trace.requestId = 5'000;
    trace.capture = std::make_shared<Gateway::Capture>();
    trace.capture->isRecorded = true;
    trace.capture->vars = request.vars;
    trace.capture->exceptionJson = R"({"type":"ValueError","message":"bad"})";
    trace.capture->responseHead.headers.add("Set-Cookie", "a=1");
    trace.capture->responseHead.headers.add("Set-Cookie", "b=2");
    trace.capture->responseBody.add(std::string(Gateway::CapturedBody::mostBytes, 'x'));
    trace.capture->responseBody.add("y");
    m_target->requests.requestFinished(request, trace);
    const auto print = [&](qint64 afterUs, int worker, const Log::OutputSource &source, const char *text) {
        const Log::OutputLine &line = m_target->lines.append(trace.wallStartUs + afterUs, worker, 8973 + worker, source, text);
        if (source.requestId > 0) {
            m_target->requests.outputs().add(line);
        }
    };
    print(-1, 2, {}, "before");
    print(1'000, 2, {}, "perhaps");
    print(1'000, 2, {.requestId = 5'000}, "first");
    print(1'000, 2, {.requestId = 5'001}, "of another request");
    print(1'000, 1, {}, "of another worker");
    print(2'000, 2, {5'000, Log::OutputStream::Error, "WARNING", "shop.views"}, "second");
    print(9'000'000, 2, {}, "after");

    const QJsonObject told = ask(R"({"id":1,"do":"request","sequence":1})").value("request"_L1).toObject();
    QCOMPARE(told.value("target"_L1).toString(), u"/login?token=***"_s);
    QCOMPARE(told.value("uri"_L1).toString(), u"/login?token=abc"_s);
    QCOMPARE(told.value("exception"_L1).toObject().value("type"_L1).toString(), u"ValueError"_s);
    QCOMPARE(told.value("requestHeaders"_L1).toArray().size(), 1);
    QCOMPARE(told.value("requestHeaders"_L1).toArray().first().toArray(), (QJsonArray{u"Host"_s, u"127.0.0.1:5000"_s}));
    QVERIFY(told.value("environ"_L1).toArray().contains(QJsonArray{u"REQUEST_METHOD"_s, u"GET"_s}));
    QVERIFY(!told.value("environ"_L1).toArray().contains(QJsonArray{u"HTTP_HOST"_s, u"127.0.0.1:5000"_s}));
    QCOMPARE(told.value("responseHeaders"_L1).toArray(),
        (QJsonArray{QJsonArray{u"Set-Cookie"_s, u"a=1"_s}, QJsonArray{u"Set-Cookie"_s, u"b=2"_s}}));
    const QJsonObject body = told.value("responseBody"_L1).toObject();
    QCOMPARE(body.value("bytes"_L1).toInt(), 1024 * 1024 + 1);
    QCOMPARE(body.value("cut"_L1), QJsonValue(true));
    QCOMPARE(QByteArray::fromBase64(body.value("base64"_L1).toString().toLatin1()), QByteArray(1024 * 1024, 'x'));
    const QJsonArray output = told.value("output"_L1).toArray();
    QCOMPARE(texts(output), (QStringList{u"first"_s, u"second"_s}));
    QVERIFY(!output.at(0).toObject().contains("logger"_L1));
    QCOMPARE(output.at(1).toObject().value("logger"_L1).toString(), u"shop.views"_s);
    QCOMPARE(output.at(1).toObject().value("level"_L1).toString(), u"WARNING"_s);
    QCOMPARE(output.at(1).toObject().value("stream"_L1).toString(), u"error"_s);
    QCOMPARE(texts(told.value("otherOutput"_L1).toArray()), (QStringList{u"perhaps"_s}));
    QVERIFY(!told.contains("outputLeft"_L1));

    // By the number it had while it ran, which lines of output know.
    const QJsonObject line = ask(R"({"id":1,"do":"output","last":2})").value("output"_L1).toArray().first().toObject();
    QCOMPARE(line.value("request"_L1).toInt(), 5'000);
    QCOMPARE(ask(R"({"id":1,"do":"request","request":5000})").value("request"_L1).toObject().value("sequence"_L1).toInt(), 1);
    QVERIFY(ask(R"({"id":1,"do":"request","request":5001})").value("error"_L1).toString().contains(u"still running"));

    finishRequests(1);
    const QJsonObject plain = ask(R"({"id":1,"do":"request","sequence":2})").value("request"_L1).toObject();
    QVERIFY(!plain.contains("exception"_L1) && !plain.contains("responseBody"_L1));
    QCOMPARE(plain.value("status"_L1).toInt(), 200);
}

void tst_ControlServer::capturedDataIsSearched()
{
    for (int i = 0; i < 3; ++i) {
        Gateway::Trace trace = Test::sampleTrace();
        trace.capture = std::make_shared<Gateway::Capture>();
        trace.capture->isRecorded = true;
        trace.capture->responseBody.add(i == 1 ? "straw" : "a needle");
        m_target->requests.requestFinished(Test::sampleRequest("/"), trace);
    }
    const qint64 time = Test::sampleTrace().wallStartUs;
    const QJsonObject all = ask(R"({"id":1,"do":"search","term":"res.body:needle"})");
    QCOMPARE(all.value("matches"_L1).toArray(), (QJsonArray{QJsonArray{1, time}, QJsonArray{3, time}}));
    QCOMPARE(all.value("first"_L1).toInt(), 1);
    QCOMPARE(all.value("next"_L1).toInt(), 4);
    const QJsonObject some = ask(R"({"id":2,"do":"search","term":"res.body:needle","since":2,"until":3})");
    QCOMPARE(some.value("matches"_L1).toArray(), QJsonArray());
    QCOMPARE(some.value("next"_L1).toInt(), 3);
    QCOMPARE(ask(R"({"id":3,"do":"search","term":"out:x","since":99})").value("first"_L1).toInt(), 4);
    QVERIFY(ask(R"({"id":4,"do":"search","term":"status:500"})").value("error"_L1).toString().contains(u"one term"));
    QVERIFY(ask(R"({"id":5,"do":"search","term":"out:x","since":-1})").value("error"_L1).toString().contains(u"sequence numbers"));
}

void tst_ControlServer::recordingEndsWithItsClient()
{
    ask(R"({"id":1,"do":"record","on":true})");
    ask(R"({"id":1,"do":"record","on":true})");
    QCOMPARE(m_target->recorders, 1);
    ask(R"({"id":1,"do":"record","on":false})");
    QCOMPARE(m_target->recorders, 0);
    ask(R"({"id":1,"do":"record","on":true})");
    QCOMPARE(m_target->recorders, 1);
    m_socket->abort();
    QTRY_COMPARE(m_target->recorders, 0);
}

void tst_ControlServer::slowClientIsToldWhatItMissed()
{
    QVERIFY(ask(R"({"id":1,"do":"requests","last":0,"follow":true})").value("ok"_L1).toBool());
    m_socket->setReadBufferSize(1);  // takes next to nothing
    const std::string target(2'000, 'x');
    for (int round = 0; round < 60; ++round) {
        finishRequests(1'000, target);
        QTest::qWait(1);
    }
    QVERIFY(m_target->requests.store().firstSequence() > 1);
    m_socket->setReadBufferSize(0);
    qint64 received = 0;
    qint64 skipped = 0;
    qint64 next = 0;
    while (next <= 60'000) {
        const QJsonObject message = readMessage(*m_socket);
        QVERIFY(!message.isEmpty());
        received += message.value("requests"_L1).toArray().size();
        skipped += message.value("skipped"_L1).toInteger();
        next = message.value("next"_L1).toInteger();
    }
    QVERIFY(skipped > 0);
    QCOMPARE(received + skipped, 60'000);
}

void tst_ControlServer::clientsMayLeaveAtAnyMoment()
{
    for (int round = 0; round < 20; ++round) {
        QLocalSocket socket;
        socket.connectToServer(m_server->socketPath());
        socket.write("{\"id\":1,\"do\":\"requests\",\"follow\":true}\n{\"id\":2,");
        socket.flush();
        if (round % 2 == 0) {
            readMessage(socket);
        }
        socket.abort();
        finishRequests(10);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_server->sessionCount(), std::size_t{1});
}

void tst_ControlServer::clientAsksAndIsAnswered()
{
    Test::CannedTarget target;
    ControlClient client;
    QSignalSpy ready(&client, &ControlClient::ready);
    QSignalSpy lost(&client, &ControlClient::lost);
    client.connectToSite(m_server->socketPath());
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(client.site().value("pid"_L1).toInt(), 4711);
    QJsonObject answer;
    client.ask(u"status"_s, [&](const QJsonObject &message) { answer = message; });
    QTRY_VERIFY(answer.value("ok"_L1).toBool());
    QCOMPARE(lost.count(), 0);
}

void tst_ControlServer::failedLoadIsToldAsData()
{
    QVERIFY(!ask(R"({"id":1,"do":"status"})")["status"_L1].toObject().contains("loadFailure"_L1));
    m_target->loadFailure = {{"kind"_L1, u"syntax"_s}, {"file"_L1, u"/srv/blog/app.py"_s}, {"line"_L1, 12}};
    const QJsonObject status = ask(R"({"id":2,"do":"status"})")["status"_L1].toObject();
    QCOMPARE(status["loadFailure"_L1].toObject(), m_target->loadFailure);
}

void tst_ControlServer::clientSaysThatTheEngineIsGone()
{
    ControlClient client;
    QSignalSpy ready(&client, &ControlClient::ready);
    QSignalSpy lost(&client, &ControlClient::lost);
    const QString path = m_server->socketPath();
    client.connectToSite(path);
    QTRY_COMPARE(ready.count(), 1);
    m_server.reset();
    QTRY_COMPARE(lost.count(), 1);
    QVERIFY(!client.isReady());
    ControlClient late;
    QSignalSpy nobody(&late, &ControlClient::lost);
    late.connectToSite(path);
    QTRY_COMPARE(nobody.count(), 1);
    QVERIFY(nobody.first().first().toString().contains(path));
}

QTEST_GUILESS_MAIN(tst_ControlServer)
#include "tst_controlserver.moc"
