// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requeststab.h"

#include "engine/base/clock.h"
#include "tests/support/requestjson.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/timingtab.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::CopyForm;
using Requests::FilterBar;
using Requests::RequestsTab;
using Requests::RequestTableModel;

namespace {

// A tab for captured data, as others will bring them: it has something to say of failed requests only.
class ErrorTab final : public Requests::DetailTab
{
public:
    QString title() const override { return u"Error"_s; }
    bool present(const Requests::RequestRow &row) override { return row.record->status >= 500; }
    Has presentDetails(const QJsonObject &request) override
    {
        ++told;
        return request.contains("exception"_L1) ? Has::Something : Has::Nothing;
    }
    int told = 0;
};

class WatchedFacts final : public Log::RequestFacts
{
public:
    bool records(Log::FilterField) const override { return false; }
    bool records(Log::RequestState state) const override { return state == Log::RequestState::Watched; }
    bool text(std::uint64_t, Log::FilterField, std::string_view, std::string &) const override { return false; }
    bool is(std::uint64_t sequence, Log::RequestState) const override { return sequence == 3; }
};

} // namespace

class tst_RequestsTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routesLeadToViews();
    void initTestCase();
    void init();
    void cleanup() { m_tab.reset(); }
    void requestsAppearAndAreCounted();
    void filtersAndFaults();
    void chipsAreTermsOfTheFilter();
    void chipsAndOrs();
    void assetsAreHiddenOnceThereAreMany();
    void nothingFoundSaysSo();
    void detailsOfARequest();
    void tabsComeAndGo();
    void detailsComeLater();
    void copiesAndOpens();
    void showsOnlyAndHidesLikeThis();
    void clearingCanBeUndone();
    void deletedRowsComeBack();
    void spacePagesThroughTheList();
    void hidingIsAnnouncedAndUndone();
    void filtersAreSavedUnderNames();
    void whatCanBeTypedIsKnown();
    void recordingCanStop();
    void theBrushIsAFilter();
    void sinceReloadKnowsReloads();
    void columnsAreRemembered();
    void factsOpenTerms();
    void rejectedRequestsAreSentences();

private:
    void append(const QJsonArray &records, quint64 skipped = 0);
    void select(int row) { m_tab->table()->setCurrentIndex(m_tab->model().index(row, 0)); }
    void settle() { QTRY_VERIFY(!m_tab->model().isFiltering()); }
    QToolButton *chip(const QString &text) const;

    QTemporaryDir m_settings;
    std::unique_ptr<RequestsTab> m_tab;
};

void tst_RequestsTab::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"retort-test"_s);
}

void tst_RequestsTab::init()
{
    QSettings().clear();
    m_tab = std::make_unique<RequestsTab>();
    m_tab->setBaseAddress(QUrl(u"http://blog.localhost:8000/"_s));
    m_tab->resize(1180, 700);
    m_tab->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
}

void tst_RequestsTab::append(const QJsonArray &records, quint64 skipped)
{
    const quint64 before = m_tab->model().counts().requests;
    m_tab->append(records, skipped);
    QTRY_COMPARE(m_tab->model().counts().requests, before + static_cast<quint64>(records.size()));
}

QToolButton *tst_RequestsTab::chip(const QString &text) const
{
    for (QToolButton *button : m_tab->findChild<FilterBar *>()->findChildren<QToolButton *>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

void tst_RequestsTab::requestsAppearAndAreCounted()
{
    QSignalSpy counts(m_tab.get(), &RequestsTab::countsChanged);
    append(Test::someRequests(1, 40), 7);
    QCOMPARE(counts.last().at(0).toULongLong(), 40u);
    QCOMPARE(counts.last().at(1).toULongLong(), 40u);
    QCOMPARE(counts.last().at(2).toULongLong(), 4u);
    QCOMPARE(m_tab->model().rowCount(), 41); // and the notice
    QVERIFY(m_tab->findChild<FilterBar *>()->isHidden());
}

void tst_RequestsTab::filtersAndFaults()
{
    append(Test::someRequests(1, 40));
    QSignalSpy faults(m_tab.get(), &RequestsTab::filterFault);
    QSignalSpy accepted(m_tab.get(), &RequestsTab::filterAccepted);
    m_tab->setFilter(u"status:5xx"_s);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 4);
    QCOMPARE(accepted.last().first().toString(), u"status:5xx"_s);
    m_tab->setFilter(u"status:5xx type:json"_s);
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults.first().at(1).toInt(), 11);
    QCOMPARE(faults.first().at(2).toInt(), 9);
    QCOMPARE(m_tab->filterText(), u"status:5xx"_s);
    QCOMPARE(m_tab->model().rowCount(), 4);
    QTest::keyClick(m_tab->table(), Qt::Key_Escape); // closes the pane
    QCOMPARE(m_tab->filterText(), u"status:5xx"_s);
    QTest::keyClick(m_tab->table(), Qt::Key_Escape); // clears the filter
    QCOMPARE(m_tab->filterText(), QString());
    QCOMPARE(m_tab->model().rowCount(), 40);
}

