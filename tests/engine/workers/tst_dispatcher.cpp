// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/dispatcher.h"

#include "engine/base/limits.h"
#include "engine/workers/errorpages.h"
#include "tests/support/fakeexchange.h"
#include "tests/support/fakeworker.h"

#include <QTest>

#include <deque>

using namespace Retort;
using Test::FakeExchange;

class tst_Dispatcher final : public QObject, private Workers::SlotObserver
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void idleWorkersGetRequestsBeforeSecondThreads();
    void aQuickRequestIsFollowedOnTheSameThread();
    void aSlowRequestGivesWayToASecondThread();
    void whatWasSentAheadOfASlowRequestMovesToAnotherThread();
    void requestsWaitUntilAWorkerComes();
    void aLoadFailureAnswersThoseWhoWait();
    void aFailureMayBeShownInsteadOfOldCode();
    void aFullQueueAnswers503();
    void aClientThatLeavesTheQueueIsForgotten();
    void removingAWorkerLosesNothing();
    void aBodyInFlightNeedsNoPatience();
    void whileHeldNothingIsBegun();
    void heldRequestsHearOfAFailedLoad();
    void aFailureFromBeforeWaitsForTheHoldToEnd();

private:
    void slotAdvanced(Workers::Slot &) override { m_dispatcher->slotAdvanced(); }
    void memoryReported(std::uint64_t) override {}
    void slotBroken(Workers::Slot &, const std::string &) override {}
    void slotSilent(Workers::Slot &) override {}
    void slotOverdue(Workers::Slot &) override {}
    void applicationRaised(Workers::Slot &, std::string_view) override {}
    void responseRefused(Workers::Slot &, const std::string &) override {}

    // A worker with that many threads; its slots are the last ones of m_slots.
    Workers::SlotList &addWorker(int threads);
    Test::FakeSlot &thread(std::size_t index) { return m_threads[index]; }
    FakeExchange &request(std::string_view path = "/", std::uint64_t bodyBytes = 0);

    Net::DeadlineQueue m_deadlines;
    Workers::ErrorPages m_pages{false};
    std::unique_ptr<Workers::Dispatcher> m_dispatcher;
    std::deque<Test::FakeSlot> m_threads;
    std::deque<Workers::SlotList> m_workers;
    std::deque<FakeExchange> m_exchanges;
};

void tst_Dispatcher::init()
{
    m_dispatcher.reset();
    m_workers.clear();
    m_threads.clear();
    m_exchanges.clear();
    m_dispatcher = std::make_unique<Workers::Dispatcher>(m_pages, m_deadlines);
}

Workers::SlotList &tst_Dispatcher::addWorker(int threads)
{
    Workers::SlotList &worker = m_workers.emplace_back();
    for (int i = 0; i < threads; ++i) {
        auto &fake = m_threads.emplace_back(
            int(m_workers.size()), i, m_pages, m_deadlines, Workers::RequestRules{}, static_cast<Workers::SlotObserver &>(*this));
        worker.push_back(std::move(fake.slot));
    }
    m_dispatcher->addWorker(worker);
    return worker;
}

FakeExchange &tst_Dispatcher::request(std::string_view path, std::uint64_t bodyBytes)
{
    FakeExchange &exchange = m_exchanges.emplace_back(path, bodyBytes);
    m_dispatcher->accept(exchange);
    return exchange;
}

void tst_Dispatcher::idleWorkersGetRequestsBeforeSecondThreads()
{
    addWorker(2);
    addWorker(2);
    request("/a");
    request("/b");
    int busyWorkers = 0;
    for (const auto &worker : m_workers) {
        busyWorkers += !worker[0]->isIdle() || !worker[1]->isIdle() ? 1 : 0;
    }
    QCOMPARE(busyWorkers, 2);
}

void tst_Dispatcher::aQuickRequestIsFollowedOnTheSameThread()
{
    const Workers::SlotList &worker = addWorker(4);
    for (int i = 0; i < 4; ++i) {
        request();
    }
    const auto jobs = [&](int count) { return std::ranges::count_if(worker, [&](const auto &slot) { return slot->jobCount() == count; }); };
    QCOMPARE(jobs(4), 1);  // one thread has the running one and three sent ahead …
    QCOMPARE(jobs(0), 3);  // … so that four runnable threads do not fight for the GIL
    request();
    QCOMPARE(m_dispatcher->queueLength(), 1u);
}

void tst_Dispatcher::aSlowRequestGivesWayToASecondThread()
{
    const Workers::SlotList &worker = addWorker(2);
    request("/slow");
    QTest::qWait(Limits::secondRequestMs * 5);  // the running one is now slow by definition
    request("/quick");
    QCOMPARE(worker[0]->jobCount(), 1);
    QCOMPARE(worker[1]->jobCount(), 1);
}

void tst_Dispatcher::whatWasSentAheadOfASlowRequestMovesToAnotherThread()
{
    addWorker(2);
    request("/slow");
    FakeExchange &quick = request("/quick");
    const std::size_t slow = thread(0).takeRequests().empty() ? 1 : 0;
    QTRY_COMPARE(quick.trace.slot, int(1 - slow));  // within a few milliseconds
    QCOMPARE(thread(1 - slow).takeRequests().front().path, std::string("/quick"));
}

