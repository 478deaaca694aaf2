// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requeststab.h"

#include "engine/base/clock.h"
#include "tests/ui/requests/requeststabfixture.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestchart.h"

#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::FilterBar;
using Requests::RequestsTab;

namespace {

class WatchedFacts final : public Log::RequestFacts
{
public:
    bool records(Log::FilterField) const override { return false; }
    bool records(Log::RequestState state) const override { return state == Log::RequestState::Watched; }
    bool text(std::uint64_t, Log::FilterField, std::string_view, std::string &) const override { return false; }
    bool is(std::uint64_t sequence, Log::RequestState) const override { return sequence == 3; }
};

} // namespace

class tst_RequestsTabFilters final : public QObject, private Test::RequestsTabFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start(); }
    void init() { open(); }
    void cleanup() { m_tab.reset(); }
    void filtersAndFaults();
    void chipsAreTermsOfTheFilter();
    void chipsAndOrs();
    void assetsAreHiddenOnceThereAreMany();
    void nothingFoundSaysSo();
    void showsOnlyAndHidesLikeThis();
    void hidingIsAnnouncedAndUndone();
    void filtersAreSavedUnderNames();
    void whatCanBeTypedIsKnown();
    void theBrushIsAFilter();
    void sinceReloadKnowsReloads();
    void factsOpenTerms();
};

void tst_RequestsTabFilters::filtersAndFaults()
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

void tst_RequestsTabFilters::chipsAreTermsOfTheFilter()
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

void tst_RequestsTabFilters::chipsAndOrs()
{
    QCOMPARE(FilterBar::toggled(u"a | b"_s, u"is:error"_s), u"(a | b) is:error"_s);
    QCOMPARE(FilterBar::toggled(u"(a | b) is:error"_s, u"is:error"_s), u"a | b"_s);
    QCOMPARE(FilterBar::toggled(u"(a) (b) is:error"_s, u"is:error"_s), u"(a) (b)"_s);
    QCOMPARE(FilterBar::toggled({}, u"is:error"_s), u"is:error"_s);
}

void tst_RequestsTabFilters::assetsAreHiddenOnceThereAreMany()
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

void tst_RequestsTabFilters::nothingFoundSaysSo()
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

void tst_RequestsTabFilters::showsOnlyAndHidesLikeThis()
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

void tst_RequestsTabFilters::hidingIsAnnouncedAndUndone()
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

void tst_RequestsTabFilters::filtersAreSavedUnderNames()
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

void tst_RequestsTabFilters::whatCanBeTypedIsKnown()
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

void tst_RequestsTabFilters::theBrushIsAFilter()
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

void tst_RequestsTabFilters::sinceReloadKnowsReloads()
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

void tst_RequestsTabFilters::factsOpenTerms()
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

QTEST_MAIN(tst_RequestsTabFilters)
#include "tst_requeststabfilters.moc"
