// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttable.h"

#include "tests/support/requestjson.h"
#include "ui/requests/celldelegate.h"
#include "ui/requests/requestreader.h"
#include "ui/requests/rowfilter.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestTable;
using Requests::RequestTableModel;
using Requests::RowKind;

class tst_RequestTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsAtTheEnd();
    void nothingMovesWhenScrolledUp();
    void rowsStayUnderTheEyesWhenOldOnesLeave();
    void theSelectionNeverMoves();
    void theSelectionSurvivesAFilter();
    void aFilterKeepsThePlace();
    void arrowsPassOverMarkers();
    void jumpsBetweenMarkers();
    void keysGiveCommands_data();
    void keysGiveCommands();
    void lettersSearchNothing();
    void keysCanBeOthers();
    void lettersAreForScreenReaders();
    void aClickOnAHeaderSorts();
    void columnsStepBackForThePath();
    void barsAreLogarithmic();

private:
    void add(int count);
    void addMarker();
    quint64 topPosition() const { return m_model->row(m_table->rowAt(0)).position; }

    std::unique_ptr<RequestTableModel> m_model;
    std::unique_ptr<RequestTable> m_table;
    qint64 m_sequence = 0;
};

void tst_RequestTable::init()
{
    m_sequence = 1;
    m_model = std::make_unique<RequestTableModel>(1'600);
    m_table = std::make_unique<RequestTable>(*m_model);
    m_table->resize(800, 400);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void tst_RequestTable::cleanup()
{
    m_table.reset();
    m_model.reset();
}

void tst_RequestTable::add(int count)
{
    Requests::RequestReader reader;
    for (const QJsonValue record : Test::someRequests(m_sequence, count)) {
        reader.read(record.toObject());
        m_model->add(reader.record(), RowKind::Request, reader.texts());
    }
    m_sequence += count;
    m_model->endBatch();
}

void tst_RequestTable::addMarker()
{
    m_model->add({}, RowKind::Marker, {.method = {}, .target = "reload", .client = {}});
    m_model->endBatch();
}

void tst_RequestTable::followsAtTheEnd()
{
    for (int batch = 0; batch < 40; ++batch) {
        add(97); // past the capacity, so that old rows leave meanwhile
        QCOMPARE(m_table->verticalScrollBar()->value(), m_table->verticalScrollBar()->maximum());
        QVERIFY(m_table->isFollowing());
    }
    QVERIFY(m_table->verticalScrollBar()->maximum() > 0);
    QCOMPARE(m_table->unseen(), 0u);
    QVERIFY(m_table->findChild<QPushButton *>()->isHidden());
}

void tst_RequestTable::nothingMovesWhenScrolledUp()
{
    add(200);
    m_table->verticalScrollBar()->setValue(500);
    QVERIFY(!m_table->isFollowing());
    const quint64 top = topPosition();
    add(20);
    add(4);
    addMarker();
    QCOMPARE(m_table->verticalScrollBar()->value(), 500);
    QCOMPARE(topPosition(), top);
    QCOMPARE(m_table->unseen(), 24u);
    auto *pill = m_table->findChild<QPushButton *>();
    QVERIFY(pill->isVisible());
    QCOMPARE(pill->text(), u"↓ 24 new"_s);
    QTest::mouseClick(pill, Qt::LeftButton);
    QVERIFY(m_table->isFollowing());
    QVERIFY(pill->isHidden());
    QCOMPARE(m_table->verticalScrollBar()->value(), m_table->verticalScrollBar()->maximum());
    m_table->verticalScrollBar()->setValue(100);
    add(1);
    QVERIFY(pill->isVisible());
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QVERIFY(m_table->isFollowing());
    QVERIFY(pill->isHidden());
}

void tst_RequestTable::rowsStayUnderTheEyesWhenOldOnesLeave()
{
    add(1'600);
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum() / 2 + 7);
    const quint64 top = topPosition();
    const int offset = m_table->rowViewportPosition(m_table->rowAt(0));
    QVERIFY(!m_table->isFollowing());
    const quint64 first = m_model->firstPosition();
    for (int batch = 0; batch < 30; ++batch) {
        add(10);
        QCOMPARE(topPosition(), top);
        QCOMPARE(m_table->rowViewportPosition(m_table->rowAt(0)), offset);
        QVERIFY(!m_table->isFollowing());
    }
    QVERIFY(m_model->firstPosition() > first);
    QCOMPARE(m_table->unseen(), 300u);
}

void tst_RequestTable::theSelectionNeverMoves()
{
    add(1'590);
    QSignalSpy changed(m_table.get(), &RequestTable::currentRequestChanged);
    m_table->setCurrentIndex(m_model->index(5, 0));
    const quint64 position = m_model->row(5).position;
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_table->currentRequest().position, position);
    QVERIFY(m_table->selectionModel()->isRowSelected(5));
    add(5);
    QCOMPARE(m_table->currentRequest().position, position);
    add(10); // and now it leaves
    QVERIFY(m_model->firstPosition() > position);
    QVERIFY(!m_table->currentRequest().record);
    QVERIFY(!m_table->selectionModel()->hasSelection());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.last().at(1).toBool(), false);
}

void tst_RequestTable::theSelectionSurvivesAFilter()
{
    add(100);
    m_table->setCurrentPosition(50);
    const auto filter = [this](const QString &text) {
        m_model->setFilter(std::make_shared<Requests::RowFilter>(Requests::RowFilter{*Log::RequestFilter::fromText(text)}));
        QTRY_VERIFY(!m_model->isFiltering());
    };
    QSignalSpy changed(m_table.get(), &RequestTable::currentRequestChanged);
    filter(u"nothing-has-this"_s);
    QVERIFY(!m_table->selectionModel()->hasSelection());
    QCOMPARE(m_table->currentRequest().position, 50u); // its details stay
    filter({});
    QCOMPARE(m_table->currentRequest().position, 50u);
    QVERIFY(m_table->selectionModel()->isRowSelected(50));
    QCOMPARE(changed.size(), 0);
    m_model->clear();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_table->currentRequest().record);
}

