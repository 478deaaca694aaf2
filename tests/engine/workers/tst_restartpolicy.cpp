// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/restartpolicy.h"

#include "engine/base/limits.h"

#include <QTest>

using namespace Retort;

class tst_RestartPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkerThatServedIsReplacedAtOnceHoweverOftenItDies();
    void oneThatDiesWhileStartingWaitsLongerEachTime();
    void gettingReadyForgivesEarlierDeaths();
};

void tst_RestartPolicy::aWorkerThatServedIsReplacedAtOnceHoweverOftenItDies()
{
    Workers::RestartPolicy policy;
    for (int death = 0; death < 1000; ++death) {
        QCOMPARE(policy.delayAfterDeathMs(true), 0);
    }
}

void tst_RestartPolicy::oneThatDiesWhileStartingWaitsLongerEachTime()
{
    Workers::RestartPolicy policy;
    int before = 0;
    for (int death = 0; death < 100; ++death) {
        const int wait = policy.delayAfterDeathMs(false);
        QVERIFY(wait >= before && wait <= Limits::respawnMaxMs);
        before = wait;
    }
    QCOMPARE(before, Limits::respawnMaxMs);
    QCOMPARE(policy.deathsWhileStarting(), 100);
}

void tst_RestartPolicy::gettingReadyForgivesEarlierDeaths()
{
    Workers::RestartPolicy policy;
    policy.delayAfterDeathMs(false);
    policy.delayAfterDeathMs(false);
    policy.workerReady();
    QCOMPARE(policy.delayAfterDeathMs(false), Limits::respawnFirstMs);
}

QTEST_GUILESS_MAIN(tst_RestartPolicy)
#include "tst_restartpolicy.moc"
