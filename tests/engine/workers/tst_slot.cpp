// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/slot.h"

#include "engine/base/limits.h"
#include "tests/support/fakeexchange.h"
#include "tests/support/fakeworker.h"

#include <QTest>

#include <optional>

using namespace Retort;
using Test::FakeExchange;

class tst_Slot final : public QObject, private Workers::SlotObserver
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRequestIsSentAndItsAnswerPassedOn();
    void aBodyStreamsBehindTheHead();
    void anEarlyAnswerEndsTheBody();
    void threeRequestsAreSentAheadAndNoMore();
    void requestsTakenBackLeaveTheRunningOnesWordAlone();
    void whatWasNotBegunComesBackWithItsBody();
    void aLongBodyComesBackToo();
    void aLongBodyThatIsBeingReadDoesNotComeBack();
    void aDeadWorkerCostsOnlyTheRequestItHadBegun();
    void anAnswerThatWasCompleteBeforeDeathCounts();
    void aRequestThatIsGivenUpIsAnsweredAndStillNamed();
    void aRequestWhoseClientLeftIsStillNamed();
    void anAnswerThatWaitsForASlowClientSurvivesTheWorker();
    void aStartedAnswerOfADeadWorkerIsCut();
    void aClientThatLeavesBeforeTheStartWithdrawsItsRequest();
    void aClientThatLeavesLaterCancelsItsRequest();
    void aSlowClientStopsTheChannel();
    void aSlowClientDoesNotHoldUpTheNextAnswer_data();
    void aSlowClientDoesNotHoldUpTheNextAnswer();
    void aHeaderWithALineBreakBecomesA500();
    void anExceptionBeforeTheHeadBecomesA500();
    void nonsenseOnTheChannelIsTold_data();
    void nonsenseOnTheChannelIsTold();
    void harakiriAnswers504();
    void aSilentAppCostsItsClientOnly();
    void aSilenceInTheMiddleCutsTheAnswer();
    void silenceCountsForHttpOnly();
    void aSlowClientIsNoSilenceOfTheApp();
    void headersAreAddedAndRemoved();

private:
    void slotAdvanced(Workers::Slot &) override { ++m_advanced; }
    void memoryReported(std::uint64_t) override {}
    void slotBroken(Workers::Slot &, const std::string &why) override { m_broken.append(QString::fromStdString(why)); }
    void slotOverdue(Workers::Slot &) override { ++m_overdue; }
    void slotSilent(Workers::Slot &) override { ++m_silent; }
    void applicationRaised(Workers::Slot &, std::string_view) override { ++m_raised; }
    void responseRefused(Workers::Slot &, const std::string &why) override { m_refused.append(QString::fromStdString(why)); }

    // Sends a request and claims it, as a worker that is idle does.
    std::uint32_t begin(FakeExchange &exchange);

    Net::DeadlineQueue m_deadlines;
    Workers::ErrorPages m_pages{false};
    std::optional<Test::FakeSlot> m_worker;
    int m_advanced = 0, m_overdue = 0, m_silent = 0, m_raised = 0, m_failed = 0;
    QStringList m_broken, m_refused;
};

void tst_Slot::init()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{}, static_cast<Workers::SlotObserver &>(*this));
    m_advanced = m_overdue = m_silent = m_raised = m_failed = 0;
    m_broken.clear();
    m_refused.clear();
}

std::uint32_t tst_Slot::begin(FakeExchange &exchange)
{
    m_worker->slot->give({&exchange, {}});
    const auto seen = m_worker->takeRequests();
    if (seen.size() != 1 || !m_worker->claim(seen.front().sequence)) {
        return 0;
    }
    return seen.front().sequence;
}

