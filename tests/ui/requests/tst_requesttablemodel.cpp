// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttablemodel.h"

#include "tests/support/requestjson.h"
#include "ui/requests/requestreader.h"
#include "ui/requests/requestwords.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestRow;
using Requests::RequestTableModel;
using Requests::RowFilter;
using Requests::RowKind;

namespace {

std::shared_ptr<const RowFilter> filterOf(const QString &text, bool hideAssets = false)
{
    auto filter = Log::RequestFilter::fromText(text);
    return std::make_shared<RowFilter>(RowFilter{std::move(*filter), hideAssets});
}

void addRequests(RequestTableModel &model, int count)
{
    static qint64 sequence = 0;
    Requests::RequestReader reader;
    const QJsonArray records = Test::someRequests(sequence, count);
    sequence += count;
    for (const QJsonValue &record : records) {
        reader.read(record.toObject());
        model.add(reader.record(), RowKind::Request, reader.texts());
    }
}

void addMarker(RequestTableModel &model)
{
    Log::RequestRecord record;
    record.wallStartUs = 1'795'338'281'000'000;
    model.add(record, RowKind::Marker, {.method = {}, .target = "reload", .client = {}});
}

void settle(const RequestTableModel &model)
{
    QTRY_VERIFY(!model.isFiltering());
}

} // namespace

class tst_RequestTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomChangesAreConsistent_data();
    void randomChangesAreConsistent();
    void manyChunksAreWalkedInOrder_data();
    void manyChunksAreWalkedInOrder();
    void sortedRowsStandStill_data();
    void sortedRowsStandStill();
    void sortingFollowsTheFilter();
    void timesSinceTheRowAbove();
    void lessIsKeptAtOnce();
    void aBatchIsOneInsertion();
    void rowsStayUntilAFilterIsDone();
    void onlyTheLastFilterCounts();
    void rowsThatComeWhileFilteringAreFiltered();
    void clearingCanBeUndone();
    void cellsAndSentences();
    void markersAreNotSelectable();
    void theUsualTimeOfAPath();
};

void tst_RequestTableModel::randomChangesAreConsistent_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1u, 2u, 3u, 4u}) {
        QTest::addRow("seed %u", seed) << seed;
    }
}

// Whatever happened before: the rows are those that the wanted filter accepts of all that are kept, in order.
void tst_RequestTableModel::randomChangesAreConsistent()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    RequestTableModel model(640);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::array filters{filterOf({}), filterOf(u"users"_s), filterOf(u"status:5xx"_s), filterOf(u"-is:error"_s), filterOf({}, true),
        filterOf(u"nothing-has-this"_s), filterOf(u"users | status:404"_s, true)};
    auto wanted = filters[0];
    for (int step = 0; step < 400; ++step) {
        switch (random.bounded(8)) {
        case 0:
            wanted = filters[random.bounded(static_cast<quint32>(filters.size()))];
            model.setFilter(wanted);
            break;
        case 1: addMarker(model); break;
        case 2:
            if (random.bounded(8) == 0) {
                model.clear();
            } else if (random.bounded(2) == 0) {
                model.undoClear();
            }
            break;
        case 3: QCoreApplication::processEvents(); break;
        default: addRequests(model, static_cast<int>(random.bounded(60)));
        }
        model.endBatch();
        if (random.bounded(4) != 0) {
            continue;
        }
        settle(model);
        int row = 0;
        quint64 shown = 0;
        const quint64 first = model.firstPosition();
        for (quint64 position = first; model.rowAtPosition(position).record; ++position) {
            const RequestRow expected = model.rowAtPosition(position);
            if (!wanted->accepts(expected)) {
                QCOMPARE(model.rowOf(position), -1);
                continue;
            }
            QCOMPARE(model.row(row).position, position);
            QCOMPARE(model.rowOf(position), row);
            shown += expected.kind == RowKind::Request ? 1 : 0;
            ++row;
        }
        QCOMPARE(model.rowCount(), row);
        QCOMPARE(model.shownRequests(), shown);
        QVERIFY(model.rowCount() <= 640);
    }
}

