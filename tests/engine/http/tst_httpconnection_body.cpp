// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/http/connectionfixture.h"

#include "engine/base/limits.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Test;

namespace {

const std::string continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

std::string chunkOf(std::size_t size)
{
    return "10000\r\n" + std::string(size, 'c') + "\r\n";
}

} // namespace

// Request bodies: when a request goes to the sink, how much waits here, what happens to what nobody reads.
class tst_HttpConnectionBody final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSmallBodyIsCompleteBeforeTheSinkHears();
    void aLargeBodyStartsWithItsPrefix();
    void aSinkThatDoesNotReadStopsTheClient();
    void anUnreadBodyIsReadAwayBeforeTheNextRequest();
    void anUnreadBodyIsNeverTheNextRequest();
    void aLongUnreadBodyClosesTheConnection();
    void anEndlessChunkedRestClosesTheConnection();
    void continueIsSentAtOnceWhenTheBodyFits();
    void continueWaitsForTheAppWhenTheBodyIsLarge();
    void continueIsNotSentWhenTheBodyIsHere();
    void anEarlyAnswerInsteadOfContinueCloses();
    void tooLargeABodyIsRefusedAtOnce();
    void tooLargeAChunkedBodyIsRefusedWhenItGrows();
    void aBrokenChunkIsA400BeforeTheAnswer();
    void aBrokenChunkCutsAnAnswerThatStarted();
    void aBodyThatEndsEarlyIsA400();
    void anAnswerMayStartBeforeTheBodyIsRead();
};

void tst_HttpConnectionBody::aSmallBodyIsCompleteBeforeTheSinkHears()
{
    HttpFixture f;
    f.connect();
    const std::string wire = postRequest("hello");
    f.client.send(std::string_view(wire).substr(0, wire.size() - 1));
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    f.client.send("o");
    QCOMPARE(f.sink.bodies.at(0), std::string("hello"));
    QCOMPARE(f.sink.accepted.at(0).contentLength, std::optional<std::uint64_t>(5));
}

