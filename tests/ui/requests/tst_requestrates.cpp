// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestrates.h"

#include <QTest>

using Retort::Requests::RequestRates;

class tst_RequestRates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsBySecondAndClass();
    void whatIsOldIsForgotten();
    void percentilesAreNear_data();
    void percentilesAreNear();
    void rateIsOfFullSeconds();
};

namespace {
constexpr qint64 start = 1'795'338'281;
}

void tst_RequestRates::countsBySecondAndClass()
{
    RequestRates rates;
    QCOMPARE(rates.total().requests, 0u);
    QCOMPARE(rates.at(0).requests, 0u);
    rates.add(start * 1'000'000, 200, 1'000);
    rates.add(start * 1'000'000 + 999'999, 304, 1'000);
    rates.add((start + 1) * 1'000'000, 404, 1'000);
    rates.add((start + 1) * 1'000'000, 500, 1'000);
    rates.add((start - 3) * 1'000'000, 0, 1'000); // a little late
    QCOMPARE(rates.newest(), start + 1);
    QCOMPARE(rates.at(0).byClass, (std::array<quint32, 4>{0, 0, 1, 1}));
    QCOMPARE(rates.at(1).byClass, (std::array<quint32, 4>{1, 1, 0, 0}));
    QCOMPARE(rates.at(2).requests, 0u);
    QCOMPARE(rates.at(4).requests, 1u);
    QCOMPARE(rates.total().requests, 5u);
    QCOMPARE(rates.total().byClass, (std::array<quint32, 4>{2, 1, 1, 1}));
    QCOMPARE(rates.at(-1).requests, 0u);
    QCOMPARE(rates.at(60).requests, 0u);
}

void tst_RequestRates::whatIsOldIsForgotten()
{
    RequestRates rates;
    rates.add(start * 1'000'000, 200, 1'000);
    rates.advance((start + 59) * 1'000'000);
    QCOMPARE(rates.at(59).requests, 1u);
    rates.advance((start + 60) * 1'000'000);
    QCOMPARE(rates.total().requests, 0u);
    rates.add(start * 1'000'000, 200, 1'000); // more than a minute late
    QCOMPARE(rates.total().requests, 0u);
    rates.add((start + 120) * 1'000'000, 200, 1'000); // the same slot
    QCOMPARE(rates.total().requests, 1u);
    rates.clear();
    QCOMPARE(rates.newest(), 0);
}

void tst_RequestRates::percentilesAreNear_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<qint64>("slowUs");
    QTest::addColumn<int>("slow");
    QTest::addColumn<qint64>("p95");
    QTest::newRow("one") << 1 << qint64{34'000} << 1 << qint64{34'000};
    QTest::newRow("slow ones are fewer than one of twenty") << 100 << qint64{900'000} << 5 << qint64{10'000};
    QTest::newRow("slow ones are more") << 100 << qint64{900'000} << 6 << qint64{900'000};
    QTest::newRow("very fast") << 10 << qint64{20} << 10 << qint64{70};
}

void tst_RequestRates::percentilesAreNear()
{
    QFETCH(int, requests);
    QFETCH(qint64, slowUs);
    QFETCH(int, slow);
    QFETCH(qint64, p95);
    RequestRates rates;
    for (int i = 0; i < requests; ++i) {
        rates.add(start * 1'000'000, 200, static_cast<quint32>(i < slow ? slowUs : 10'000));
    }
    const auto found = static_cast<double>(rates.total().p95Us);
    QVERIFY2(found > static_cast<double>(p95) * 0.88 && found < static_cast<double>(p95) * 1.12, qPrintable(QString::number(found)));
    QCOMPARE(rates.at(0).p95Us, rates.total().p95Us);
}

void tst_RequestRates::rateIsOfFullSeconds()
{
    RequestRates rates;
    for (int second = 0; second < 5; ++second) {
        for (int i = 0; i < 10; ++i) {
            rates.add((start + second) * 1'000'000, 200, 1'000);
        }
    }
    rates.advance((start + 5) * 1'000'000);
    QCOMPARE(rates.perSecond(), 10.0);
}

QTEST_APPLESS_MAIN(tst_RequestRates)
#include "tst_requestrates.moc"
