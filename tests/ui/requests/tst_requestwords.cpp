// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

class tst_RequestWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void sizes_data();
    void sizes();
};

void tst_RequestWords::durations_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64{0} << u"0.0 ms"_s;
    QTest::newRow("a third of a millisecond") << qint64{310} << u"0.3 ms"_s;
    QTest::newRow("never 1.0 ms") << qint64{960} << u"1 ms"_s;
    QTest::newRow("milliseconds") << qint64{34'400} << u"34 ms"_s;
    QTest::newRow("just under a second") << qint64{999'400} << u"999 ms"_s;
    QTest::newRow("never 1000 ms") << qint64{999'600} << u"1.00 s"_s;
    QTest::newRow("seconds") << qint64{1'240'000} << u"1.24 s"_s;
    QTest::newRow("ten seconds") << qint64{12'340'000} << u"12.3 s"_s;
    QTest::newRow("minutes") << qint64{125'000'000} << u"2 min 5 s"_s;
}

void tst_RequestWords::durations()
{
    QFETCH(qint64, us);
    QTEST(durationText(us), "text");
}

void tst_RequestWords::sizes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64{0} << u"–"_s;
    QTest::newRow("bytes") << quint64{812} << u"812"_s;
    QTest::newRow("a kilobyte") << quint64{1'000} << u"1.0 k"_s;
    QTest::newRow("kilobytes") << quint64{14'000} << u"14 k"_s;
    QTest::newRow("megabytes") << quint64{3'500'000} << u"3.3 M"_s;
    QTest::newRow("gigabytes") << quint64{5'000'000'000} << u"4.7 G"_s;
}

void tst_RequestWords::sizes()
{
    QFETCH(quint64, bytes);
    QTEST(sizeText(bytes), "text");
}

QTEST_APPLESS_MAIN(tst_RequestWords)
#include "tst_requestwords.moc"