void tst_Slot::aRequestIsSentAndItsAnswerPassedOn()
{
    FakeExchange exchange("/hello");
    const std::uint32_t sequence = begin(exchange);
    QVERIFY(sequence > 0);
    QVERIFY(!m_worker->slot->isIdle());
    m_worker->answer(sequence, "hi", 201);
    QCOMPARE(exchange.status, 201);
    QCOMPARE(exchange.answer, std::string("hi"));
    QCOMPARE(exchange.finishes, 1);
    QVERIFY(exchange.ending == Gateway::Ending::Complete);
    QVERIFY(m_worker->slot->isIdle());
    QCOMPARE(m_advanced, 1);
    QCOMPARE(exchange.trace.workerId, 1);
    QCOMPARE(exchange.trace.workerRequests, 1u);
}

void tst_Slot::aBodyStreamsBehindTheHead()
{
    FakeExchange exchange("/upload", 300);
    exchange.receive(std::string(100, 'a'));
    m_worker->slot->give({&exchange, {}});
    const auto seen = m_worker->takeRequests();
    QCOMPARE(seen.size(), 1u);
    QCOMPARE(seen.front().body.size(), 100u);
    QVERIFY(seen.front().bodyFollows);
    exchange.receive(std::string(200, 'b'));
    m_worker->takeRequests();
    QCOMPARE(m_worker->bodyReceived, std::string(200, 'b'));
    QCOMPARE(m_worker->bodyEnds.size(), 1u);
    QVERIFY(m_worker->bodyEnds.front() == Ipc::BodyEnd::Complete);
}

void tst_Slot::anEarlyAnswerEndsTheBody()
{
    FakeExchange exchange("/upload", 300);
    const std::uint32_t sequence = begin(exchange);
    m_worker->answer(sequence, "no", 403);
    m_worker->takeRequests();
    QCOMPARE(exchange.status, 403);
    QCOMPARE(m_worker->bodyEnds.size(), 1u);
    QVERIFY(m_worker->bodyEnds.front() == Ipc::BodyEnd::Aborted);
}

void tst_Slot::threeRequestsAreSentAheadAndNoMore()
{
    FakeExchange exchanges[4];
    FakeExchange longBody("/", Limits::bodyPrefixBytes + 1);
    begin(exchanges[0]);
    QVERIFY(!m_worker->slot->canSendAhead(longBody));
    for (int i = 1; i < 4; ++i) {
        QVERIFY(m_worker->slot->canSendAhead(exchanges[i]));
        m_worker->slot->give({&exchanges[i], {}});
    }
    QVERIFY(!m_worker->slot->canSendAhead(exchanges[0]));
    QVERIFY(m_worker->takeRequests().empty());  // they share a write
    m_worker->slot->flush();
    QCOMPARE(m_worker->takeRequests().size(), 3u);
}

void tst_Slot::requestsTakenBackLeaveTheRunningOnesWordAlone()
{
    FakeExchange running;
    const std::uint32_t sequence = begin(running);
    FakeExchange leaving[Ipc::ClaimRow::depth];
    int sent = 0;
    for (FakeExchange &exchange : leaving) {
        if (m_worker->slot->canSendAhead(exchange)) {
            m_worker->slot->give({&exchange, {}});
            exchange.clientLeaves();
            ++sent;
        }
    }
    QCOMPARE(sent, Ipc::ClaimRow::depth - 1);
    running.clientLeaves();
    QVERIFY(m_worker->row.isCancelled(sequence));
}

void tst_Slot::whatWasNotBegunComesBackWithItsBody()
{
    FakeExchange running;
    FakeExchange waiting("/form", 5);
    waiting.receive("a=b&c");
    begin(running);
    m_worker->slot->give({&waiting, {}});
    m_worker->slot->flush();
    const auto back = m_worker->slot->takeBackUnclaimed(Workers::Slot::TakeBack::SentAhead);
    QCOMPARE(back.size(), 1u);
    QCOMPARE(back.front().exchange, &waiting);
    QCOMPARE(back.front().body, std::string("a=b&c"));
    QCOMPARE(m_worker->slot->jobCount(), 1);
    const auto seen = m_worker->takeRequests();
    QCOMPARE(seen.size(), 1u);
    QVERIFY2(!m_worker->claim(seen.front().sequence), "the worker must skip what was taken back");

    Test::FakeSlot other(2, 0, m_pages, m_deadlines, Workers::RequestRules{}, static_cast<Workers::SlotObserver &>(*this));
    other.slot->give({back.front().exchange, back.front().body});
    QCOMPARE(other.takeRequests().front().body, std::string("a=b&c"));
}