void tst_Dispatcher::requestsWaitUntilAWorkerComes()
{
    request("/early");
    QCOMPARE(m_dispatcher->queueLength(), 1u);
    addWorker(1);
    QCOMPARE(m_dispatcher->queueLength(), 0u);
    QCOMPARE(thread(0).takeRequests().front().path, std::string("/early"));
}

void tst_Dispatcher::aLoadFailureAnswersThoseWhoWait()
{
    FakeExchange &waiting = request();
    m_dispatcher->setLoadFailure(QJsonObject{{QStringLiteral("sentence"), QStringLiteral("No module named x")}});
    QCOMPARE(waiting.status, 503);
    QCOMPARE(request().status, 503);
    m_dispatcher->setLoadFailure(std::nullopt);
    QCOMPARE(request().status, 0);  // waits for the outcome of the next load
}

void tst_Dispatcher::aFailureMayBeShownInsteadOfOldCode()
{
    addWorker(1);
    m_dispatcher->setShownFailure(QJsonObject{{QStringLiteral("sentence"), QStringLiteral("No module named x")}});
    QCOMPARE(request().status, 503);
    m_dispatcher->hold();
    FakeExchange &waiting = request();
    QCOMPARE(waiting.status, 0);
    m_dispatcher->release();
    QCOMPARE(waiting.status, 503);
    m_dispatcher->setShownFailure(std::nullopt);
    QCOMPARE(request().status, 0);  // the old code has it
}

void tst_Dispatcher::aFullQueueAnswers503()
{
    for (int i = 0; i < Limits::queuedRequests; ++i) {
        request();
    }
    QCOMPARE(request().status, 503);
    QCOMPARE(m_dispatcher->refusedCount(), 1u);
}

void tst_Dispatcher::aClientThatLeavesTheQueueIsForgotten()
{
    FakeExchange &leaving = request("/leaves");
    request("/stays");
    leaving.clientLeaves();
    addWorker(1);
    const auto seen = thread(0).takeRequests();
    QCOMPARE(seen.size(), 1u);
    QCOMPARE(seen.front().path, std::string("/stays"));
}

void tst_Dispatcher::removingAWorkerLosesNothing()
{
    Workers::SlotList &first = addWorker(1);
    request("/running");
    const auto seen = thread(0).takeRequests();
    QVERIFY(thread(0).claim(seen.front().sequence));
    request("/ahead");
    request("/queued");
    m_dispatcher->removeWorker(first);
    QCOMPARE(m_dispatcher->queueLength(), 2u);
    QCOMPARE(first[0]->jobCount(), 1);
    addWorker(1);
    QCOMPARE(thread(1).takeRequests().front().path, std::string("/ahead"));  // the order is kept
}

void tst_Dispatcher::aBodyInFlightNeedsNoPatience()
{
    const Workers::SlotList &worker = addWorker(2);
    request("/quick");
    request("/upload", Limits::bodyPrefixBytes * 4);
    QCOMPARE(worker[0]->jobCount() + worker[1]->jobCount(), 2);
    QCOMPARE(std::max(worker[0]->jobCount(), worker[1]->jobCount()), 1);
}

void tst_Dispatcher::whileHeldNothingIsBegun()
{
    addWorker(1);
    FakeExchange &running = request("/running");
    const auto seen = thread(0).takeRequests();
    QVERIFY(thread(0).claim(seen.front().sequence));
    FakeExchange &ahead = request("/ahead");
    m_dispatcher->hold();
    FakeExchange &later = request("/later");
    QCOMPARE(m_dispatcher->queueLength(), 2u);
    QCOMPARE(m_workers[0][0]->jobCount(), 1);  // what runs goes on
    QTest::qWait(20);
    const Workers::SlotList &fresh = addWorker(1);
    QVERIFY(fresh[0]->isIdle());
    m_dispatcher->removeWorker(m_workers[0]);
    m_dispatcher->release();
    QCOMPARE(thread(1).takeRequests().front().path, std::string("/ahead"));
    QCOMPARE(m_dispatcher->lastHeldCount(), 2);
    QVERIFY(ahead.trace.heldUs >= 15'000 && later.trace.heldUs >= 15'000);
    QCOMPARE(running.trace.heldUs, 0);
}

void tst_Dispatcher::heldRequestsHearOfAFailedLoad()
{
    addWorker(1);
    m_dispatcher->hold();
    FakeExchange &waiting = request();
    QCOMPARE(waiting.status, 0);
    m_dispatcher->removeWorker(m_workers[0]);
    m_dispatcher->setLoadFailure(QJsonObject{{QStringLiteral("sentence"), QStringLiteral("No module named x")}});
    m_dispatcher->release();
    QCOMPARE(waiting.status, 503);
}

void tst_Dispatcher::aFailureFromBeforeWaitsForTheHoldToEnd()
{
    m_dispatcher->setLoadFailure(QJsonObject{{QStringLiteral("sentence"), QStringLiteral("old news")}});
    m_dispatcher->hold();
    FakeExchange &waiting = request();
    QCOMPARE(waiting.status, 0);  // the file was just mended, perhaps
    m_dispatcher->release();      // it was not
    QCOMPARE(waiting.status, 503);
}

QTEST_GUILESS_MAIN(tst_Dispatcher)
#include "tst_dispatcher.moc"
