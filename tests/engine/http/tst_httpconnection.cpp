// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/http/connectionfixture.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Test;

// Requests one after the other: what reaches the sink, what is answered, what is refused.
class tst_HttpConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersARequestInOneSend();
    void everyCutGivesTheSameAnswer();
    void keepsTheConnectionForTheNextRequest();
    void pipelinedRequestsAreAnsweredInOrder();
    void pipelinedRequestsWaitForASlowAnswer();
    void manyPipelinedRequestsDoNotNest();
    void pipelinedInputIsBounded();
    void smugglingVectorsNeverGiveASecondRequest_data();
    void smugglingVectorsNeverGiveASecondRequest();
    void oldClients();
    void headHasNoBody();
    void brokenHeadsAreRefused();
    void foreignHostsAreRefused();
    void foreignHostsMayComeElsewhere();
    void tracebacksAreForLoopbackOnly();
    void theTraceIsFilledIn();
    void badHeadsOfTheAppNeverReachTheWire();
};

void tst_HttpConnection::answersARequestInOneSend()
{
    HttpFixture f;
    f.connect();
    f.client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(f.client.received.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: "));
    QVERIFY(f.client.received.ends_with("\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"));
    QCOMPARE(f.client.sends, 1);
    QVERIFY(f.client.serverFinished);
    QCOMPARE(f.sink.accepted.at(0).vars.value("PATH_INFO"), std::string_view("/a"));
    QCOMPARE(f.observer.finished.size(), std::size_t(1));
    f.client.finishSending();
    QVERIFY(f.closed());
}

void tst_HttpConnection::everyCutGivesTheSameAnswer()
{
    const std::string wire = postRequest("hello")
        + "POST /c HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
          "3\r\nabc\r\n2;x\r\nde\r\n0\r\nT: x\r\n\r\n"
        + getRequest;
    for (std::size_t cut = 0; cut <= wire.size(); ++cut) {
        HttpFixture f;
        f.connect();
        f.client.send(std::string_view(wire).substr(0, cut));
        f.turn();
        f.client.send(std::string_view(wire).substr(cut));
        f.turn();
        QCOMPARE(f.sink.bodies, (std::vector<std::string>{"hello", "abcde", ""}));
        QCOMPARE(countOf(f.client.received, "HTTP/1.1 200 OK"), 3);
        QCOMPARE(f.observer.finished.size(), std::size_t(3));
        QVERIFY(f.observer.rejected.empty());
    }
}

void tst_HttpConnection::keepsTheConnectionForTheNextRequest()
{
    HttpFixture f;
    f.connect();
    for (std::uint32_t i = 1; i <= 3; ++i) {
        f.client.send(getRequest);
        QVERIFY(f.client.takeReceived().ends_with("\r\n\r\nhi"));
        QCOMPARE(f.sink.accepted.back().numberOnConnection, i);
        QCOMPARE(f.sink.accepted.back().connectionId, std::uint64_t(1));
    }
    QVERIFY(!f.client.serverFinished);
}

void tst_HttpConnection::pipelinedRequestsAreAnsweredInOrder()
{
    HttpFixture f;
    int number = 0;
    f.sink.setAnswer([&number](Gateway::Exchange &exchange) { answerText("answer " + std::to_string(++number))(exchange); });
    f.connect();
    f.client.send(getRequest + postRequest("x") + getRequest);
    QCOMPARE(f.sink.accepted.size(), std::size_t(3));
    QVERIFY(f.client.received.find("answer 1") < f.client.received.find("answer 2"));
    QVERIFY(f.client.received.ends_with("answer 3"));
}

void tst_HttpConnection::pipelinedRequestsWaitForASlowAnswer()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(getRequest + getRequest);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    answerText("one")(*f.sink.current);
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));  // never from within finish()
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
    answerText("two")(*f.sink.current);
    QVERIFY(f.client.received.ends_with("two"));
}