void tst_RequestsTab::chipsAreTermsOfTheFilter()
{
    append(Test::someRequests(1, 40));
    m_tab->setFilterBarVisible(true);
    QVERIFY(chip(u"All"_s)->isChecked());
    QVERIFY(!chip(u"Pages"_s)->isVisible()); // types are not recorded
    QTest::mouseClick(chip(u"Errors"_s), Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), u"is:error"_s);
    QVERIFY(chip(u"Errors"_s)->isChecked());
    QVERIFY(!chip(u"All"_s)->isChecked());
    QTest::mouseClick(chip(u"Slow"_s), Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), u"is:error is:slow"_s);
    QTest::mouseClick(chip(u"Errors"_s), Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), u"is:slow"_s);
    QTest::mouseClick(chip(u"All"_s), Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), QString());
    QVERIFY(chip(u"All"_s)->isChecked());
}

void tst_RequestsTab::chipsAndOrs()
{
    QCOMPARE(FilterBar::toggled(u"a | b"_s, u"is:error"_s), u"(a | b) is:error"_s);
    QCOMPARE(FilterBar::toggled(u"(a | b) is:error"_s, u"is:error"_s), u"a | b"_s);
    QCOMPARE(FilterBar::toggled(u"(a) (b) is:error"_s, u"is:error"_s), u"(a) (b)"_s);
    QCOMPARE(FilterBar::toggled({}, u"is:error"_s), u"is:error"_s);
}

void tst_RequestsTab::assetsAreHiddenOnceThereAreMany()
{
    append(Test::someRequests(1, 100)); // 30 assets
    QVERIFY(!m_tab->hidesAssets());
    append(Test::someRequests(101, 100));
    QVERIFY(m_tab->hidesAssets());
    settle();
    QCOMPARE(m_tab->model().rowCount(), 140);
    QVERIFY(chip(u"Hide assets"_s)->isVisible());
    QVERIFY(chip(u"Hide assets"_s)->isChecked());
    bool told = false;
    for (const QLabel *label : m_tab->findChild<FilterBar *>()->findChildren<QLabel *>()) {
        told = told || (label->isVisible() && label->text() == u"60 hidden");
    }
    QVERIFY(told);
    QTest::mouseClick(chip(u"Hide assets"_s), Qt::LeftButton);
    QCOMPARE(m_tab->model().rowCount(), 200);
    append(Test::someRequests(201, 100)); // and never again by itself
    QVERIFY(!m_tab->hidesAssets());
    m_tab = std::make_unique<RequestsTab>();
    append(Test::someRequests(1, 200));
    QVERIFY(!m_tab->hidesAssets());
}

