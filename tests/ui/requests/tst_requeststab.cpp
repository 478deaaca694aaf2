// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requeststab.h"

#include "tests/ui/requests/requeststabfixture.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestdetail.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Retort;
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

} // namespace

class tst_RequestsTab final : public QObject, private Test::RequestsTabFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start(); }
    void init() { open(); }
    void cleanup() { m_tab.reset(); }
    void requestsAppearAndAreCounted();
    void detailsOfARequest();
    void detailsComeLater();
    void tabsComeAndGo();
    void copiesAndOpens();
    void clearingCanBeUndone();
    void deletedRowsComeBack();
    void spacePagesThroughTheList();
    void recordingCanStop();
    void columnsAreRemembered();
    void rejectedRequestsAreSentences();
    void routesLeadToViews();
};

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

void tst_RequestsTab::recordingCanStop()
{
    append(Test::someRequests(1, 3));
    QSignalSpy changed(m_tab.get(), &RequestsTab::recordingChanged);
    m_tab->setRecording(false);
    m_tab->setRecording(false);
    QCOMPARE(changed.size(), 1);
    m_tab->takeBatch(Log::RecordBatch::of(Test::someRequests(4, 5), 0));
    m_tab->setRecording(true);
    append(Test::someRequests(9, 1));
    QCOMPARE(m_tab->model().counts().requests, 4u);
    QCOMPARE(m_tab->model().rowCount(), 6);
    QCOMPARE(m_tab->model().index(3, RequestTableModel::Path).data().toString(), u"recording stopped"_s);
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
