// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/http/connectionfixture.h"

#include "engine/base/limits.h"
#include "engine/http/httpfrontend.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Test;

namespace {

FakeSink::Answer streamText(const char *text, Gateway::Ending ending)
{
    return [text, ending](Gateway::Exchange &exchange) {
        exchange.startResponse({});
        exchange.writeBody(text);
        exchange.finish(ending);
    };
}

} // namespace

// How answers and connections end: cut answers, clients that leave, stall or take their time, and shutting down.
class tst_HttpConnectionEnding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTruncatedAnswerIsNeverMadeWhole();
    void aTruncatedAnswerToAnOldClientIsReset();
    void tooShortABodyIsCut();
    void noAnswerIsA500();
    void aStreamedAnswerLeavesInTheSameTurn();
    void aHalfClosedClientGetsItsAnswer();
    void aHalfHeadThatEndsIsA400();
    void aClientThatVanishesCancels();
    void aDestroyedConnectionCancels();
    void aSlowClientHoldsTheSinkBack();
    void theNextRequestWaitsForTheAnswerToLeave();
    void aClientThatTakesNothingIsReset();
    void aSlowHeadIsA408();
    void aSlowBodyIsA408();
    void aSlowBodyIsA408WhileTheAppWaits();
    void anIdleConnectionIsClosedSilently();
    void theSinkMayTakeItsTime();
    void idleConnectionsCloseWhenAsked();
    void busyConnectionsAnswerFirst();
    void aRequestThatIsOnItsWayIsAnswered();
    void theFrontEndNumbersItsConnections();
};

void tst_HttpConnectionEnding::aTruncatedAnswerIsNeverMadeWhole()
{
    HttpFixture f;
    f.sink.setAnswer(streamText("half", Gateway::Ending::Truncated));
    f.connect();
    f.client.send(getRequest + getRequest);
    f.turn();
    QVERIFY(f.client.received.ends_with("4\r\nhalf\r\n"));
    QVERIFY(f.client.serverFinished);
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QVERIFY(f.observer.finished.at(0).truncated);
}

void tst_HttpConnectionEnding::aTruncatedAnswerToAnOldClientIsReset()
{
    HttpFixture f;
    f.sink.setAnswer(streamText("half", Gateway::Ending::Truncated));
    f.connect();
    f.client.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(f.client.wasReset);
    QVERIFY(f.closed());
    QVERIFY(f.observer.finished.at(0).truncated);
}

void tst_HttpConnectionEnding::tooShortABodyIsCut()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) {
        Gateway::ResponseHead head;
        head.headers.add("Content-Length", "10");
        exchange.startResponse(head);
        exchange.writeBody("half");
        exchange.finish(Gateway::Ending::Complete);
    });
    f.connect();
    f.client.send(getRequest + getRequest);
    QVERIFY(f.client.received.ends_with("Content-Length: 10\r\n\r\nhalf"));
    QVERIFY(f.client.serverFinished);
    QVERIFY(f.observer.finished.at(0).truncated);
}

void tst_HttpConnectionEnding::noAnswerIsA500()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) { exchange.finish(Gateway::Ending::Truncated); });
    f.connect();
    f.client.send(getRequest);
    QVERIFY(f.client.received.starts_with("HTTP/1.1 500"));
    QCOMPARE(f.observer.finished.size(), std::size_t(1));
}

void tst_HttpConnectionEnding::aStreamedAnswerLeavesInTheSameTurn()
{
    HttpFixture f;
    f.sink.setAnswer([](Gateway::Exchange &exchange) {
        exchange.startResponse({});
        exchange.writeBody("one");
        exchange.writeBody("two");
    });
    f.connect();
    f.client.send(getRequest);
    f.turn();
    QVERIFY(f.client.received.ends_with("3\r\none\r\n3\r\ntwo\r\n"));
    QCOMPARE(f.client.sends, 1);
    f.sink.current->writeBody("three");
    f.turn();
    QVERIFY(f.client.received.ends_with("5\r\nthree\r\n"));
}

void tst_HttpConnectionEnding::aHalfClosedClientGetsItsAnswer()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(getRequest + getRequest);
    f.client.finishSending();
    QCOMPARE(f.sink.cancels, 0);
    answerText("one")(*f.sink.current);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
    answerText("two")(*f.sink.current);
    f.turn();
    QVERIFY(f.client.received.ends_with("two"));
    QVERIFY(f.closed());
}

void tst_HttpConnectionEnding::aHalfHeadThatEndsIsA400()
{
    HttpFixture f;
    f.connect();
    f.client.send("GET / HT");
    f.client.finishSending();
    QVERIFY(f.client.received.starts_with("HTTP/1.1 400"));
    QVERIFY(f.closed());
}

void tst_HttpConnectionEnding::aClientThatVanishesCancels()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(getRequest);
    f.client.vanish();
    QCOMPARE(f.sink.cancels, 1);
    QVERIFY(f.closed());
    QCOMPARE(f.observer.finished.size(), std::size_t(1));
    QVERIFY(f.observer.finished.at(0).clientGone);
    QCOMPARE(f.observer.finished.at(0).status, std::uint16_t(0));
}

void tst_HttpConnectionEnding::aDestroyedConnectionCancels()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(getRequest);
    f.connections.clear();
    QCOMPARE(f.sink.cancels, 1);
    QCOMPARE(f.observer.finished.size(), std::size_t(1));
}