void tst_RequestsTab::nothingFoundSaysSo()
{
    append(Test::someRequests(1, 40));
    m_tab->setFilter(u"nothing-has-<b>this</b>"_s);
    settle();
    const auto labels = m_tab->table()->viewport()->findChildren<QLabel *>();
    QCOMPARE(labels.size(), 2);
    QVERIFY(labels[0]->isVisible());
    QCOMPARE(labels[0]->text(), u"No request matches “nothing-has-<b>this</b>”."_s);
    QCOMPARE(labels[0]->textFormat(), Qt::PlainText);
    QCOMPARE(labels[1]->text(), u"40 requests are hidden."_s);
    for (QPushButton *button : m_tab->table()->viewport()->findChildren<QPushButton *>()) {
        if (button->text() == u"Clear filter") {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(m_tab->filterText(), QString());
    QVERIFY(!labels[0]->isVisible());
}

void tst_RequestsTab::detailsOfARequest()
{
    for (const qint64 us : {10'000, 12'000, 10'000, 34'000}) {
        append({Test::requestJson(us, u"/users/7?full=1"_s, 500, us)});
    }
    QSignalSpy selected(m_tab.get(), &RequestsTab::selectionChanged);
    select(3);
    QCOMPARE(selected.last().first().toULongLong(), 34'000u);
    auto *url = m_tab->detail()->findChild<QPlainTextEdit *>();
    QCOMPARE(url->toPlainText(), u"GET http://blog.localhost:8000/users/7?full=1"_s);
    QStringList texts;
    for (const QLabel *label : m_tab->detail()->findChildren<QLabel *>()) {
        if (label->isVisible()) {
            texts += label->text();
        }
    }
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(u"500 Internal Server Error · 34 ms · 7.6 kB · worker 1 · load 17"), qPrintable(all));
    QVERIFY2(all.contains(u"App CPU\n12 ms"), qPrintable(all));
    QVERIFY2(all.contains(u"App waiting\n17 ms"), qPrintable(all));
    QVERIFY2(all.contains(u"3.4× usual: the median of /users/7 is 10 ms."), qPrintable(all));
    QVERIFY2(all.contains(u"On a new connection."), qPrintable(all));
    m_tab->clear();
    QVERIFY(!url->isVisible());
    QCOMPARE(selected.last().at(1).toBool(), false);
}

void tst_RequestsTab::detailsComeLater()
{
    auto *error = new ErrorTab;
    m_tab->addDetailTab(error, 1);
    const QJsonObject first = Test::requestJson(1, u"/a"_s, 200);
    const QJsonObject second = Test::requestJson(2, u"/b"_s, 500);
    append({first, second});
    const auto title = [this] { return m_tab->detail()->currentTab() ? m_tab->detail()->currentTab()->title() : QString(); };
    const auto raised = [](QJsonObject record) {
        record.insert(u"exception"_s, QJsonObject());
        return record;
    };
    select(0);
    QCOMPARE(title(), u"Timing"_s);
    m_tab->presentDetails(raised(first)); // it raised although its status does not say so
    QCOMPARE(title(), u"Error"_s);
    select(1);
    QCOMPARE(title(), u"Error"_s);
    m_tab->presentDetails(raised(first)); // too late: another one is selected
    QCOMPARE(error->told, 1);
    QJsonObject other = second; // of an engine that was started since
    other.insert(u"time"_s, 5);
    m_tab->presentDetails(other);
    QCOMPARE(error->told, 1);
    m_tab->presentDetails(second);
    QCOMPARE(error->told, 2);
    QCOMPARE(title(), u"Timing"_s);
}

void tst_RequestsTab::tabsComeAndGo()
{
    m_tab->addDetailTab(new ErrorTab);
    append({Test::requestJson(1, u"/a"_s, 200), Test::requestJson(2, u"/b"_s, 500), Test::requestJson(3, u"/c"_s, 500)});
    const auto title = [this] { return m_tab->detail()->currentTab() ? m_tab->detail()->currentTab()->title() : QString(); };
    select(0);
    QCOMPARE(title(), u"Timing"_s);
    select(1);
    QCOMPARE(title(), u"Timing"_s);
    QTest::keyClick(m_tab->table(), Qt::Key_Right); // a choice
    QCOMPARE(title(), u"Error"_s);
    select(0);
    QCOMPARE(title(), u"Timing"_s);
    select(2);
    QCOMPARE(title(), u"Error"_s);
    QTest::keyClick(m_tab->table(), Qt::Key_Left);
    QCOMPARE(title(), u"Timing"_s);
}

void tst_RequestsTab::copiesAndOpens()
{
    append({Test::requestJson(7, u"/users/7?full=1"_s)});
    QSignalSpy opened(m_tab.get(), &RequestsTab::openUrlWanted);
    QSignalSpy replayed(m_tab.get(), &RequestsTab::replayWanted);
    QTest::keyClick(m_tab->table(), Qt::Key_R);
    QCOMPARE(replayed.size(), 0); // nothing is selected
    select(0);
    QTest::keyClick(m_tab->table(), Qt::Key_U);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://blog.localhost:8000/users/7?full=1"_s);
    QTest::keyClick(m_tab->table(), Qt::Key_C);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"curl 'http://blog.localhost:8000/users/7?full=1'"_s);
    QTest::keyClick(m_tab->table(), Qt::Key_O);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"http://blog.localhost:8000/users/7?full=1"_s));
    QTest::keyClick(m_tab->table(), Qt::Key_R);
    QCOMPARE(replayed.first().first().toULongLong(), 7u);
}