// A reload just after an upload began: the thread that was to run it may never get to it.
void tst_Slot::aLongBodyComesBackToo()
{
    FakeExchange upload("/upload", 300);
    upload.receive(std::string(100, 'a'));
    m_worker->slot->give({&upload, {}});
    upload.receive(std::string(100, 'b'));
    auto back = m_worker->slot->takeBackUnclaimed(Workers::Slot::TakeBack::All);
    QCOMPARE(back.size(), 1u);
    QCOMPARE(m_worker->slot->jobCount(), 0);

    Test::FakeSlot other(2, 0, m_pages, m_deadlines, Workers::RequestRules{}, static_cast<Workers::SlotObserver &>(*this));
    other.slot->give(std::move(back.front()));
    const auto seen = other.takeRequests();
    QCOMPARE(seen.front().body, std::string(100, 'a') + std::string(100, 'b'));
    QVERIFY(seen.front().bodyFollows);
    upload.receive(std::string(100, 'c'));
    other.takeRequests();
    QCOMPARE(other.bodyReceived, std::string(100, 'c'));
    QCOMPARE(other.bodyEnds.size(), 1u);
    QVERIFY(other.bodyEnds.front() == Ipc::BodyEnd::Complete);
}

void tst_Slot::aLongBodyThatIsBeingReadDoesNotComeBack()
{
    FakeExchange upload("/upload", 300);
    upload.receive(std::string(100, 'a'));
    QVERIFY(begin(upload) > 0);
    upload.receive(std::string(100, 'b'));
    QVERIFY(m_worker->slot->takeBackUnclaimed(Workers::Slot::TakeBack::All).empty());
    QVERIFY(m_worker->slot->bury("dead", m_failed).empty());
    QCOMPARE(upload.status, 502);
}

void tst_Slot::aDeadWorkerCostsOnlyTheRequestItHadBegun()
{
    FakeExchange exchanges[3];
    begin(exchanges[0]);
    m_worker->slot->give({&exchanges[1], {}});
    m_worker->slot->give({&exchanges[2], {}});
    const auto back = m_worker->slot->bury("The worker process was killed by signal 9.", m_failed);
    QCOMPARE(back.size(), 2u);
    QCOMPARE(back[0].exchange, &exchanges[1]);
    QCOMPARE(m_failed, 1);
    QCOMPARE(exchanges[0].status, 502);
    QVERIFY(exchanges[0].answer.find("signal 9") != std::string::npos);
    QCOMPARE(exchanges[0].finishes, 1);
    QCOMPARE(exchanges[1].finishes, 0);
}

void tst_Slot::anAnswerThatWasCompleteBeforeDeathCounts()
{
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    m_worker->answer(sequence, "done");
    QVERIFY(m_worker->slot->bury("dead", m_failed).empty());
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.finishes, 1);
}

void tst_Slot::aRequestThatIsGivenUpIsAnsweredAndStillNamed()
{
    FakeExchange exchange("/report");
    const std::uint32_t sequence = begin(exchange);
    QCOMPARE(m_worker->slot->frontSequence(), sequence);
    QCOMPARE(m_worker->slot->frontWords(), std::string("GET /report"));
    m_worker->slot->giveUp();
    QCOMPARE(exchange.status, 503);
    QCOMPARE(exchange.finishes, 1);
    QVERIFY(!m_worker->slot->isIdle());  // the worker still runs it
    QCOMPARE(m_worker->slot->frontWords(), std::string("GET /report"));
    QVERIFY(m_worker->row.isCancelled(sequence));
    m_worker->answer(sequence, "too late");
    QCOMPARE(exchange.finishes, 1);
    QVERIFY(m_worker->slot->isIdle());
    m_worker->slot->giveUp();  // nothing runs: nothing happens
}