void tst_RequestTable::aFilterKeepsThePlace()
{
    add(1'000);
    m_table->verticalScrollBar()->setValue(300 * m_table->rowHeight(0));
    QCOMPARE(topPosition(), 300u);
    m_model->setFilter(std::make_shared<Requests::RowFilter>(Requests::RowFilter{*Log::RequestFilter::fromText(u"users")}));
    QTRY_VERIFY(m_model->isFiltered());
    QVERIFY(topPosition() >= 300 && topPosition() < 310);
    m_model->setFilter(nullptr);
    QVERIFY(topPosition() >= 300 && topPosition() < 310);
}

void tst_RequestTable::arrowsPassOverMarkers()
{
    add(1);
    addMarker();
    addMarker();
    add(1);
    m_table->setCurrentIndex(m_model->index(0, 0));
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QCOMPARE(m_table->currentIndex().row(), 3);
    QTest::keyClick(m_table.get(), Qt::Key_K);
    QCOMPARE(m_table->currentIndex().row(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_J);
    QCOMPARE(m_table->currentIndex().row(), 3);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, QPoint(20, m_table->rowViewportPosition(1) + 5));
    QCOMPARE(m_table->currentRequest().position, 3u);
}

void tst_RequestTable::jumpsBetweenMarkers()
{
    for (int i = 0; i < 3; ++i) {
        add(100);
        addMarker(); // rows 100, 201, 302
    }
    add(5);
    m_table->verticalScrollBar()->setValue(0);
    QTest::keyClick(m_table.get(), Qt::Key_F8);
    QCOMPARE(m_table->rowAt(0), 100);
    QTest::keyClick(m_table.get(), Qt::Key_F8);
    QCOMPARE(m_table->rowAt(0), 201);
    QTest::keyClick(m_table.get(), Qt::Key_F8);
    QVERIFY(m_table->rowViewportPosition(302) < m_table->viewport()->height());
    QTest::keyClick(m_table.get(), Qt::Key_F8); // there is no further one
    QTest::keyClick(m_table.get(), Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(m_table->rowAt(0), 201);
    QTest::keyClick(m_table.get(), Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(m_table->rowAt(0), 100);
    m_model->clear();
    QTest::keyClick(m_table.get(), Qt::Key_F8);
}

void tst_RequestTable::keysGiveCommands_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<RequestTable::Command>("command");
    QTest::newRow("Enter opens") << int(Qt::Key_Return) << RequestTable::Command::Open;
    QTest::newRow("Escape closes") << int(Qt::Key_Escape) << RequestTable::Command::Close;
    QTest::newRow("right arrow") << int(Qt::Key_Right) << RequestTable::Command::NextTab;
    QTest::newRow("left arrow") << int(Qt::Key_Left) << RequestTable::Command::PreviousTab;
    QTest::newRow("R replays") << int(Qt::Key_R) << RequestTable::Command::Replay;
    QTest::newRow("C copies as cURL") << int(Qt::Key_C) << RequestTable::Command::CopyCurl;
    QTest::newRow("U copies the URL") << int(Qt::Key_U) << RequestTable::Command::CopyUrl;
    QTest::newRow("O opens the browser") << int(Qt::Key_O) << RequestTable::Command::Browser;
    QTest::newRow("E edits") << int(Qt::Key_E) << RequestTable::Command::Edit;
    QTest::newRow("P watches") << int(Qt::Key_P) << RequestTable::Command::Watch;
    QTest::newRow("D compares") << int(Qt::Key_D) << RequestTable::Command::Compare;
    QTest::newRow("V opens the editor") << int(Qt::Key_V) << RequestTable::Command::Editor;
    QTest::newRow("Delete") << int(Qt::Key_Delete) << RequestTable::Command::Delete;
    QTest::newRow("space pages") << int(Qt::Key_Space) << RequestTable::Command::Page;
    QTest::newRow("Enter of the number pad") << int(Qt::Key_Enter) << RequestTable::Command::Open;
    QTest::newRow("X hides") << int(Qt::Key_X) << RequestTable::Command::Hide;
}

void tst_RequestTable::keysGiveCommands()
{
    QFETCH(int, key);
    QFETCH(RequestTable::Command, command);
    QSignalSpy given(m_table.get(), &RequestTable::commandGiven);
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.first().first().value<RequestTable::Command>(), command);
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key), Qt::ControlModifier);
    QCOMPARE(given.size(), 1);
}