void tst_HttpConnection::manyPipelinedRequestsDoNotNest()
{
    HttpFixture f;
    f.connect();
    std::string wire;
    for (int i = 0; i < 20'000; ++i) {
        wire += "GET / HTTP/1.1\r\nHost: a.localhost\r\n\r\n";
    }
    f.client.send(wire);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(20'000));
    QCOMPARE(f.observer.finished.size(), std::size_t(20'000));
}

void tst_HttpConnection::pipelinedInputIsBounded()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    std::string wire = getRequest;
    while (wire.size() < 2'000'000) {
        wire += getRequest;
    }
    std::size_t sent = 0;
    for (; sent < wire.size(); sent += 1000) {
        f.client.send(std::string_view(wire).substr(sent, 1000));
    }
    QVERIFY(f.client.waiting() > 1'700'000);  // stays with the client
    f.sink.setAnswer(answerText("x"));
    answerText("x")(*f.sink.current);
    for (int i = 0; i < 100; ++i) {
        f.turn();
    }
    QCOMPARE(f.observer.finished.size(), std::size_t(countOf(wire, "GET")));
}

void tst_HttpConnection::smugglingVectorsNeverGiveASecondRequest_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");

    const auto row = [](const char *name, const char *fields, const char *body) {
        QTest::newRow(name) << QByteArray(fields) << QByteArray(body);
    };
    row("CL.TE", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    row("TE.CL", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "8\r\nSMUGGLED\r\n0\r\n\r\n");
    row("TE.TE", "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", "0\r\n\r\n");
    row("a blank in the name", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n");
    row("a folded coding", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n");
    row("a tab and VT",
        "Transfer-Encoding:\x0b"
        "chunked\r\n",
        "0\r\n\r\n");
    row("two lengths", "Content-Length: 0\r\nContent-Length: 50\r\n", "");
    row("a signed length", "Content-Length: +0\r\n", "");
    row("a bare CR before the coding", "X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    row("a bare LF before the coding", "X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    row("a bad chunk size", "Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n");
    row("a chunk that lies", "Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n");
    row("LF in the chunk framing", "Transfer-Encoding: chunked\r\n", "0\n\n");
    row("a bare CR after the chunk size", "Transfer-Encoding: chunked\r\n", "0\r\r\n\r\n");
}

void tst_HttpConnection::smugglingVectorsNeverGiveASecondRequest()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    const std::string wire = "POST / HTTP/1.1\r\nHost: localhost\r\n" + fields.toStdString() + "\r\n" + body.toStdString()
        + "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (std::size_t cut = 0; cut <= wire.size(); ++cut) {
        HttpFixture f;
        f.connect();
        f.client.send(std::string_view(wire).substr(0, cut));
        f.turn();
        f.client.send(std::string_view(wire).substr(cut));
        f.turn();
        QCOMPARE(f.sink.accepted.size(), std::size_t(0));
        QCOMPARE(f.observer.rejected.size(), std::size_t(1));
        QCOMPARE(f.observer.rejected.at(0).status, 400);
        QVERIFY(f.client.received.starts_with("HTTP/1.1 400 Bad Request\r\n"));
        QCOMPARE(countOf(f.client.received, "HTTP/1.1"), 1 + countOf(f.client.received, "smuggled"));
        QVERIFY(f.client.serverFinished);
    }
}

void tst_HttpConnection::oldClients()
{
    HttpFixture f;
    f.connect();
    f.client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QVERIFY(f.client.takeReceived().ends_with("Content-Length: 2\r\nConnection: keep-alive\r\n\r\nhi"));
    f.sink.setAnswer([](Gateway::Exchange &exchange) {
        exchange.startResponse({});
        exchange.writeBody("until the end");
        exchange.finish(Gateway::Ending::Complete);
    });
    f.client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QVERIFY(f.client.received.ends_with("Connection: close\r\n\r\nuntil the end"));
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnection::headHasNoBody()
{
    HttpFixture f;
    f.connect();
    f.client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(f.client.takeReceived().ends_with("Content-Length: 2\r\n\r\n"));
    QCOMPARE(f.observer.finished.at(0).bodyBytesOut, std::uint64_t(0));
    f.client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n");
    QVERIFY(f.client.received.starts_with("HTTP/1.1 400"));
    QVERIFY(f.client.received.ends_with("\r\n\r\n"));
}

void tst_HttpConnection::brokenHeadsAreRefused()
{
    HttpFixture f;
    f.connect();
    f.client.send(getRequest + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + getRequest);
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QCOMPARE(f.observer.rejected.size(), std::size_t(1));
    QCOMPARE(f.observer.rejected.at(0).peer, std::string("127.0.0.1"));
    QCOMPARE(f.observer.rejected.at(0).sentence, std::string("Host was sent twice"));
    QVERIFY(f.client.received.ends_with("\r\n\r\n400 Bad Request\nHost was sent twice.\n"));
    f.client.send(getRequest);  // a client that goes on is not listened to
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    f.client.finishSending();
    QVERIFY(f.closed());
}

void tst_HttpConnection::foreignHostsAreRefused()
{
    HttpFixture f;
    f.settings.refusesForeignHosts = f.settings.isLoopback = true;
    f.connect();
    f.client.send("GET / HTTP/1.1\r\nHost: attacker.example:5000\r\nAccept: text/html\r\n\r\n");
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    QCOMPARE(f.observer.rejected.at(0).status, 421);
    QVERIFY(f.client.received.starts_with("HTTP/1.1 421 Misdirected Request"));
    QVERIFY(f.client.received.contains("allowed-hosts"));

    HttpFixture absolute;
    absolute.settings.refusesForeignHosts = true;
    absolute.connect();
    absolute.client.send("GET http://attacker.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(absolute.sink.accepted.size(), std::size_t(0));
}

void tst_HttpConnection::foreignHostsMayComeElsewhere()
{
    HttpFixture f;
    f.connect();
    f.client.send("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    HttpFixture old;
    old.settings.refusesForeignHosts = true;
    old.connect();
    old.client.send("GET / HTTP/1.0\r\n\r\n");
    QCOMPARE(old.sink.accepted.size(), std::size_t(1));
}

void tst_HttpConnection::tracebacksAreForLoopbackOnly()
{
    const auto allowed = [](bool loopbackListener, const char *host, bool loopbackPeer) {
        HttpFixture f;
        f.settings.isLoopback = loopbackListener;
        f.connect({loopbackPeer ? "127.0.0.1" : "192.0.2.1", 1, "127.0.0.1", 8000, {}, loopbackPeer});
        f.client.send("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
        return f.sink.accepted.at(0).tracebacksAllowed;
    };
    QVERIFY(allowed(true, "localhost:8000", true));
    QVERIFY(!allowed(true, "shop.example", true));
    QVERIFY(!allowed(false, "localhost", true));
    QVERIFY(!allowed(true, "localhost", false));
}

void tst_HttpConnection::theTraceIsFilledIn()
{
    HttpFixture f;
    f.connect();
    f.client.send(postRequest("hello"));
    const Gateway::Trace &trace = f.observer.finished.at(0);
    QVERIFY(trace.wallStartUs > 0);
    QVERIFY(trace.startedUs > 0);
    QVERIFY(trace.acceptedUs >= trace.startedUs);
    QVERIFY(trace.finishedUs >= trace.acceptedUs);
    QCOMPARE(trace.bodyBytesIn, std::uint64_t(5));
    QCOMPARE(trace.bodyBytesOut, std::uint64_t(2));
    QCOMPARE(std::size_t(trace.headBytesOut), f.client.received.size() - 2);
    QCOMPARE(trace.headerCount, std::uint16_t(2));
    QCOMPARE(trace.status, std::uint16_t(200));
    QVERIFY(!trace.clientGone);
    QVERIFY(!trace.truncated);
}

void tst_HttpConnection::badHeadsOfTheAppNeverReachTheWire()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) {
        Gateway::ResponseHead head;
        head.headers.add("X", "y\r\nSet-Cookie: evil");
        exchange.startResponse(head);
        exchange.writeBody("body of the app");
        exchange.finish(Gateway::Ending::Complete);
    });
    f.connect();
    f.client.send(getRequest);
    QVERIFY(f.client.received.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
    QVERIFY(!f.client.received.contains("evil"));
    QVERIFY(!f.client.received.contains("body of the app"));
    QCOMPARE(f.observer.finished.at(0).status, std::uint16_t(500));
    QVERIFY(f.client.serverFinished);
}

QTEST_GUILESS_MAIN(tst_HttpConnection)
#include "tst_httpconnection.moc"
