// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/claimboard.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Retort::Ipc;

class tst_ClaimBoard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsClaimedOnce();
    void whatIsWithdrawnCannotBeClaimed();
    void whatIsClaimedCannotBeWithdrawn();
    void cancellingReachesOnlyTheClaimedRequest();
    void anOldSequenceCannotTouchItsSuccessor();
    void exactlyOneSideWinsEachRace();
};

void tst_ClaimBoard::aRequestIsClaimedOnce()
{
    ClaimRow row;
    QVERIFY(!row.claim(1));
    row.offer(1);
    QVERIFY(!row.isClaimed(1));
    QVERIFY(row.claim(1));
    QVERIFY(!row.claim(1));
    QVERIFY(row.isClaimed(1));
}

void tst_ClaimBoard::whatIsWithdrawnCannotBeClaimed()
{
    ClaimRow row;
    row.offer(1);
    QVERIFY(row.withdraw(1));
    QVERIFY(!row.withdraw(1));
    QVERIFY(!row.claim(1));
}

void tst_ClaimBoard::whatIsClaimedCannotBeWithdrawn()
{
    ClaimRow row;
    row.offer(1);
    QVERIFY(row.claim(1));
    QVERIFY(!row.withdraw(1));
}

void tst_ClaimBoard::cancellingReachesOnlyTheClaimedRequest()
{
    ClaimRow row;
    row.offer(1);
    row.cancel(1);
    QVERIFY(!row.isCancelled(1));
    QVERIFY(row.claim(1));
    row.cancel(1);
    QVERIFY(row.isCancelled(1));
    QVERIFY(row.isClaimed(1));
    QVERIFY(!row.isCancelled(2));
}

void tst_ClaimBoard::anOldSequenceCannotTouchItsSuccessor()
{
    ClaimRow row;
    row.offer(1);
    QVERIFY(row.withdraw(1));
    row.offer(1 + ClaimRow::depth);  // the same word
    QVERIFY(!row.claim(1));
    QVERIFY(!row.withdraw(1));
    QVERIFY(row.claim(1 + ClaimRow::depth));
}

void tst_ClaimBoard::exactlyOneSideWinsEachRace()
{
    constexpr std::uint32_t rounds = 20'000;
    ClaimRow row;
    std::atomic<std::uint32_t> offered = 0;
    std::atomic<std::uint32_t> decided = 0;
    int claimed = 0;
    std::thread worker([&] {
        for (std::uint32_t sequence = 1; sequence <= rounds; ++sequence) {
            while (offered.load(std::memory_order_acquire) < sequence) {
                std::this_thread::yield();
            }
            claimed += row.claim(sequence) ? 1 : 0;
            decided.store(sequence, std::memory_order_release);
        }
    });
    int withdrawn = 0;
    for (std::uint32_t sequence = 1; sequence <= rounds; ++sequence) {
        row.offer(sequence);
        offered.store(sequence, std::memory_order_release);
        withdrawn += row.withdraw(sequence) ? 1 : 0;
        while (decided.load(std::memory_order_acquire) < sequence) {
            std::this_thread::yield();
        }
    }
    worker.join();
    QCOMPARE(claimed + withdrawn, int(rounds));
}

QTEST_GUILESS_MAIN(tst_ClaimBoard)
#include "tst_claimboard.moc"