void tst_RequestTable::lettersSearchNothing()
{
    add(20);
    m_table->setCurrentIndex(m_model->index(3, 0));
    QTest::keyClick(m_table.get(), Qt::Key_G);
    QTest::keyClick(m_table.get(), Qt::Key_2);
    QCOMPARE(m_table->currentIndex().row(), 3);
}

void tst_RequestTable::keysCanBeOthers()
{
    QSignalSpy given(m_table.get(), &RequestTable::commandGiven);
    m_table->setKeys(RequestTable::Command::Replay, {QKeySequence(u"Ctrl+Y"_s)});
    QTest::keyClick(m_table.get(), Qt::Key_R);
    QCOMPARE(given.size(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.first().first().value<RequestTable::Command>(), RequestTable::Command::Replay);
    m_table->setKeys(RequestTable::Command::Replay, {});
    QTest::keyClick(m_table.get(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(given.size(), 1);
}

// They jump by what is typed: then a letter is no command.
void tst_RequestTable::lettersAreForScreenReaders()
{
    add(40);
    m_table->setCurrentIndex(m_model->index(0, 0));
    QSignalSpy given(m_table.get(), &RequestTable::commandGiven);
    m_table->accessibilityActiveChanged(true);
    QTest::keyClicks(m_table.get(), u"u"_s);
    m_table->accessibilityActiveChanged(false);
    QCOMPARE(given.size(), 0);
    QVERIFY(m_table->currentRequest().texts.target.starts_with("/users"));
}

void tst_RequestTable::aClickOnAHeaderSorts()
{
    add(200);
    auto *pill = m_table->findChild<QPushButton *>();
    const auto click = [this](int column) {
        QHeaderView *header = m_table->horizontalHeader();
        QTest::mouseClick(
            header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(column) + 20, header->height() / 2));
    };
    click(RequestTableModel::Time);
    QTRY_VERIFY(m_model->isSorted());
    QVERIFY(!m_table->isFollowing());
    QCOMPARE(pill->text(), u"↓ As they come"_s);
    QVERIFY(pill->isVisible());
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
    QVERIFY(m_model->row(0).record->totalUs > 1'000'000); // the slowest first
    m_table->setCurrentIndex(m_model->index(3, 0));
    const quint64 chosen = m_table->currentRequest().position;
    add(24);
    QCOMPARE(m_model->rowCount(), 200);
    QCOMPARE(pill->text(), u"↓ 24 new"_s);
    click(RequestTableModel::Time);
    QTRY_VERIFY(m_model->row(0).record->totalUs < 1'000);
    QCOMPARE(m_table->currentRequest().position, chosen);
    QTest::mouseClick(pill, Qt::LeftButton);
    QVERIFY(!m_model->isSorted());
    QVERIFY(m_table->isFollowing());
    QVERIFY(pill->isHidden());
    QCOMPARE(m_model->rowCount(), 224);
    QCOMPARE(m_table->currentRequest().position, chosen);
    click(RequestTableModel::Path);
    QTRY_VERIFY(m_model->isSorted());
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QVERIFY(!m_model->isSorted());
    QVERIFY(m_table->isFollowing());
    QCOMPARE(m_table->currentRequest().position, 223u);
    for (int i = 0; i < 3; ++i) {
        click(RequestTableModel::Size);
    }
    QTRY_VERIFY(!m_model->sortWish());
}

void tst_RequestTable::columnsStepBackForThePath()
{
    QVERIFY(!m_table->isColumnHidden(RequestTableModel::When));
    QVERIFY(m_table->isColumnHidden(RequestTableModel::Worker));
    m_table->resize(420, 400);
    QVERIFY(m_table->isColumnHidden(RequestTableModel::When));
    QVERIFY(m_table->isColumnHidden(RequestTableModel::Size));
    QVERIFY(m_table->isColumnWanted(RequestTableModel::When));
    m_table->resize(900, 400);
    QVERIFY(!m_table->isColumnHidden(RequestTableModel::When));
    QVERIFY(!m_table->isColumnHidden(RequestTableModel::Size));
    m_table->setColumnWanted(RequestTableModel::Worker, true);
    QVERIFY(!m_table->isColumnHidden(RequestTableModel::Worker));
    QVERIFY(m_table->columnWidth(RequestTableModel::Path) >= RequestTable::leastPathPx);
}

void tst_RequestTable::barsAreLogarithmic()
{
    QCOMPARE(Requests::TimeDelegate::share(0), 0.0);
    QCOMPARE(Requests::TimeDelegate::share(1'000), 0.0);
    QCOMPARE(Requests::TimeDelegate::share(100'000), 0.5);
    QCOMPARE(Requests::TimeDelegate::share(10'000'000), 1.0);
    QCOMPARE(Requests::TimeDelegate::share(4'000'000'000), 1.0);
}

QTEST_MAIN(tst_RequestTable)
#include "tst_requesttable.moc"