void tst_RequestTableModel::manyChunksAreWalkedInOrder_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"users", "/users/[0-9]+/", "/^/(static|api)\\b/", "status:5xx | time:>1s", "-is:asset"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

// Several threads walk them, and their parts must fit together: compared with asking each row in turn.
void tst_RequestTableModel::manyChunksAreWalkedInOrder()
{
    QFETCH(QString, text);
    RequestTableModel model(100'000);
    addRequests(model, 70'000);
    model.endBatch();
    const auto filter = filterOf(text);
    model.setFilter(filter);
    settle(model);
    int row = 0;
    for (quint64 position = model.firstPosition(); position < model.endPosition(); ++position) {
        if (filter->accepts(model.rowAtPosition(position))) {
            QCOMPARE(model.row(row++).position, position);
        }
    }
    QCOMPARE(model.rowCount(), row);
    QVERIFY(row > 0);
}

void tst_RequestTableModel::sortedRowsStandStill_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("filtered");
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        QTest::newRow(qPrintable(RequestTableModel::columnName(column))) << column << false;
    }
    QTest::newRow("filtered") << int(RequestTableModel::Time) << true;
}

// Sorted as the values say, in both directions; what comes is only counted, until the rows are as they come again.
void tst_RequestTableModel::sortedRowsStandStill()
{
    QFETCH(int, column);
    QFETCH(bool, filtered);
    RequestTableModel model(2'000);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    addRequests(model, 700);
    addMarker(model);
    addRequests(model, 50);
    model.endBatch();
    if (filtered) {
        model.setFilter(filterOf(u"users"_s));
        settle(model);
    }
    const int live = model.rowCount();
    const auto requests = static_cast<int>(model.shownRequests());
    QSignalSpy held(&model, &RequestTableModel::rowsHeld);
    const auto key = [&](int row) -> QVariant {
        const RequestRow shown = model.row(row);
        const Log::RequestRecord &record = *shown.record;
        switch (column) {
        case RequestTableModel::Status: return record.status;
        case RequestTableModel::Time: return record.totalUs;
        case RequestTableModel::Size: return static_cast<quint64>(record.bodyBytesOut);
        case RequestTableModel::When: return static_cast<qint64>(record.wallStartUs);
        case RequestTableModel::AppCpu: return record.appCpuUs;
        case RequestTableModel::RequestSize: return static_cast<quint64>(record.bodyBytesIn);
        default: return model.cellText(shown, column);
        }
    };
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.sortBy(column, order);
        QTRY_COMPARE(reset.size(), 1);
        QVERIFY(model.isSorted());
        QCOMPARE(model.rowCount(), requests); // without the marker
        for (int row = 1; row < requests; ++row) {
            const auto compared = QVariant::compare(key(row - 1), key(row));
            QVERIFY(order == Qt::AscendingOrder ? compared != QPartialOrdering::Greater : compared != QPartialOrdering::Less);
            QCOMPARE(model.rowOf(model.row(row).position), row);
        }
    }
    addRequests(model, 20);
    model.endBatch();
    QCOMPARE(model.rowCount(), requests);
    const quint64 came = held.last().first().toULongLong();
    QVERIFY(filtered ? came > 0 && came < 20 : came == 20);
    addRequests(model, 1'900); // the oldest leave, from wherever they stand
    model.endBatch();
    QVERIFY(model.rowCount() < requests);
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(model.row(row).record);
    }
    model.endSort();
    QVERIFY(!model.isSorted());
    QVERIFY(model.rowCount() != live);
    for (int row = 1; row < model.rowCount(); ++row) {
        QVERIFY(model.row(row - 1).position < model.row(row).position);
    }
}

