// SPDX-License-Identifier: Apache-2.0
#include "engine/net/deadline.h"

#include "engine/base/clock.h"

#include <QAbstractEventDispatcher>
#include <QTest>
#include <QTimer>

#include <vector>

using namespace Retort;
using Net::Deadline;
using Net::DeadlineQueue;

class tst_Deadline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expiresOnceAndNeverEarly();
    void startAgainMovesIt();
    void startAgainMayMoveItForward();
    void stopKeepsItSilent();
    void expiresInOrder();
    void mayDestroyItselfInItsCallback();
    void mayStartItselfInItsCallback();
    void mayDestroyAnotherThatIsDue();
    void releasesWhatItsCallbackHolds();
    void manyShortLivedOnesLeaveNoHeap();
    void sleepsWhenNothingRuns();
};

void tst_Deadline::expiresOnceAndNeverEarly()
{
    DeadlineQueue queue;
    int calls = 0;
    std::int64_t atUs = 0;
    Deadline deadline(queue, [&] {
        ++calls;
        atUs = monotonicUs();
    });
    QVERIFY(!deadline.isRunning());
    const auto startUs = monotonicUs();
    deadline.start(30);
    QVERIFY(deadline.isRunning());
    QTRY_COMPARE(calls, 1);
    QVERIFY(atUs - startUs >= 30'000);
    QVERIFY(!deadline.isRunning());
    QTest::qWait(60);
    QCOMPARE(calls, 1);
}

void tst_Deadline::startAgainMovesIt()
{
    DeadlineQueue queue;
    std::int64_t atUs = 0;
    Deadline deadline(queue, [&] { atUs = monotonicUs(); });
    deadline.start(20);
    const auto startUs = monotonicUs();
    deadline.start(120);
    QTRY_VERIFY(atUs != 0);
    QVERIFY(atUs - startUs >= 120'000);
}

void tst_Deadline::startAgainMayMoveItForward()
{
    DeadlineQueue queue;
    int calls = 0;
    Deadline deadline(queue, [&] { ++calls; });
    deadline.start(60'000);
    deadline.start(20);
    QTRY_COMPARE_WITH_TIMEOUT(calls, 1, 2000);
}

void tst_Deadline::stopKeepsItSilent()
{
    DeadlineQueue queue;
    int stopped = 0;
    int kept = 0;
    Deadline first(queue, [&] { ++stopped; });
    Deadline second(queue, [&] { ++kept; });
    first.start(20);
    second.start(60);
    first.stop();
    QVERIFY(!first.isRunning());
    QTRY_COMPARE(kept, 1);
    QCOMPARE(stopped, 0);
}

void tst_Deadline::expiresInOrder()
{
    DeadlineQueue queue;
    std::vector<int> order;
    Deadline late(queue, [&] { order.push_back(3); });
    Deadline middle(queue, [&] { order.push_back(2); });
    Deadline early(queue, [&] { order.push_back(1); });
    late.start(90);
    middle.start(60);
    early.start(30);
    QTRY_COMPARE(order.size(), std::size_t(3));
    QCOMPARE(order, (std::vector<int>{1, 2, 3}));
}

void tst_Deadline::mayDestroyItselfInItsCallback()
{
    DeadlineQueue queue;
    bool called = false;
    std::unique_ptr<Deadline> deadline;
    const std::string text(100, 'x');
    deadline = std::make_unique<Deadline>(queue, [&called, &deadline, text] {
        deadline.reset();
        called = text.size() == 100;  // the callback itself must still be there
    });
    deadline->start(10);
    QTRY_VERIFY(called);
    QVERIFY(!deadline);
}

void tst_Deadline::mayStartItselfInItsCallback()
{
    DeadlineQueue queue;
    int calls = 0;
    std::unique_ptr<Deadline> deadline;
    deadline = std::make_unique<Deadline>(queue, [&] {
        if (++calls < 3) {
            deadline->start(0);
        }
    });
    deadline->start(0);
    QTRY_COMPARE(calls, 3);
}

void tst_Deadline::mayDestroyAnotherThatIsDue()
{
    DeadlineQueue queue;
    int calls = 0;
    std::unique_ptr<Deadline> first;
    std::unique_ptr<Deadline> second;
    first = std::make_unique<Deadline>(queue, [&] {
        ++calls;
        second.reset();
    });
    second = std::make_unique<Deadline>(queue, [&] {
        ++calls;
        first.reset();
    });
    first->start(20);
    second->start(20);
    QTRY_COMPARE(calls, 1);
    QTest::qWait(50);
    QCOMPARE(calls, 1);
}

void tst_Deadline::releasesWhatItsCallbackHolds()
{
    DeadlineQueue queue;
    const auto held = std::make_shared<int>(1);
    {
        Deadline deadline(queue, [held] {});
        deadline.start(60'000);
        QCOMPARE(held.use_count(), 2L);
    }
    QCOMPARE(held.use_count(), 1L);
}

void tst_Deadline::manyShortLivedOnesLeaveNoHeap()
{
    DeadlineQueue queue;
    int calls = 0;
    Deadline keeps(queue, [&] { ++calls; });
    keeps.start(50);
    for (int i = 0; i < 100'000; ++i) {
        Deadline deadline(queue, [&] { calls += 1000; });
        deadline.start(10'000);
    }
    QTRY_COMPARE(calls, 1);
}

void tst_Deadline::sleepsWhenNothingRuns()
{
    DeadlineQueue queue;
    int calls = 0;
    Deadline first(queue, [&] { ++calls; });
    Deadline stopped(queue, [&] { ++calls; });
    first.start(20);
    stopped.start(40);
    stopped.stop();
    QTRY_COMPARE(calls, 1);
    // One late look at the stopped one is allowed; then no timer of the queue may be left.
    QTest::qWait(60);
    int wakeUps = 0;
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [&] { ++wakeUps; });
    const auto untilUs = monotonicUs() + 200'000;
    QTimer::singleShot(200, Qt::PreciseTimer, this, [] {});
    while (monotonicUs() < untilUs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    QVERIFY2(wakeUps <= 3, qPrintable(QString::number(wakeUps)));
}

QTEST_GUILESS_MAIN(tst_Deadline)
#include "tst_deadline.moc"