void tst_Slot::aRequestWhoseClientLeftIsStillNamed()
{
    FakeExchange exchange("/report?x=1");
    QVERIFY(begin(exchange) > 0);
    exchange.handler()->cancelled(exchange);
    QCOMPARE(m_worker->slot->frontWords(), std::string("GET /report?x=1"));
    QVERIFY(m_worker->slot->bury("dead", m_failed).empty());
    QCOMPARE(m_failed, 0);  // nobody waited for it
}

// A reload while a slow client downloads: the worker has written all and left, the channel still holds a part.
void tst_Slot::anAnswerThatWaitsForASlowClientSurvivesTheWorker()
{
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    m_worker->head(200);
    exchange.unsent = Limits::unsentBytes + 1;
    const std::string piece(Limits::readChunkBytes, 'x');
    for (int i = 0; i < 3; ++i) {
        m_worker->piece(piece);
    }
    m_worker->end(sequence);
    QCOMPARE(exchange.finishes, 0);
    m_worker->slot->bury("The worker process exited with code 0.", m_failed);
    QCOMPARE(exchange.answer.size(), 3 * piece.size());
    QCOMPARE(exchange.finishes, 1);
    QVERIFY(exchange.ending == Gateway::Ending::Complete);
}

void tst_Slot::aStartedAnswerOfADeadWorkerIsCut()
{
    FakeExchange exchange;
    begin(exchange);
    m_worker->head(200);
    m_worker->piece("half");
    m_worker->slot->bury("dead", m_failed);
    QCOMPARE(exchange.answer, std::string("half"));
    QVERIFY(exchange.ending == Gateway::Ending::Truncated);
}

void tst_Slot::aClientThatLeavesBeforeTheStartWithdrawsItsRequest()
{
    FakeExchange running;
    FakeExchange waiting;
    const std::uint32_t sequence = begin(running);
    m_worker->slot->give({&waiting, {}});
    m_worker->slot->flush();
    waiting.clientLeaves();
    QCOMPARE(m_worker->slot->jobCount(), 1);
    QVERIFY(!m_worker->claim(m_worker->takeRequests().front().sequence));
    m_worker->answer(sequence, "first");
    QCOMPARE(running.answer, std::string("first"));
    QVERIFY(m_broken.isEmpty());
}

void tst_Slot::aClientThatLeavesLaterCancelsItsRequest()
{
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    m_worker->head(200);
    exchange.clientLeaves();
    QVERIFY(m_worker->row.isCancelled(sequence));
    QCOMPARE(m_worker->slot->jobCount(), 1);  // until the worker says it has stopped
    m_worker->piece("nobody reads this");
    m_worker->end(sequence, false, true);
    QVERIFY(m_worker->slot->isIdle());
    QCOMPARE(exchange.finishes, 0);
    QVERIFY(exchange.answer.empty());
}

void tst_Slot::aSlowClientStopsTheChannel()
{
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    m_worker->head(200);
    exchange.unsent = Limits::unsentBytes + 1;
    m_worker->piece("one");
    m_worker->piece("two");
    QCOMPARE(exchange.answer, std::string("one"));  // the second stays in the channel
    exchange.clientTakesAll();
    m_worker->end(sequence);
    QCOMPARE(exchange.answer, std::string("onetwo"));
    QCOMPARE(exchange.finishes, 1);
}

void tst_Slot::aSlowClientDoesNotHoldUpTheNextAnswer_data()
{
    QTest::addColumn<bool>("begunBeforeThePause");
    QTest::newRow("the worker begins the next request before its client is found to be slow") << true;
    QTest::newRow("the worker begins the next request while its client is slow") << false;
}