void tst_RequestTableModel::sortingFollowsTheFilter()
{
    RequestTableModel model(2'000);
    addRequests(model, 500);
    model.endBatch();
    model.sortBy(RequestTableModel::Time, Qt::DescendingOrder);
    QTRY_VERIFY(model.isSorted());
    model.setFilter(filterOf(u"status:5xx"_s));
    QTRY_COMPARE(model.rowCount(), 50);
    QVERIFY(model.isSorted());
    for (int row = 1; row < 50; ++row) {
        QVERIFY(model.row(row - 1).record->totalUs >= model.row(row).record->totalUs);
        QCOMPARE(model.row(row).record->status, 500);
    }
    model.setFilter(nullptr);
    QTRY_COMPARE(model.rowCount(), 500);
    QVERIFY(model.isSorted());
    model.clear();
    QVERIFY(!model.isSorted());
    QCOMPARE(model.rowCount(), 0);
    model.undoClear();
    QCOMPARE(model.rowCount(), 500);
}

void tst_RequestTableModel::timesSinceTheRowAbove()
{
    RequestTableModel model(2'000);
    addRequests(model, 30);
    model.endBatch();
    const auto when = [&](int row) { return model.index(row, RequestTableModel::When).data().toString(); };
    const QString clock = when(1);
    model.setRelativeTimes(true);
    QCOMPARE(when(1), u"+0.0 s"_s);
    QVERIFY(when(0).contains(u':')); // there is none above
    model.setRelativeTimes(false);
    QCOMPARE(when(1), clock);
    QCOMPARE(Requests::sinceText(300'000), u"+0.3 s"_s);
    QCOMPARE(Requests::sinceText(-40'000'000), u"−40.0 s"_s);
    QCOMPARE(Requests::sinceText(125'000'000), u"+2 min 5 s"_s);
}

void tst_RequestTableModel::lessIsKeptAtOnce()
{
    RequestTableModel model(10'000);
    addRequests(model, 5'000);
    model.endBatch();
    model.setCapacity(20'000);
    QCOMPARE(model.rowCount(), 5'000);
    model.setCapacity(1'000);
    QVERIFY(model.rowCount() <= 1'000);
    QVERIFY(model.rowCount() > 0);
    addRequests(model, 5'000);
    model.endBatch();
    QVERIFY(model.rowCount() <= 1'000);
}

void tst_RequestTableModel::aBatchIsOneInsertion()
{
    RequestTableModel model(1'600);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (int batch = 0; batch < 20; ++batch) {
        addRequests(model, 100);
        model.endBatch();
        QCOMPARE(inserted.size(), batch + 1);
    }
    QVERIFY(removed.size() >= 2 && removed.size() <= 5);
    QCOMPARE(reset.size(), 0);
    model.endBatch(); // nothing came
    QCOMPARE(inserted.size(), 20);
}

void tst_RequestTableModel::rowsStayUntilAFilterIsDone()
{
    RequestTableModel model(1'600);
    addRequests(model, 1'000);
    model.endBatch();
    model.setFilter(filterOf(u"users"_s));
    QVERIFY(model.isFiltering());
    QCOMPARE(model.rowCount(), 1'000);
    settle(model);
    QCOMPARE(model.rowCount(), 200);
    QVERIFY(model.isFiltered());
    model.setFilter(filterOf({}));
    QCOMPARE(model.rowCount(), 1'000);
    QVERIFY(!model.isFiltered());
}

void tst_RequestTableModel::onlyTheLastFilterCounts()
{
    RequestTableModel model(1'600);
    addRequests(model, 1'000);
    model.endBatch();
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setFilter(filterOf(u"users"_s));
    model.setFilter(filterOf(u"nothing-has-this"_s));
    model.setFilter(filterOf(u"missing"_s));
    settle(model);
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(reset.size(), 1);
    model.setFilter(filterOf(u"users"_s));
    model.setFilter(nullptr); // cancels
    QCOMPARE(model.rowCount(), 1'000);
    QTest::qWait(20);
    QCOMPARE(model.rowCount(), 1'000);
}

void tst_RequestTableModel::rowsThatComeWhileFilteringAreFiltered()
{
    RequestTableModel model(16'000);
    addRequests(model, 10'000);
    model.endBatch();
    model.setFilter(filterOf(u"missing"_s));
    addRequests(model, 10'000); // while it runs, and some of the first leave
    model.endBatch();
    settle(model);
    int expected = 0;
    for (quint64 position = model.firstPosition(); model.rowAtPosition(position).record; ++position) {
        expected += model.rowAtPosition(position).texts.target == "/missing" ? 1 : 0;
    }
    QCOMPARE(model.rowCount(), expected);
}

void tst_RequestTableModel::clearingCanBeUndone()
{
    RequestTableModel model(1'600);
    addRequests(model, 100);
    model.endBatch();
    QVERIFY(!model.canUndoClear());
    QCOMPARE(model.clear(), 100u);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.canUndoClear());
    addRequests(model, 20);
    model.endBatch();
    QCOMPARE(model.rowCount(), 20);
    model.undoClear();
    QCOMPARE(model.rowCount(), 120);
    QCOMPARE(model.counts().requests, 120u);
    model.clear();
    model.forgetCleared();
    model.undoClear();
    QCOMPARE(model.rowCount(), 0);
}

void tst_RequestTableModel::cellsAndSentences()
{
    RequestTableModel model;
    Requests::RequestReader reader;
    QJsonObject json = Test::requestJson(1, u"/users/7"_s, 500);
    json.insert(u"exception"_s, true);
    reader.read(json);
    model.add(reader.record(), RowKind::Request, reader.texts());
    model.endBatch();
    const auto cell = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(cell(RequestTableModel::Status), u"500 ▲"_s);
    QCOMPARE(cell(RequestTableModel::Method), u"GET"_s);
    QCOMPARE(cell(RequestTableModel::Path), u"/users/7"_s);
    QCOMPARE(cell(RequestTableModel::Time), u"34 ms"_s);
    QCOMPARE(cell(RequestTableModel::Size), u"813"_s);
    QCOMPARE(cell(RequestTableModel::When), u"09:04:41"_s);
    QCOMPARE(cell(RequestTableModel::Worker), u"2"_s);
    QCOMPARE(cell(RequestTableModel::Load), u"17"_s);
    QCOMPARE(cell(RequestTableModel::AppCpu), u"12 ms"_s);
    QCOMPARE(cell(RequestTableModel::RequestSize), u"–"_s);
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
        u"GET /users/7, 500 Internal Server Error, 34 milliseconds, exception, 09:04:41"_s);
    QVERIFY(!model.data(QModelIndex()).isValid());
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }
}

void tst_RequestTableModel::markersAreNotSelectable()
{
    RequestTableModel model;
    addMarker(model);
    addRequests(model, 1);
    model.endBatch();
    QVERIFY(!(model.index(0, 0).flags() & (Qt::ItemIsEnabled | Qt::ItemIsSelectable)));
    QVERIFY(model.index(1, 0).flags() & Qt::ItemIsSelectable);
    QVERIFY(model.index(1, 0).flags() & Qt::ItemNeverHasChildren);
    QCOMPARE(model.index(0, RequestTableModel::Path).data().toString(), u"reload"_s);
    QCOMPARE(model.index(0, RequestTableModel::Status).data().toString(), QString());
    QCOMPARE(model.nextMarker(0), -1);
    QCOMPARE(model.previousMarker(1), 0);
}

void tst_RequestTableModel::theUsualTimeOfAPath()
{
    RequestTableModel model;
    Requests::RequestReader reader;
    for (const qint64 us : {10'000, 30'000, 20'000, 900'000}) {
        reader.read(Test::requestJson(1, u"/a?x=%1"_s.arg(us), 200, us));
        model.add(reader.record(), RowKind::Request, reader.texts());
        model.endBatch();
    }
    QCOMPARE(model.medianUs(model.row(3)), 20'000);
    reader.read(Test::requestJson(1, u"/other"_s));
    model.add(reader.record(), RowKind::Request, reader.texts());
    model.endBatch();
    QCOMPARE(model.medianUs(model.row(4)), 0);
}

QTEST_GUILESS_MAIN(tst_RequestTableModel)
#include "tst_requesttablemodel.moc"
