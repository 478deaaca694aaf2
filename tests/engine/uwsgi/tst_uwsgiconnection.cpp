// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/uwsgifrontend.h"

#include "engine/net/client.h"
#include "engine/net/listener.h"
#include "tests/engine/uwsgi/fakes.h"
#include "tests/engine/uwsgi/packets.h"
#include "tests/support/descriptorcount.h"
#include "tests/support/recordingowner.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace Retort;
using Gateway::Ending;
using Test::packet;
using Test::Variables;

Q_DECLARE_METATYPE(std::string)

namespace {

const Variables getRequest{{"REQUEST_METHOD", "GET"}, {"PATH_INFO", "/a b"}, {"SERVER_PROTOCOL", "HTTP/1.1"}};

Variables post(std::string_view length)
{
    return {{"REQUEST_METHOD", "POST"}, {"CONTENT_LENGTH", length}, {"SERVER_PROTOCOL", "HTTP/1.1"}};
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

class tst_UwsgiConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersAndCloses();
    void everyCutGivesTheSameAnswer();
    void passesVariablesOn();
    void countsTheTrace();
    void takesABody();
    void holdsAWorkerBackUntilThePrefixIsHere();
    void bodyBackPressure();
    void answerBackPressure();
    void refusals_data();
    void refusals();
    void silentRejections_data();
    void silentRejections();
    void answersPing();
    void answersHalfClosedPeers();
    void bodyThatEndsEarlyCancels();
    void peerThatLeavesCancels();
    void anAnswerLostInItsLastSendIsTold();
    void timeouts_data();
    void timeouts();
    void stalledPeerIsDropped();
    void anAnswerWithoutALengthThatBreaksOffIsReset();
    void anAnswerWithALengthThatBreaksOffIsShort();
    void anEarlyAnswerIsReadInFull();
    void badAnswersBecomeA500();
    void noAnswerBecomesA500();
    void closeWhenIdleLetsTheRunningFinish();
    void ignoredVariablesAreToldOnce();
    void worksOverALocalSocket();

private:
    void listen();
    void send(std::string_view text);
    QByteArray answer();

    std::unique_ptr<Net::Poller> m_poller = Net::Poller::create();
    Net::DeadlineQueue m_deadlines;
    Test::FakeSink m_sink;
    Test::FakeLog m_log;
    std::vector<std::string> m_notices;
    Uwsgi::UwsgiSettings m_settings;
    std::uint64_t m_lastId = 0;
    std::unique_ptr<Uwsgi::UwsgiFrontEnd> m_frontEnd;
    std::unique_ptr<Net::ConnectionSet> m_connections;
    std::unique_ptr<Net::Listener> m_listener;
    std::unique_ptr<QTcpSocket> m_client;
    int m_descriptors = 0;
};

void tst_UwsgiConnection::init()
{
    m_descriptors = Test::openDescriptors();
    m_sink = {};
    m_log = {};
    m_notices.clear();
    m_settings = {};
    m_settings.serverName = "here";
    m_settings.serverPort = "3031";
    m_settings.isLoopback = true;
    m_settings.lingerMs = 300;
}

void tst_UwsgiConnection::cleanup()
{
    m_client.reset();
    m_listener.reset();
    m_connections.reset();
    m_frontEnd.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

void tst_UwsgiConnection::listen()
{
    if (!m_listener) {
        m_connections = std::make_unique<Net::ConnectionSet>();
        m_frontEnd = std::make_unique<Uwsgi::UwsgiFrontEnd>(m_settings, m_sink, m_log, m_deadlines, *m_connections, m_lastId,
            [this](std::string_view sentence) { m_notices.emplace_back(sentence); });
        Endpoint endpoint;
        endpoint.host = QStringLiteral("127.0.0.1");
        auto opened =
            Net::Listener::open(*m_poller, m_deadlines, endpoint, {}, [this](auto stream) { m_frontEnd->adopt(std::move(stream)); });
        QVERIFY(opened);
        m_listener = std::move(*opened);
    }
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(QStringLiteral("127.0.0.1"), m_listener->endpoint().port);
    QVERIFY(m_client->waitForConnected());
}

void tst_UwsgiConnection::send(std::string_view text)
{
    m_client->write(bytes(text));
    m_client->flush();
}

// All that comes until the server closes.
QByteArray tst_UwsgiConnection::answer()
{
    if (!QTest::qWaitFor([this] { return m_client->state() == QAbstractSocket::UnconnectedState; }, 5000)) {
        return "the server did not close";
    }
    return m_client->readAll();
}

void tst_UwsgiConnection::answersAndCloses()
{
    m_sink.answersAtOnce = true;
    listen();
    send(packet(getRequest));
    QCOMPARE(answer(), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello");
    QCOMPARE(m_client->error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(m_log.finished, 1);
    QCOMPARE(m_log.rejected, 0);
    QTRY_COMPARE(m_connections->size(), std::size_t(0));
}

void tst_UwsgiConnection::everyCutGivesTheSameAnswer()
{
    m_sink.answersAtOnce = true;
    const std::string wire = packet(post("4")) + "body";
    for (std::size_t cut = 1; cut < wire.size(); ++cut) {
        listen();
        m_sink.body.clear();
        send(wire.substr(0, cut));
        QTest::qWait(1);
        QTRY_COMPARE(m_connections->size(), std::size_t(1));
        send(wire.substr(cut));
        QCOMPARE(answer(), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello");
        QCOMPARE(m_sink.body, "body");
    }
    QCOMPARE(m_log.finished, int(wire.size()) - 1);
}

void tst_UwsgiConnection::passesVariablesOn()
{
    m_sink.answersAtOnce = true;
    listen();
    send(packet({{"REQUEST_METHOD", "GET"}, {"PATH_INFO", "/%41"}, {"REMOTE_ADDR", "192.0.2.9"}, {"HTTPS", "on"}, {"UWSGI_FILE", "/x"}}));
    QCOMPARE(answer(), "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello");
    QCOMPARE(m_sink.vars.value("PATH_INFO"), "/%41");  // the front end has decoded it already
    QCOMPARE(m_sink.vars.value("REMOTE_ADDR"), "192.0.2.9");
    QCOMPARE(m_sink.vars.value("HTTPS"), "on");
    QVERIFY(!m_sink.vars.contains("UWSGI_FILE"));
}

void tst_UwsgiConnection::countsTheTrace()
{
    m_sink.answersAtOnce = true;
    listen();
    send(packet(post("4")) + "body");
    const QByteArray wire = answer();
    const Gateway::Trace &trace = m_log.last;
    QCOMPARE(trace.status, std::uint16_t(200));
    QCOMPARE(trace.bodyBytesIn, std::uint64_t(4));
    QCOMPARE(trace.bodyBytesOut, std::uint64_t(5));
    QCOMPARE(int(trace.headBytesOut), int(wire.size()) - 5);
    QCOMPARE(trace.headerCount, std::uint16_t(1));
    QVERIFY(trace.wallStartUs > 0 && trace.startedUs > 0);
    QVERIFY(trace.startedUs <= trace.acceptedUs && trace.acceptedUs <= trace.finishedUs);
    QVERIFY(!trace.clientGone && !trace.truncated);
}

void tst_UwsgiConnection::takesABody()
{
    listen();
    const std::string body(1'000'000, 'x');
    send(packet(post("1000000")) + body + "more than announced");
    QTRY_COMPARE(m_sink.body.size(), body.size());
    QVERIFY(m_sink.current->bodyAtEnd());
    m_sink.answer();
    QVERIFY(answer().endsWith("hello"));
    QCOMPARE(m_log.last.bodyBytesIn, std::uint64_t(1'000'000));
}

void tst_UwsgiConnection::holdsAWorkerBackUntilThePrefixIsHere()
{
    listen();
    send(packet(post("200000")) + std::string(Limits::bodyPrefixBytes - 1, 'x'));
    QTest::qWait(50);
    QCOMPARE(m_sink.accepted, 0);
    send("x");
    QTRY_COMPARE(m_sink.accepted, 1);
    QVERIFY(!m_sink.current->bodyAtEnd());
}

void tst_UwsgiConnection::bodyBackPressure()
{
    m_sink.holdsBody = true;
    listen();
    const std::size_t size = 20'000'000;
    send(packet(post("20000000")) + std::string(size, 'x'));
    QTRY_COMPARE(m_sink.accepted, 1);
    QTest::qWait(50);
    QVERIFY(m_sink.current->trace.bodyBytesIn <= Limits::unsentBytes + Limits::readChunkBytes);
    QVERIFY(m_client->bytesToWrite() > 0);
    std::size_t taken = 0;
    while (taken < size) {
        const std::string part = m_sink.current->takeBody(100'000);
        taken += part.size();
        if (part.empty()) {
            QTest::qWait(1);
        }
    }
    QVERIFY(m_sink.current->bodyAtEnd());
    m_sink.answer();
    QVERIFY(answer().endsWith("hello"));
}

void tst_UwsgiConnection::answerBackPressure()
{
    listen();
    m_client->setReadBufferSize(1000);
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_sink.start();
    std::size_t written = 0;
    while (m_sink.current->unsentBytes() <= Limits::unsentBytes) {
        m_sink.current->writeBody(std::string(100'000, 'x'));
        written += 100'000;
        QTest::qWait(1);
    }
    QCOMPARE(m_sink.drains, 0);
    m_client->setReadBufferSize(0);
    m_client->readAll();
    QTRY_COMPARE(m_sink.drains, 1);
    m_sink.finish();
    QVERIFY(answer().size() > 0);
    QCOMPARE(m_log.last.bodyBytesOut, std::uint64_t(written));
    QVERIFY(!m_log.last.truncated);
}

void tst_UwsgiConnection::refusals_data()
{
    QTest::addColumn<std::string>("wire");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("says");
    using namespace std::string_literals;
    const auto row = [](const char *name, const std::string &wire, int status, const std::string &says) {
        QTest::newRow(name) << wire << status << says;
    };
    row("an empty block", "\0\0\0\0"s, 400, "sent no variables");
    row("a variable longer than the block", "\0\6\0\0\xff\0abcd"s, 400, "claims 255 bytes");
    row("an empty key", packet({{"", "x"}}), 400, "without a name");
    row("a key without a value", "\0\5\0\0\3\0abc"s, 400, "ends at byte 5");
    row("a block over buffer-size", packet({{"REQUEST_METHOD", "GET"}, {"X", std::string(3000, 'x')}}), 400, "buffer-size allows 2000");
    row("no method", packet({{"PATH_INFO", "/"}}), 400, "no REQUEST_METHOD");
    row("a negative length", packet(post("-3")), 400, "CONTENT_LENGTH is “-3”");
    row("a body over limit-post", packet(post("100001")), 413, "limit-post allows 100000");
    row("an HTTP request", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "for a browser use --http instead, or add --protocol=http");
    row("an HTTP request with a body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 400, "uwsgi port (--socket)");
}

void tst_UwsgiConnection::refusals()
{
    QFETCH(std::string, wire);
    QFETCH(int, status);
    QFETCH(std::string, says);
    m_settings.bufferBytes = 2000;
    m_settings.bodyLimitBytes = 100'000;
    listen();
    send(wire);
    const QByteArray got = answer();
    QVERIFY2(got.startsWith(QByteArray("HTTP/1.1 ").append(QByteArray::number(status))), got.constData());
    QVERIFY2(got.contains(says.c_str()), got.constData());
    QCOMPARE(m_client->error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(m_log.rejected, 1);
    QCOMPARE(m_log.lastStatus, status);
    QVERIFY2(m_log.lastSentence.find(says) != std::string::npos, m_log.lastSentence.c_str());
    QCOMPARE(m_sink.accepted + m_log.finished, 0);
}

void tst_UwsgiConnection::silentRejections_data()
{
    QTest::addColumn<std::string>("wire");
    QTest::addColumn<std::string>("says");
    QTest::newRow("Perl's modifier") << packet(getRequest, 5) << std::string("modifier1 5 came");
    QTest::newRow("the spooler's modifier") << packet(getRequest, 17) << std::string("modifier1 17 came");
    QTest::newRow("an answer's modifier") << packet(getRequest, 255) << std::string("modifier1 255 came");
    QTest::newRow("TLS") << std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) << std::string("A TLS connection came");
}

void tst_UwsgiConnection::silentRejections()
{
    QFETCH(std::string, wire);
    QFETCH(std::string, says);
    listen();
    send(wire);
    QCOMPARE(answer(), "");
    QCOMPARE(m_log.rejected, 1);
    QCOMPARE(m_log.lastStatus, 0);
    QVERIFY2(m_log.lastSentence.find(says) != std::string::npos, m_log.lastSentence.c_str());
    QCOMPARE(m_sink.accepted, 0);
}

void tst_UwsgiConnection::answersPing()
{
    listen();
    send(std::string_view("\x64\0\0\0", 4));
    QCOMPARE(answer(), QByteArray("\x64\0\0\x01", 4));
    QCOMPARE(m_log.finished + m_log.rejected, 0);
}

void tst_UwsgiConnection::answersHalfClosedPeers()
{
    QTemporaryDir folder;
    listen();
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = folder.filePath(QStringLiteral("app.sock"));
    auto local = Net::Listener::open(*m_poller, m_deadlines, endpoint, {}, [this](auto stream) { m_frontEnd->adopt(std::move(stream)); });
    QVERIFY(local);
    auto client = Net::connectLocal(*m_poller, endpoint.path);
    QVERIFY(client);
    Test::RecordingOwner owner(std::move(*client));
    owner.send(packet(getRequest));
    owner.stream->finishWriting();
    QTRY_COMPARE(m_sink.accepted, 1);
    QTest::qWait(20);
    QCOMPARE(m_sink.cancels, 0);
    m_sink.answer();
    QTRY_COMPARE(owner.finishes, 1);
    QVERIFY(owner.received.ends_with("hello"));
}

void tst_UwsgiConnection::bodyThatEndsEarlyCancels()
{
    listen();
    send(packet(post("200000")) + std::string(100'000, 'x'));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_client->disconnectFromHost();
    QTRY_COMPARE(m_sink.cancels, 1);
    QTRY_COMPARE(m_log.finished, 1);
    QCOMPARE(m_log.rejected, 0);
}

void tst_UwsgiConnection::peerThatLeavesCancels()
{
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_client->abort();
    m_client.reset();
    m_sink.start();
    for (int i = 0; i < 200 && m_sink.cancels == 0; ++i) {
        m_sink.current->writeBody("x");
        QTest::qWait(5);
    }
    QCOMPARE(m_sink.cancels, 1);
    QCOMPARE(m_log.finished, 1);
    QVERIFY(m_log.last.clientGone);
}

// The send finds out, and drops its queue: that must not pass for an answer that was taken.
void tst_UwsgiConnection::anAnswerLostInItsLastSendIsTold()
{
#ifndef Q_OS_UNIX
    QSKIP("needs a reset that is there before the event loop knows of it");
#else
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    const linger atOnce = {.l_onoff = 1, .l_linger = 0};
    setsockopt(int(m_client->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_client->abort();
    m_sink.answer();
    QTRY_COMPARE(m_log.finished, 1);
    QVERIFY(m_log.last.clientGone);
#endif
}

void tst_UwsgiConnection::timeouts_data()
{
    QTest::addColumn<std::string>("wire");
    QTest::addColumn<int>("status");  // -1: nothing is told
    using namespace std::string_literals;
    QTest::newRow("nothing comes") << std::string() << -1;
    QTest::newRow("half a header") << "\0\5"s << 0;
    QTest::newRow("half a block") << packet(getRequest).substr(0, 20) << 408;
    QTest::newRow("half a body") << packet(post("10")) + "12345" << 408;
    QTest::newRow("no body at all") << packet(post("10")) << 408;
}

void tst_UwsgiConnection::timeouts()
{
    QFETCH(std::string, wire);
    QFETCH(int, status);
    m_settings.headMs = 80;
    m_settings.bodyIdleMs = 80;
    listen();
    send(wire);
    const QByteArray got = answer();
    QCOMPARE(m_log.rejected, status < 0 ? 0 : 1);
    if (status >= 0) {
        QCOMPARE(m_log.lastStatus, status);
    }
    QCOMPARE(got.startsWith("HTTP/1.1 408 "), status == 408);
    QCOMPARE(m_sink.accepted, 0);
}

void tst_UwsgiConnection::stalledPeerIsDropped()
{
    m_settings.sendStallMs = 100;
    listen();
    m_client->setReadBufferSize(1000);
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_sink.start();
    while (m_sink.current != nullptr && m_sink.current->unsentBytes() <= Limits::unsentBytes) {
        m_sink.current->writeBody(std::string(100'000, 'x'));
        QTest::qWait(1);
    }
    QTRY_COMPARE(m_sink.cancels, 1);
    QCOMPARE(m_log.finished, 1);
    QVERIFY(m_log.last.clientGone);
}

void tst_UwsgiConnection::anAnswerWithoutALengthThatBreaksOffIsReset()
{
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_sink.start();
    m_sink.current->writeBody("half");
    QTRY_VERIFY(m_client->bytesAvailable() > 0);
    m_sink.finish(Ending::Truncated);
    QVERIFY(m_log.last.truncated);
    QCOMPARE(m_log.finished, 1);
#ifdef Q_OS_UNIX
    // QTcpSocket tells a reset and an orderly end alike, so ask the system.
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(int(m_client->socketDescriptor()), SOL_SOCKET, SO_ERROR, &error, &length);
    QCOMPARE(error, ECONNRESET);
#endif
    answer();
}

void tst_UwsgiConnection::anAnswerWithALengthThatBreaksOffIsShort()
{
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_sink.start(200, "100");
    m_sink.current->writeBody("half");
    m_sink.finish(Ending::Truncated);
    QCOMPARE(answer(), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf");
    QVERIFY(m_log.last.truncated);
}

void tst_UwsgiConnection::anEarlyAnswerIsReadInFull()
{
    m_sink.holdsBody = true;
    m_sink.answersAtOnce = true;
    m_settings.lingerMs = 5000;
    listen();
    send(packet(post("8000000")) + std::string(8'000'000, 'x'));
    QTRY_VERIFY(m_client->bytesAvailable() > 0 || m_client->state() == QAbstractSocket::UnconnectedState);
    QVERIFY(answer().endsWith("\r\n\r\nhello"));
    QCOMPARE(m_log.finished, 1);
}

void tst_UwsgiConnection::badAnswersBecomeA500()
{
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    Gateway::ResponseHead head;
    head.headers.add("X", "a\r\nSet-Cookie: b");
    m_sink.current->startResponse(head);
    m_sink.current->writeBody("never sent");
    m_sink.finish();
    const QByteArray got = answer();
    QVERIFY2(got.startsWith("HTTP/1.1 500 "), got.constData());
    QVERIFY(!got.contains("Set-Cookie") && !got.contains("never sent"));
    QCOMPARE(m_log.last.status, std::uint16_t(500));
}

void tst_UwsgiConnection::noAnswerBecomesA500()
{
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    m_sink.finish(Ending::Truncated);
    QVERIFY(answer().startsWith("HTTP/1.1 500 "));
}

void tst_UwsgiConnection::closeWhenIdleLetsTheRunningFinish()
{
    listen();
    auto idle = std::move(m_client);
    listen();
    send(packet(getRequest));
    QTRY_COMPARE(m_sink.accepted, 1);
    QTRY_COMPARE(m_connections->size(), std::size_t(2));
    bool emptied = false;
    m_connections->closeWhenIdle([&] { emptied = true; });
    QTRY_COMPARE(idle->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!emptied);
    m_sink.answer();
    QVERIFY(answer().endsWith("hello"));
    QTRY_VERIFY(emptied);
}

void tst_UwsgiConnection::ignoredVariablesAreToldOnce()
{
    m_sink.answersAtOnce = true;
    for (int i = 0; i < 3; ++i) {
        listen();
        send(packet({{"REQUEST_METHOD", "GET"}, {"UWSGI_FILE", "/tmp/evil.py"}}));
        QVERIFY(answer().endsWith("hello"));
    }
    QCOMPARE(m_notices.size(), std::size_t(1));
    QVERIFY(m_notices[0].find("UWSGI_FILE from 127.0.0.1 is ignored") != std::string::npos);
}

void tst_UwsgiConnection::worksOverALocalSocket()
{
    m_sink.answersAtOnce = true;
    QTemporaryDir folder;
    listen();
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = folder.filePath(QStringLiteral("app.sock"));
    auto local = Net::Listener::open(*m_poller, m_deadlines, endpoint, {}, [this](auto stream) { m_frontEnd->adopt(std::move(stream)); });
    QVERIFY(local);
    auto client = Net::connectLocal(*m_poller, endpoint.path);
    QVERIFY(client);
    Test::RecordingOwner owner(std::move(*client));
    owner.send(packet(getRequest));
    QTRY_COMPARE(owner.finishes, 1);
    QVERIFY(owner.received.ends_with("hello"));
}

QTEST_GUILESS_MAIN(tst_UwsgiConnection)
#include "tst_uwsgiconnection.moc"