void tst_HttpConnectionEnding::aSlowClientHoldsTheSinkBack()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.takeUpTo(0);
    f.client.send(getRequest);
    Gateway::Exchange &exchange = *f.sink.current;
    exchange.startResponse({});
    while (exchange.unsentBytes() <= Limits::unsentBytes) {
        exchange.writeBody(std::string(50'000, 'x'));
    }
    f.turn();
    QCOMPARE(f.sink.drains, 0);
    f.client.takeUpTo(10'000'000);
    QCOMPARE(f.sink.drains, 1);
    exchange.finish(Gateway::Ending::Complete);
    QVERIFY(f.client.received.ends_with("\r\n0\r\n\r\n"));
}

void tst_HttpConnectionEnding::theNextRequestWaitsForTheAnswerToLeave()
{
    HttpFixture f;
    f.connect();
    f.client.takeUpTo(10);
    f.client.send(getRequest + getRequest);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QCOMPARE(f.observer.finished.size(), std::size_t(0));
    f.client.takeUpTo(10'000);
    f.turn();
    QCOMPARE(f.sink.accepted.size(), std::size_t(2));
    QCOMPARE(f.observer.finished.size(), std::size_t(2));
}

void tst_HttpConnectionEnding::aClientThatTakesNothingIsReset()
{
    HttpFixture f;
    f.settings.sendStallMs = 20;
    f.sink.setAnswer({});
    f.connect();
    f.client.takeUpTo(10);
    f.client.send(getRequest);
    f.sink.current->startResponse({});
    f.sink.current->writeBody("text");
    QTRY_VERIFY(f.client.wasReset);
    QCOMPARE(f.sink.cancels, 1);
    QVERIFY(f.closed());
    QVERIFY(f.observer.finished.at(0).clientGone);
}

void tst_HttpConnectionEnding::aSlowHeadIsA408()
{
    HttpFixture f;
    f.settings.headMs = 20;
    f.connect();
    f.client.send("GET / HTTP/1.1\r\n");
    QTRY_VERIFY(f.client.received.starts_with("HTTP/1.1 408 Request Timeout"));
    QCOMPARE(f.observer.rejected.at(0).status, 408);
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionEnding::aSlowBodyIsA408()
{
    HttpFixture f;
    f.settings.bodyIdleMs = 20;
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhe");
    QTRY_VERIFY(f.client.received.starts_with("HTTP/1.1 408 Request Timeout"));
    QCOMPARE(f.sink.accepted.size(), std::size_t(0));
    QCOMPARE(f.observer.rejected.at(0).status, 408);
}

void tst_HttpConnectionEnding::aSlowBodyIsA408WhileTheAppWaits()
{
    HttpFixture f;
    f.settings.bodyIdleMs = 20;
    f.sink.setAnswer({});
    f.connect();
    f.client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + std::string(70'000, 'x'));
    QCOMPARE(f.sink.accepted.size(), std::size_t(1));
    QTRY_VERIFY(f.client.received.starts_with("HTTP/1.1 408 Request Timeout"));
    QCOMPARE(f.sink.cancels, 1);
    QCOMPARE(f.observer.finished.at(0).status, std::uint16_t(408));
}

void tst_HttpConnectionEnding::anIdleConnectionIsClosedSilently()
{
    HttpFixture f;
    f.settings.keepAliveMs = 20;
    f.connect();
    f.client.send(getRequest);
    f.client.received.clear();
    QTRY_VERIFY(f.closed());
    QVERIFY(f.client.received.empty());
    QVERIFY(f.observer.rejected.empty());
}

void tst_HttpConnectionEnding::theSinkMayTakeItsTime()
{
    HttpFixture f;
    f.settings.headMs = f.settings.bodyIdleMs = f.settings.keepAliveMs = f.settings.sendStallMs = 10;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(postRequest("x"));
    QTest::qWait(60);
    QVERIFY(f.sink.current != nullptr);
    answerText("late")(*f.sink.current);
    QVERIFY(f.client.received.ends_with("late"));
}

void tst_HttpConnectionEnding::idleConnectionsCloseWhenAsked()
{
    HttpFixture f;
    f.connect();
    f.client.send(getRequest);
    bool emptied = false;
    f.connections.closeWhenIdle([&emptied] { emptied = true; });
    QVERIFY(f.closed());
    QTRY_VERIFY(emptied);
    QVERIFY(f.client.serverFinished);
}

void tst_HttpConnectionEnding::busyConnectionsAnswerFirst()
{
    HttpFixture f;
    f.sink.setAnswer({});
    f.connect();
    f.client.send(getRequest);
    f.connections.closeWhenIdle({});
    QVERIFY(!f.closed());
    answerText("last words")(*f.sink.current);
    QVERIFY(f.client.received.contains("Connection: close\r\n"));
    QVERIFY(f.client.received.ends_with("last words"));
    QVERIFY(f.client.serverFinished);
    f.client.finishSending();
    QVERIFY(f.closed());
}

void tst_HttpConnectionEnding::aRequestThatIsOnItsWayIsAnswered()
{
    HttpFixture f;
    f.connect();
    f.client.leave(getRequest);  // in the kernel, not read yet
    f.connections.closeWhenIdle({});
    QVERIFY(f.client.received.ends_with("hi"));
    QVERIFY(f.client.received.contains("Connection: close\r\n"));
}

void tst_HttpConnectionEnding::theFrontEndNumbersItsConnections()
{
    HttpFixture f;
    std::uint64_t lastId = 41;
    Http::HttpFrontEnd frontEnd(f.settings, f.sink, f.observer, f.deadlines, f.connections, lastId);
    frontEnd.adopt(f.client.connect());
    f.client.send(getRequest);
    QCOMPARE(f.sink.accepted.at(0).connectionId, std::uint64_t(42));
    f.connections.clear();
}

QTEST_GUILESS_MAIN(tst_HttpConnectionEnding)
#include "tst_httpconnection_ending.moc"