// The worker has written the whole answer and works on the next request; only the engine still waits for the client.
void tst_Slot::aSlowClientDoesNotHoldUpTheNextAnswer()
{
    QFETCH(bool, begunBeforeThePause);
    FakeExchange slow;
    FakeExchange next;
    const std::uint32_t first = begin(slow);
    m_worker->slot->give({&next, {}});
    m_worker->slot->flush();
    const std::uint32_t second = m_worker->takeRequests().front().sequence;
    if (begunBeforeThePause) {
        QVERIFY(m_worker->claim(second));
    }
    m_worker->head(200);
    slow.unsent = Limits::unsentBytes + 1;
    m_worker->piece("one");
    m_worker->piece("two");
    m_worker->end(first);
    if (!begunBeforeThePause) {
        QCOMPARE(slow.finishes, 0);
        QVERIFY(m_worker->claim(second));
        QVERIFY(m_worker->slot->takeBackUnclaimed(Workers::Slot::TakeBack::SentAhead).empty());  // as the dispatcher's tick does
    }
    m_worker->answer(second, "quick");
    QCOMPARE(slow.answer, std::string("onetwo"));
    QCOMPARE(slow.finishes, 1);
    QCOMPARE(next.answer, std::string("quick"));
    QCOMPARE(next.finishes, 1);
}

void tst_Slot::aHeaderWithALineBreakBecomesA500()
{
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    m_worker->head(200, "X-Evil", "a\r\nSet-Cookie: b");
    QCOMPARE(exchange.status, 500);
    QCOMPARE(exchange.finishes, 1);
    QCOMPARE(m_refused.size(), 1);
    QVERIFY(m_refused.front().contains(u"X-Evil"));
    m_worker->piece("rest");
    m_worker->end(sequence);
    QVERIFY(m_worker->slot->isIdle());
    QVERIFY(exchange.answer.find("rest") == std::string::npos);
    QVERIFY(m_broken.isEmpty());
}

void tst_Slot::anExceptionBeforeTheHeadBecomesA500()
{
    FakeExchange exchange;
    exchange.request.tracebacksAllowed = true;
    const std::uint32_t sequence = begin(exchange);
    m_worker->sendFrame(Ipc::FrameType::Exception, R"({"type":"KeyError","message":"'x'","traceback":"Traceback…"})");
    m_worker->end(sequence, true);
    QCOMPARE(m_raised, 1);
    QCOMPARE(exchange.status, 500);
    QVERIFY(exchange.answer.find("KeyError") != std::string::npos);
    QVERIFY(exchange.trace.exception);
}

void tst_Slot::nonsenseOnTheChannelIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    std::string frame;
    Ipc::appendFrame(frame, Ipc::FrameType::ResponseBody, "x");
    QTest::newRow("a body without a head") << QByteArray::fromStdString(frame);
    frame.clear();
    Ipc::appendFrame(frame, Ipc::FrameType::ResponseHead, "x");
    QTest::newRow("a head that cannot be read") << QByteArray::fromStdString(frame);
    frame.clear();
    Ipc::appendFrame(frame, Ipc::FrameType::Hello, "x");
    QTest::newRow("a frame of the wrong type") << QByteArray::fromStdString(frame);
    frame.clear();
    Ipc::appendFrame(frame, static_cast<Ipc::FrameType>(255), "x");
    QTest::newRow("a frame of no type") << QByteArray::fromStdString(frame);
    frame.clear();
    Ipc::ResponseEndMessage end;
    end.sequence = 77;
    Ipc::appendResponseEnd(frame, end);
    QTest::newRow("the end of another request") << QByteArray::fromStdString(frame);
    QTest::newRow("an endless frame") << QByteArray("\xff\xff\xff\xff\x31", 5);
}