void tst_HttpConnectionBody::aLargeBodyStartsWithItsPrefix()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    const std::string body(300'000, 'b');
    const std::string wire = postRequest(body);
    const std::size_t headSize = wire.size() - body.size();
    f.client.send(std::string_view(wire).substr(0, headSize + Limits::bodyPrefixBytes - 1));
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    f.client.send("b");
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QCOMPARE(f.sink.bodies.at(0).size(), Limits::bodyPrefixBytes);
    QVERIFY(!f.sink.current->bodyAtEnd());
    f.client.send(std::string_view(wire).substr(headSize + Limits::bodyPrefixBytes));
    f.turn();
    QVERIFY(f.sink.bodyCalls > 0);
    QCOMPARE(f.sink.bodies.at(0), body);
    QVERIFY(f.sink.current->bodyAtEnd());
    answerText("ok")(*f.sink.current);
    QCOMPARE(f.observer.finished.at(0).bodyBytesIn, std::uint64_t(300'000));
}

void tst_HttpConnectionBody::aSinkThatDoesNotReadStopsTheClient()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.sink.readsBody = false;
    f.connect();
    const std::string body(3'000'000, 'b');
    f.client.send(postRequest(body));
    f.turn();
    QVERIFY(f.client.waiting() > body.size() - 2 * Limits::unsentBytes);  // the kernel's business
    std::string got;
    for (int i = 0; i < 1000 && !f.sink.current->bodyAtEnd(); ++i) {
        got += f.sink.current->takeBody(50'000);
        f.turn();
    }
    QVERIFY(got == body);
}

void tst_HttpConnectionBody::anUnreadBodyIsReadAwayBeforeTheNextRequest()
{
    HttpFixture f;
    f.sink.readsBody = false;
    f.connect();
    const std::string body(150'000, 'b');
    const std::string wire = postRequest(body);
    f.client.send(std::string_view(wire).substr(0, 100'000));
    QCOMPARE(countOf(f.client.received, "200 OK"), 1);
    QVERIFY(!f.client.serverFinished);
    f.client.send(std::string(wire.substr(100'000)) + getRequest);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
    QCOMPARE(f.sink.accepted.at(1).vars.value("REQUEST_METHOD"), std::string_view("GET"));
    QCOMPARE(countOf(f.client.received, "200 OK"), 2);
}

// Class 7 of RELIABILITY.md.
void tst_HttpConnectionBody::anUnreadBodyIsNeverTheNextRequest()
{
    HttpFixture f;
    f.sink.readsBody = false;
    f.connect();
    const std::string inner = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    f.client.send(postRequest(inner) + getRequest);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
    QCOMPARE(f.sink.accepted.at(1).vars.value("PATH_INFO"), std::string_view("/"));
}

void tst_HttpConnectionBody::aLongUnreadBodyClosesTheConnection()
{
    HttpFixture f;
    f.sink.readsBody = false;
    f.connect();
    const std::string wire = postRequest(std::string(5'000'000, 'b'));
    f.client.send(std::string_view(wire).substr(0, 200'000));
    QVERIFY(f.client.received.contains("Connection: close\r\n"));
    QVERIFY(f.client.received.ends_with("hi"));
    QVERIFY(f.client.serverFinished);
    QVERIFY(!f.client.wasReset);
    QVERIFY(!f.closed());  // lingers, so that no reset eats the answer
    f.client.send(std::string_view(wire).substr(200'000));
    QCOMPARE(f.client.waiting(), std::size_t(0));
    f.client.finishSending();
    QVERIFY(f.closed());
}

void tst_HttpConnectionBody::anEndlessChunkedRestClosesTheConnection()
{
    HttpFixture f;
    f.sink.readsBody = false;
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunkOf(0x10000));
    QVERIFY(f.client.received.ends_with("hi"));
    QVERIFY(!f.client.serverFinished);
    for (int i = 0; i < 8; ++i) {
        f.client.send(chunkOf(0x10000));
    }
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionBody::continueIsSentAtOnceWhenTheBodyFits()
{
    HttpFixture f;
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    QCOMPARE(f.client.takeReceived(), continueLine);
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    f.client.send("hello");
    QCOMPARE(f.sink.bodies.at(0), std::string("hello"));
    QVERIFY(f.client.received.starts_with("HTTP/1.1 200"));
    QVERIFY(!f.client.serverFinished);
}

void tst_HttpConnectionBody::continueWaitsForTheAppWhenTheBodyIsLarge()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n");
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QVERIFY(f.sink.accepted.at(0).expectsContinue);
    QVERIFY(f.client.received.empty());
    f.sink.current->bodyWanted();
    f.sink.current->bodyWanted();
    QCOMPARE(f.client.takeReceived(), continueLine);
    f.client.send(std::string(100'000, 'x'));
    f.turn();
    QVERIFY(f.sink.current->bodyAtEnd());
    answerText("ok")(*f.sink.current);
    QVERIFY(f.client.received.ends_with("ok"));
    QVERIFY(!f.client.serverFinished);
}

void tst_HttpConnectionBody::continueIsNotSentWhenTheBodyIsHere()
{
    HttpFixture f;
    f.connect();
    f.client.send(postRequest("hello", "Expect: 100-continue\r\n"));
    QVERIFY(f.client.received.starts_with("HTTP/1.1 200"));
}

void tst_HttpConnectionBody::anEarlyAnswerInsteadOfContinueCloses()
{
    HttpFixture f;
    f.sink.setAnswer(answerText("no", 403));
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
    QVERIFY(f.client.received.starts_with("HTTP/1.1 403"));
    QVERIFY(f.client.received.contains("Connection: close\r\n"));
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionBody::tooLargeABodyIsRefusedAtOnce()
{
    HttpFixture f;
    f.settings.bodyLimitBytes = 1000;
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\nAccept: application/json\r\n\r\n");
    QVERIFY(f.client.received.starts_with("HTTP/1.1 413 Content Too Large\r\nContent-Type: application/json\r\n"));
    QCOMPARE(f.observer.rejected.at(0).status, 413);
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionBody::tooLargeAChunkedBodyIsRefusedWhenItGrows()
{
    HttpFixture f;
    f.settings.bodyLimitBytes = 100'000;
    f.sink.setAnswer({});
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunkOf(0x10000));
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    f.client.send(chunkOf(0x10000));
    QCOMPARE(f.sink.cancels, 1);
    QVERIFY(f.client.received.starts_with("HTTP/1.1 413"));
    QCOMPARE(f.observer.finished.size(), std::size_t(1));
    QCOMPARE(f.observer.finished.at(0).status, std::uint16_t(413));
    QVERIFY(f.observer.rejected.empty());
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionBody::aBrokenChunkIsA400BeforeTheAnswer()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunkOf(0x10000));
    f.client.send("5\r\nhello0\r\n\r\n" + getRequest);
    QCOMPARE(f.sink.cancels, 1);
    QCOMPARE(countOf(f.client.received, "HTTP/1.1 400"), 1);
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QCOMPARE(f.observer.finished.at(0).status, std::uint16_t(400));
}

// Class 8 of RELIABILITY.md.
void tst_HttpConnectionBody::aBrokenChunkCutsAnAnswerThatStarted()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) {
        exchange.startResponse({});
        exchange.writeBody("half");
    });
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunkOf(0x10000));
    f.turn();
    QVERIFY(f.client.received.ends_with("half\r\n"));
    f.client.send("xyz\r\n");
    QCOMPARE(f.sink.cancels, 1);
    QVERIFY(f.client.wasReset);
    QVERIFY(f.closed());
    QVERIFY(f.observer.finished.at(0).truncated);
    QVERIFY(!f.client.received.contains("0\r\n\r\n"));
}

void tst_HttpConnectionBody::aBodyThatEndsEarlyIsA400()
{
    HttpFixture f;
    f.connect();
    const std::string wire = postRequest("hello");
    f.client.send(std::string_view(wire).substr(0, wire.size() - 2));
    f.client.finishSending();
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    QVERIFY(f.client.received.starts_with("HTTP/1.1 400"));
    QVERIFY(f.closed());

    HttpFixture large;
    large.sink.setAnswer({});
    large.connect();
    large.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + std::string(70'000, 'x'));
    large.client.finishSending();
    QCOMPARE(large.sink.cancels, 1);
    QCOMPARE(large.observer.finished.at(0).status, std::uint16_t(400));
    QVERIFY(large.closed());
}

void tst_HttpConnectionBody::anAnswerMayStartBeforeTheBodyIsRead()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) { exchange.startResponse({}); });
    f.sink.onBody = [](Gateway::Exchange &exchange) {
        if (exchange.bodyAtEnd()) {
            exchange.writeBody("all read");
            exchange.finish(Gateway::Ending::Complete);
        }
    };
    f.connect();
    const std::string wire = postRequest(std::string(200'000, 'x'));
    f.client.send(std::string_view(wire).substr(0, 100'000));
    f.client.send(std::string_view(wire).substr(100'000));
    f.turn();
    QVERIFY(f.client.received.ends_with("8\r\nall read\r\n0\r\n\r\n"));
    f.client.send(getRequest);
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(tst_HttpConnectionBody)
#include "tst_httpconnection_body.moc"