void tst_RequestsTab::showsOnlyAndHidesLikeThis()
{
    append({Test::requestJson(1, u"/users/7?x=1"_s), Test::requestJson(2, u"/users/77"_s), Test::requestJson(3, u"/users/7"_s),
        Test::requestJson(4, u"/a (\"b\")"_s)});
    select(3);
    QTest::keyClick(m_tab->table(), Qt::Key_X);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 3);
    select(0);
    QTest::keyClick(m_tab->table(), Qt::Key_X);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 1);
    QCOMPARE(m_tab->model().row(0).record->sequence, 2u);
    m_tab->setFilter({});
    select(2);
    for (QMenu *menu : m_tab->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text() == u"Show only like this") {
                action->trigger();
            }
        }
    }
    settle();
    QCOMPARE(m_tab->filterText(), u"method:GET path:=\"/users/7\""_s);
    QCOMPARE(m_tab->model().rowCount(), 2);
}

void tst_RequestsTab::clearingCanBeUndone()
{
    append(Test::someRequests(1, 40));
    m_tab->clear();
    QCOMPARE(m_tab->model().rowCount(), 0);
    auto *undo = m_tab->findChild<FilterBar *>()->findChild<QPushButton *>();
    QVERIFY(undo->isVisible());
    append(Test::someRequests(41, 2));
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(m_tab->model().rowCount(), 42);
    QVERIFY(!undo->isVisible());
}

void tst_RequestsTab::deletedRowsComeBack()
{
    append(Test::someRequests(1, 5));
    auto *undo = m_tab->findChild<FilterBar *>()->findChild<QPushButton *>();
    select(1);
    QTest::keyClick(m_tab->table(), Qt::Key_Delete);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 4);
    QCOMPARE(m_tab->table()->currentRequest().record->sequence, 3u); // the next one
    QTest::keyClick(m_tab->table(), Qt::Key_Delete);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 3);
    QVERIFY(undo->isVisible());
    m_tab->setFilter(u"-is:slow"_s); // a filter does not bring them back
    settle();
    QVERIFY(m_tab->model().rowCount() <= 3);
    m_tab->setFilter({});
    settle();
    QTest::keyClick(m_tab->table(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 4);
    QCOMPARE(m_tab->table()->currentRequest().record->sequence, 3u);
    QTest::mouseClick(undo, Qt::LeftButton);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 5);
    QVERIFY(!undo->isVisible());
    for (int i = 0; i < 5; ++i) {
        select(0);
        QTest::keyClick(m_tab->table(), Qt::Key_Delete);
        settle();
    }
    QCOMPARE(m_tab->model().rowCount(), 0);
    QVERIFY(!m_tab->table()->currentRequest().record);
    QTest::keyClick(m_tab->table(), Qt::Key_Delete);
}

void tst_RequestsTab::spacePagesThroughTheList()
{
    append(Test::someRequests(1, 200));
    m_tab->setDetailOpen(false);
    m_tab->table()->verticalScrollBar()->setValue(0);
    select(0);
    QTest::keyClick(m_tab->table(), Qt::Key_Space);
    QVERIFY(m_tab->table()->verticalScrollBar()->value() > 200);
}

void tst_RequestsTab::hidingIsAnnouncedAndUndone()
{
    append(Test::someRequests(1, 300));
    QVERIFY(m_tab->hidesAssets());
    auto *show = m_tab->findChild<FilterBar *>()->findChild<QPushButton *>();
    QVERIFY(show->isVisible());
    QCOMPARE(show->text(), u"Show them"_s);
    QTest::mouseClick(show, Qt::LeftButton);
    QVERIFY(!m_tab->hidesAssets());
    settle();
    QCOMPARE(m_tab->model().rowCount(), 300);
    append(Test::someRequests(301, 300));
    QVERIFY(!m_tab->hidesAssets()); // said once
    m_tab->setHideAssetsByItself(false);
    m_tab->setHideAssetsByItself(true); // a person wants it again
    QVERIFY(m_tab->hidesAssets());
}

void tst_RequestsTab::filtersAreSavedUnderNames()
{
    append(Test::someRequests(1, 40));
    m_tab->setFilter(u"users"_s);
    m_tab->setFilterBarVisible(true);
    QTest::mouseClick(chip(u"Save as…"_s), Qt::LeftButton);
    auto *dialog = m_tab->findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue(u"People & more"_s);
    dialog->accept();
    QToolButton *saved = chip(u"People && more"_s);
    QVERIFY(saved);
    QVERIFY(saved->isChecked());
    QVERIFY(chip(u"Save as…"_s)->isHidden());
    QTest::mouseClick(saved, Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), QString());
    QTest::mouseClick(saved, Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), u"users"_s);
    RequestsTab other;
    other.show();
    QCOMPARE(other.findChild<FilterBar *>()->findChildren<QToolButton *>().size(),
        m_tab->findChild<FilterBar *>()->findChildren<QToolButton *>().size());
    saved->actions().first()->trigger();
    QTRY_VERIFY(!chip(u"People && more"_s));
    QCOMPARE(m_tab->filterText(), u"users"_s);
}

