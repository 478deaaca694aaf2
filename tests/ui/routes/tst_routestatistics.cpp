// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routestatistics.h"

#include <QTest>

using namespace Retort;
using Routes::RouteStatistics;

class tst_RouteStatistics final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts();
    void ninetyFiveOfAHundred();
    void onlyRecentOnesAreTimed();
    void rulesAreLearned_data();
    void rulesAreLearned();
};

void tst_RouteStatistics::counts()
{
    RouteStatistics seen;
    QCOMPARE(seen.hits(), 0u);
    QCOMPARE(seen.p95Us(), 0u);
    Log::RequestRecord record;
    record.wallStartUs = 5'000'000;
    record.totalUs = 300;
    record.status = 200;
    seen.add(record);
    record.status = 404; // no error of the app
    seen.add(record);
    record.status = 500;
    record.wallStartUs = 4'000'000; // one that ended earlier may come later
    seen.add(record);
    QCOMPARE(seen.hits(), 3u);
    QCOMPARE(seen.errors(), 1u);
    QCOMPARE(seen.lastUs(), 5'000'300);
    QCOMPARE(seen.p95Us(), 300u);
}

void tst_RouteStatistics::ninetyFiveOfAHundred()
{
    RouteStatistics seen;
    for (std::uint32_t us = 100; us >= 1; --us) {
        Log::RequestRecord record;
        record.totalUs = us;
        seen.add(record);
    }
    QCOMPARE(seen.p95Us(), 95u);
}

void tst_RouteStatistics::onlyRecentOnesAreTimed()
{
    RouteStatistics seen;
    Log::RequestRecord record;
    record.totalUs = 9'000'000;
    for (std::size_t i = 0; i < RouteStatistics::recent; ++i) {
        seen.add(record);
    }
    record.totalUs = 20;
    for (std::size_t i = 0; i < RouteStatistics::recent; ++i) {
        seen.add(record);
    }
    QCOMPARE(seen.p95Us(), 20u);
    QCOMPARE(seen.hits(), 2 * RouteStatistics::recent);
}

void tst_RouteStatistics::rulesAreLearned_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char *target, const char *rule) { QTest::newRow(target) << QByteArray(target) << QByteArray(rule); };
    row("/", "/");
    row("", "");
    row("/users/7?page=2", "/users/<int>");
    row("/users/7/", "/users/<int>/");
    row("/users/anna", "/users/anna");
    row("/o/0f8fad5b-d9cb-469f-a165-70867728950e/x", "/o/<uuid>/x");
    row("/blob/3a7bd3e2360a3d29eea436fcfb7e44c735d117c4", "/blob/<hash>");
    row("/face/feedface", "/face/feedface");
    row("/a//b", "/a//b");
    row("/2026-11-27", "/2026-11-27");
}

void tst_RouteStatistics::rulesAreLearned()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, rule);
    QCOMPARE(QByteArray::fromStdString(Routes::learnedRule(target.toStdString())), rule);
}

QTEST_GUILESS_MAIN(tst_RouteStatistics)
#include "tst_routestatistics.moc"
