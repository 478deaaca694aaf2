// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestinbox.h"

#include "tests/support/requestjson.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestInbox;
using Requests::RequestTableModel;
using Requests::RowKind;
using Requests::TickPace;

class tst_RequestInbox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsComeInTheOrderTheyCame();
    void anIdleInboxHasNoTimer();
    void aFloodIsCountedInARow();
    void noticesComeOnceASecond();
    void ticksAreBounded();
    void thePaceFollowsTheCost();
};

void tst_RequestInbox::rowsComeInTheOrderTheyCame()
{
    RequestTableModel model;
    RequestInbox inbox(model);
    inbox.add(Log::RecordBatch::of(Test::someRequests(1, 3), 0));
    inbox.addMarker(u"reload · views.py · 212 ms · load 17"_s, 5);
    inbox.add(Log::RecordBatch::of(Test::someRequests(4, 2), 0));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 6);
    QCOMPARE(model.row(3).kind, RowKind::Marker);
    QCOMPARE(model.row(3).texts.target, std::string_view("reload · views.py · 212 ms · load 17"));
    QCOMPARE(model.row(2).record->sequence, 3u);
    QCOMPARE(model.row(4).record->sequence, 4u);
    QCOMPARE(inbox.waiting(), 0);
}

void tst_RequestInbox::anIdleInboxHasNoTimer()
{
    RequestTableModel model;
    RequestInbox inbox(model);
    QSignalSpy ticks(&inbox, &RequestInbox::ticked);
    inbox.add(Log::RecordBatch::of({}, 0));
    QTest::qWait(50);
    QCOMPARE(ticks.size(), 0);
    inbox.add(Log::RecordBatch::of(Test::someRequests(1, 1), 0));
    QTRY_COMPARE(ticks.size(), 1);
    QTest::qWait(100);
    QCOMPARE(ticks.size(), 1);
    inbox.setVisible(false);
    inbox.add(Log::RecordBatch::of(Test::someRequests(2, 1), 0));
    QTRY_COMPARE(model.rowCount(), 2);
}

void tst_RequestInbox::aFloodIsCountedInARow()
{
    RequestTableModel model;
    RequestInbox inbox(model);
    const QJsonArray batch = Test::someRequests(1, 1'000);
    for (int i = 0; i < 78; ++i) {
        inbox.add(Log::RecordBatch::of(batch, i == 0 ? 340 : 0));
    }
    QCOMPARE(inbox.waiting(), 65'000);
    while (inbox.waiting() > 0) {
        inbox.tick();
    }
    QCOMPARE(model.counts().requests, 65'000u);
    int notices = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.row(row).kind == RowKind::Notice) {
            ++notices;
            QCOMPARE(model.index(row, RequestTableModel::Path).data().toString(), u"13,340 requests not shown: the log file has them"_s);
        }
    }
    QCOMPARE(notices, 1);
}

void tst_RequestInbox::noticesComeOnceASecond()
{
    RequestTableModel model;
    RequestInbox inbox(model);
    for (int i = 0; i < 10; ++i) {
        inbox.add(Log::RecordBatch::of(Test::someRequests(1, 1), 1));
        inbox.tick();
    }
    QCOMPARE(model.rowCount(), 11);
    // The rest is told by itself when its second is over.
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 12, 3'000);
    QCOMPARE(model.index(11, RequestTableModel::Path).data().toString(), u"9 requests not shown: the log file has them"_s);
}

void tst_RequestInbox::ticksAreBounded()
{
    RequestTableModel model;
    RequestInbox inbox(model);
    for (int i = 0; i < 60; ++i) {
        inbox.add(Log::RecordBatch::of(Test::someRequests(1, 1'000), 0));
    }
    inbox.tick();
    QVERIFY(model.rowCount() <= TickPace::most + TickPace::slice);
    QVERIFY(model.rowCount() > 0);
    inbox.clear();
    QCOMPARE(inbox.waiting(), 0);
}

void tst_RequestInbox::thePaceFollowsTheCost()
{
    TickPace pace;
    QCOMPARE(pace.intervalMs(true), TickPace::fastestMs);
    QCOMPARE(pace.intervalMs(false), TickPace::hiddenMs);
    pace.took(4'000, 1);
    QCOMPARE(pace.intervalMs(true), TickPace::fastestMs);
    pace.took(10'000, 1);
    QCOMPARE(pace.intervalMs(true), 30);
    pace.took(5'000'000, 1);
    QCOMPARE(pace.intervalMs(true), TickPace::slowestMs);
    QCOMPARE(pace.intervalMs(false), TickPace::hiddenMs);
    pace.took(0, 0);
    QCOMPARE(pace.intervalMs(true), TickPace::fastestMs);
    // More than anybody reads: however cheap it is, once in a while is enough.
    pace.took(200, 20);
    QCOMPARE(pace.intervalMs(true), TickPace::slowestMs);
    pace.took(500, 300);
    QCOMPARE(pace.intervalMs(true), TickPace::slowestMs);
    pace.took(500, 50);
    QCOMPARE(pace.intervalMs(true), TickPace::fastestMs);
}

QTEST_GUILESS_MAIN(tst_RequestInbox)
#include "tst_requestinbox.moc"