void tst_RequestsTab::whatCanBeTypedIsKnown()
{
    append(Test::someRequests(1, 100));
    const auto world = m_tab->filterWorld();
    QCOMPARE(world.values(Log::FilterField::Method), QStringList{u"GET"_s});
    QCOMPARE(world.values(Log::FilterField::Status).first(), u"200"_s); // the usual one
    QVERIFY(world.values(Log::FilterField::Path).contains(u"/users/7"_s));
    QVERIFY(!world.records(Log::FilterField::Type));
    m_tab->setFilter(u"status:x"_s);
    const auto labels = m_tab->findChild<FilterBar *>()->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->isVisible() && label->text().contains(u"status"); }));
}

void tst_RequestsTab::recordingCanStop()
{
    append(Test::someRequests(1, 3));
    QSignalSpy changed(m_tab.get(), &RequestsTab::recordingChanged);
    m_tab->setRecording(false);
    m_tab->setRecording(false);
    QCOMPARE(changed.size(), 1);
    m_tab->append(Test::someRequests(4, 5), 0);
    m_tab->setRecording(true);
    append(Test::someRequests(9, 1));
    QCOMPARE(m_tab->model().counts().requests, 4u);
    QCOMPARE(m_tab->model().rowCount(), 6);
    QCOMPARE(m_tab->model().index(3, RequestTableModel::Path).data().toString(), u"recording stopped"_s);
}