void tst_Slot::nonsenseOnTheChannelIsTold()
{
    QFETCH(QByteArray, bytes);
    FakeExchange exchange;
    QVERIFY(begin(exchange) > 0);
    m_worker->sendBytes({bytes.constData(), std::size_t(bytes.size())});
    QCOMPARE(m_broken.size(), 1);
    m_worker->slot->bury("dead", m_failed);
    QCOMPARE(exchange.status, 502);
}

void tst_Slot::harakiriAnswers504()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{.harakiriMs = 50}, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange exchange;
    const std::uint32_t sequence = begin(exchange);
    QTRY_COMPARE(m_overdue, 1);
    QCOMPARE(exchange.status, 504);
    QVERIFY(m_worker->row.isCancelled(sequence));
    QVERIFY(m_worker->slot->bury("dead", m_failed).empty());
    QCOMPARE(exchange.finishes, 1);
}

void tst_Slot::aSilentAppCostsItsClientOnly()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 50}, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange exchange("/slow", 10);
    const std::uint32_t sequence = begin(exchange);
    QTRY_COMPARE(exchange.status, 504);
    QVERIFY(exchange.answer.find("http-timeout") != std::string::npos);
    QCOMPARE(exchange.finishes, 1);
    QCOMPARE(m_silent, 1);
    QVERIFY(m_worker->row.isCancelled(sequence));
    m_worker->takeRequests();
    QCOMPARE(m_worker->bodyEnds.size(), 1u);  // whoever reads the body must not wait for ever
    m_worker->answer(sequence, "too late");
    QVERIFY(m_worker->slot->isIdle());
    QVERIFY(m_broken.isEmpty());

    FakeExchange next;
    const std::uint32_t second = begin(next);
    m_worker->answer(second, "fine");
    QCOMPARE(next.answer, std::string("fine"));
}

void tst_Slot::aSilenceInTheMiddleCutsTheAnswer()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 50}, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange exchange;
    begin(exchange);
    m_worker->head(200);
    m_worker->piece("half");
    QTRY_COMPARE(exchange.finishes, 1);
    QVERIFY(exchange.ending == Gateway::Ending::Truncated);
    QCOMPARE(exchange.answer, std::string("half"));
}

void tst_Slot::silenceCountsForHttpOnly()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 20}, static_cast<Workers::SlotObserver &>(*this));
    Test::FakeSlot other(2, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 20}, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange proxied;
    proxied.request.protocol = Gateway::Protocol::Uwsgi;
    begin(proxied);
    FakeExchange direct;
    other.slot->give({&direct, {}});
    QTRY_COMPARE(direct.finishes, 1);  // its time began later
    QCOMPARE(proxied.finishes, 0);
}

void tst_Slot::aSlowClientIsNoSilenceOfTheApp()
{
    m_worker.emplace(1, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 20}, static_cast<Workers::SlotObserver &>(*this));
    Test::FakeSlot other(2, 0, m_pages, m_deadlines, Workers::RequestRules{.silenceMs = 20}, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange slow;
    begin(slow);
    m_worker->head(200);
    slow.unsent = Limits::unsentBytes + 1;
    m_worker->piece("one");
    FakeExchange direct;
    other.slot->give({&direct, {}});
    QTRY_COMPARE(direct.finishes, 1);
    QCOMPARE(slow.finishes, 0);
    slow.clientTakesAll();  // from here on the app is the slow one
    QTRY_COMPARE(slow.finishes, 1);
}

void tst_Slot::headersAreAddedAndRemoved()
{
    Workers::RequestRules rules;
    rules.headers.add("X-Added", "v");
    rules.headers.remove("x");
    m_worker.emplace(1, 0, m_pages, m_deadlines, rules, static_cast<Workers::SlotObserver &>(*this));
    FakeExchange exchange;
    m_worker->answer(begin(exchange), "hi");
    QCOMPARE(exchange.headers.size(), 1);
    QCOMPARE(exchange.headers.value("X-Added"), std::string_view("v"));
}

QTEST_GUILESS_MAIN(tst_Slot)
#include "tst_slot.moc"