void tst_RequestsTab::theBrushIsAFilter()
{
    const qint64 now = wallClockUs() / 1'000'000 * 1'000'000;
    QJsonArray records;
    for (int ago = 50; ago > 0; --ago) {
        QJsonObject record = Test::requestJson(100 - ago, u"/"_s, 200, 1'000);
        record.insert(u"time"_s, now - ago * qint64{1'000'000});
        records.append(record);
    }
    append(records);
    m_tab->setFilter(u"status:200"_s);
    Requests::RequestChart *chart = m_tab->chart();
    QVERIFY(chart->accessibleDescription().startsWith(u"Last minute: 50 requests, 0 errors, p95 "));
    QTest::mousePress(chart, Qt::LeftButton, {}, QPoint(60, 10));
    QTest::mouseMove(chart, QPoint(70, 10));
    QTest::mouseRelease(chart, Qt::LeftButton, {}, QPoint(79, 10));
    settle();
    QVERIFY2(m_tab->filterText().startsWith(u"status:200 when:"), qPrintable(m_tab->filterText()));
    const int rows = m_tab->model().rowCount();
    QVERIFY2(rows >= 9 && rows <= 11, qPrintable(m_tab->filterText() + QString::number(rows)));
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(m_tab->filterText(), u"status:200"_s);
    m_tab->setFilter(u"when:14:02:11..14:02:30 status:200"_s);
    QToolButton *period = chip(u"14:02:11–14:02:30 ×"_s);
    QVERIFY(period && period->isVisible());
    QTest::mouseClick(period, Qt::LeftButton);
    QCOMPARE(m_tab->filterText(), u"status:200"_s);
    QVERIFY(period->isHidden());
}

void tst_RequestsTab::sinceReloadKnowsReloads()
{
    QSignalSpy faults(m_tab.get(), &RequestsTab::filterFault);
    m_tab->setFilter(u"since:reload"_s);
    QCOMPARE(faults.size(), 1);
    m_tab->addMarker(u"started"_s, 1'795'338'281'002'500, RequestsTab::MarkerKind::Other);
    m_tab->setFilter(u"since:reload"_s);
    QCOMPARE(faults.size(), 2);
    append({Test::requestJson(1, u"/"_s, 200, 100), Test::requestJson(2, u"/"_s, 200, 100)});
    m_tab->addMarker(u"reload · views.py"_s, 1'795'338'281'002'500);
    append({Test::requestJson(3, u"/"_s, 200, 100)});
    m_tab->setFilter(u"since:reload"_s);
    settle();
    QCOMPARE(m_tab->model().shownRequests(), 1u);
}

void tst_RequestsTab::columnsAreRemembered()
{
    QVERIFY(QMetaObject::invokeMethod(m_tab->table()->horizontalHeader(), "customContextMenuRequested", Q_ARG(QPoint, QPoint(5, 5))));
    QAction *worker = nullptr;
    for (QMenu *menu : m_tab->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            worker = action->text() == u"Worker" ? action : worker;
        }
    }
    QVERIFY(worker);
    QVERIFY(!worker->isChecked());
    worker->trigger();
    m_tab->table()->setColumnWidth(RequestTableModel::Method, 91);
    m_tab = std::make_unique<RequestsTab>();
    QVERIFY(m_tab->table()->isColumnWanted(RequestTableModel::Worker));
    QCOMPARE(m_tab->table()->columnWidth(RequestTableModel::Method), 91);
    QSettings().setValue("requests/columns1"_L1, "rubbish"_ba);
    m_tab = std::make_unique<RequestsTab>();
    QVERIFY(!m_tab->table()->isColumnHidden(RequestTableModel::Path));
}

void tst_RequestsTab::factsOpenTerms()
{
    append(Test::someRequests(1, 5));
    m_tab->setFilterBarVisible(true);
    QVERIFY(!chip(u"Watched"_s)->isVisible());
    m_tab->setFacts(std::make_shared<WatchedFacts>());
    QVERIFY(chip(u"Watched"_s)->isVisible());
    QTest::mouseClick(chip(u"Watched"_s), Qt::LeftButton);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 1);
}

void tst_RequestsTab::rejectedRequestsAreSentences()
{
    QJsonObject record = Test::requestJson(1, u"The header line is longer than 65535 bytes."_s, 431, 0);
    record.insert(u"rejected"_s, true);
    record.insert(u"method"_s, QString());
    append({record});
    QSignalSpy opened(m_tab.get(), &RequestsTab::openUrlWanted);
    QSignalSpy replayed(m_tab.get(), &RequestsTab::replayWanted);
    select(0);
    QCOMPARE(m_tab->detail()->findChild<QPlainTextEdit *>()->toPlainText().trimmed(), u"The header line is longer than 65535 bytes."_s);
    QTest::keyClick(m_tab->table(), Qt::Key_O);
    QTest::keyClick(m_tab->table(), Qt::Key_R);
    QCOMPARE(opened.size() + replayed.size(), 0);
    QVERIFY(!m_tab->detail()->currentTab());
}

void tst_RequestsTab::routesLeadToViews()
{
    append({Test::requestJson(1, u"/users/7?full=1"_s), Test::requestJson(2, u"/nowhere"_s, 404)}, 0);
    QSignalSpy views(m_tab.get(), &RequestsTab::viewWanted);
    m_tab->table()->setCurrentIndex(m_tab->model().index(0, 0));
    QTest::keyClick(m_tab->table(), Qt::Key_V); // nobody knows it yet
    QVERIFY(views.isEmpty());
    Log::Route route;
    route.rule = "/users/<int:id>";
    route.endpoint = "users.show";
    route.file = "/srv/blog/users/views.py";
    route.line = 41;
    m_tab->setRoutes(std::make_shared<const Log::RouteTable>(std::vector{route}), u"/srv/blog"_s);
    const auto buttons = m_tab->detail()->findChildren<QToolButton *>();
    const auto view = std::ranges::find_if(buttons, [](QToolButton *button) { return button->text().endsWith(u"↗"); });
    QVERIFY(view != buttons.end());
    QCOMPARE((*view)->text(), u"users.show  users/views.py:41 ↗"_s);
    (*view)->click();
    QCOMPARE(views.takeFirst(), (QVariantList{u"/srv/blog/users/views.py"_s, 41}));
    QTest::keyClick(m_tab->table(), Qt::Key_V);
    QCOMPARE(views, (QList<QVariantList>{{u"/srv/blog/users/views.py"_s, 41}}));
    const auto routeText = [this](int row) { return m_tab->model().index(row, RequestTableModel::Route).data().toString(); };
    QCOMPARE(routeText(0), u"/users/<int:id>"_s);
    QCOMPARE(routeText(1), QString());
    m_tab->setFilter(u"route:users.show"_s);
    QTRY_COMPARE(m_tab->model().rowCount(), 1);
    QSignalSpy faults(m_tab.get(), &RequestsTab::filterFault);
    m_tab->setRoutes(nullptr); // an app that tells none: the filter in use stays, and its field says why
    QCOMPARE(faults.size(), 1);
}

QTEST_MAIN(tst_RequestsTab)
#include "tst_requeststab.moc"
