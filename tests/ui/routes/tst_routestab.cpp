// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routestab.h"

#include "engine/log/requestfilter.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Routes::RoutesModel;
using Routes::RoutesTab;

namespace {

QJsonObject rule(const QString &text, const QString &endpoint, const QStringList &methods, const QStringList &arguments = {})
{
    return {{u"mount"_s, u""_s}, {u"rule"_s, text}, {u"endpoint"_s, endpoint}, {u"methods"_s, QJsonArray::fromStringList(methods)},
        {u"arguments"_s, QJsonArray::fromStringList(arguments)}, {u"file"_s, u"/srv/blog/views/pages.py"_s}, {u"line"_s, 41},
        {u"view"_s, endpoint}};
}

QJsonObject blog()
{
    return {{u"source"_s, u"flask"_s}, {u"total"_s, 3},
        {u"routes"_s,
            QJsonArray{rule(u"/"_s, u"index"_s, {u"GET"_s, u"HEAD"_s, u"OPTIONS"_s}),
                rule(u"/users/<int:id>"_s, u"users.show"_s, {u"GET"_s, u"HEAD"_s, u"OPTIONS"_s}, {u"id"_s}),
                rule(u"/orders"_s, u"orders.add"_s, {u"OPTIONS"_s, u"POST"_s})}}};
}

} // namespace

// What a person sees and does in the tab.
class tst_RoutesTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_tab.reset(); }

    void showsTheMap();
    void countsWhatIsAsked();
    void countsOutliveAReload();
    void learnsWhereThereIsNoMap();
    void neverCalledAndFilter();
    void columnsSort();
    void doubleClickOpensWhatCanBeOpened();
    void keysOfTheTable();
    void aLargeMapIsSaid();
    void controlCharactersStayVisible();

private:
    QString cell(int row, int column) const { return m_tab->view()->model()->index(row, column).data().toString(); }
    int rows() const { return m_tab->view()->model()->rowCount(); }
    void ask(std::string_view target, int status = 200, std::string_view method = "GET");
    void doubleClick(int row, int column);
    bool says(const QString &text) const;

    std::unique_ptr<RoutesTab> m_tab;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_RoutesTab::init()
{
    m_tester.reset();
    m_tab = std::make_unique<RoutesTab>();
    m_tester = std::make_unique<QAbstractItemModelTester>(&m_tab->model());
    m_tab->setFolder(u"/srv/blog"_s);
    m_tab->setBaseAddress(QUrl(u"http://127.0.0.1:8000/"_s));
    m_tab->resize(1000, 400);
    m_tab->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
}

void tst_RoutesTab::ask(std::string_view target, int status, std::string_view method)
{
    Log::RequestRecord record;
    record.status = static_cast<std::uint16_t>(status);
    record.totalUs = 34'000;
    record.wallStartUs = 1'795'338'281'000'000;
    m_tab->count(record, {method, target, "127.0.0.1"});
}

void tst_RoutesTab::doubleClick(int row, int column)
{
    const QPoint point = m_tab->view()->visualRect(m_tab->view()->model()->index(row, column)).center();
    QTest::mouseClick(m_tab->view()->viewport(), Qt::LeftButton, {}, point);
    QTest::mouseDClick(m_tab->view()->viewport(), Qt::LeftButton, {}, point);
}

bool tst_RoutesTab::says(const QString &text) const
{
    const auto labels = m_tab->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void tst_RoutesTab::showsTheMap()
{
    QVERIFY(says(u"Routes appear here as requests come."_s));
    m_tab->setRoutes(Routes::readRoutes(blog()));
    QCOMPARE(rows(), 3);
    QCOMPARE(cell(0, RoutesModel::Methods), u"GET"_s);
    QCOMPARE(cell(1, RoutesModel::Rule), u"/users/<int:id>"_s);
    QCOMPARE(cell(1, RoutesModel::Endpoint), u"users.show"_s);
    QCOMPARE(cell(1, RoutesModel::View), u"views/pages.py:41"_s);
    QCOMPARE(cell(2, RoutesModel::Methods), u"POST"_s);
    QCOMPARE(cell(2, RoutesModel::Hits), u"–"_s);
    QVERIFY(says(u"From the URL map of Flask."_s));
    QVERIFY(says(u"3 routes"_s));
}

void tst_RoutesTab::countsWhatIsAsked()
{
    m_tab->setRoutes(Routes::readRoutes(blog()));
    ask("/users/7?full=1");
    ask("/users/9", 500);
    ask("/nowhere", 404);
    QTRY_COMPARE(cell(1, RoutesModel::Hits), u"2"_s);
    QCOMPARE(cell(1, RoutesModel::Errors), u"1"_s);
    QCOMPARE(cell(1, RoutesModel::P95), u"34 ms"_s);
    QVERIFY(!cell(1, RoutesModel::Last).isEmpty());
    QCOMPARE(cell(0, RoutesModel::Hits), u"–"_s);
    m_tab->clearCounts();
    QCOMPARE(cell(1, RoutesModel::Hits), u"–"_s);
}

void tst_RoutesTab::countsOutliveAReload()
{
    m_tab->setRoutes(Routes::readRoutes(blog()));
    ask("/users/7");
    m_tab->view()->setCurrentIndex(m_tab->view()->model()->index(1, 0));
    QJsonObject moved = blog();
    QJsonArray lines = moved.value("routes"_L1).toArray();
    QJsonObject show = lines.at(1).toObject();
    show.insert(u"line"_s, 57);
    lines.replace(1, show);
    moved.insert(u"routes"_s, lines);
    m_tab->setRoutes(Routes::readRoutes(moved));
    QCOMPARE(cell(1, RoutesModel::View), u"views/pages.py:57"_s);
    QCOMPARE(m_tab->view()->currentIndex().row(), 1); // a save takes nothing away
    QJsonObject changed = blog();
    QJsonArray routes = changed.value("routes"_L1).toArray();
    routes.prepend(rule(u"/new"_s, u"new"_s, {u"GET"_s}));
    changed.insert(u"routes"_s, routes);
    m_tab->setRoutes(Routes::readRoutes(changed));
    QCOMPARE(rows(), 4);
    QCOMPARE(cell(2, RoutesModel::Hits), u"1"_s);
    QCOMPARE(cell(0, RoutesModel::Hits), u"–"_s);
}

void tst_RoutesTab::learnsWhereThereIsNoMap()
{
    m_tab->setRoutes(Routes::readRoutes({{u"source"_s, u""_s}, {u"total"_s, 0}, {u"routes"_s, QJsonArray()}}));
    ask("/users/7");
    ask("/users/8");
    ask("/users/8", 302, "POST");
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(cell(0, RoutesModel::Rule), u"/users/<int>"_s);
    QCOMPARE(cell(0, RoutesModel::Hits), u"2"_s);
    QCOMPARE(cell(1, RoutesModel::Methods), u"POST"_s);
    QVERIFY(m_tab->view()->isColumnHidden(RoutesModel::View));
    QVERIFY(says(u"learned from the requests"_s));
    for (std::size_t i = 0; i < RoutesModel::mostLearned + 20; ++i) {
        ask("/page-" + std::to_string(i));
    }
    QTRY_COMPARE(rows(), static_cast<int>(RoutesModel::mostLearned));
}

void tst_RoutesTab::neverCalledAndFilter()
{
    m_tab->setRoutes(Routes::readRoutes(blog()));
    auto *never = m_tab->findChild<QCheckBox *>();
    auto *find = m_tab->findChild<QLineEdit *>();
    never->click();
    QCOMPARE(rows(), 3);
    ask("/users/7");
    QTRY_COMPARE(rows(), 2); // it leaves as soon as it is called
    QVERIFY(says(u"2 of 3 routes"_s));
    never->click();
    QCOMPARE(rows(), 3);
    m_tab->showFind();
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"ORDERS"_s);
    QCOMPARE(rows(), 1);
    QCOMPARE(cell(0, RoutesModel::Rule), u"/orders"_s);
    QTest::keyClicks(find, u"x"_s);
    QVERIFY(says(u"No route matches."_s));
    QTest::keyClick(find, Qt::Key_Escape);
    QCOMPARE(rows(), 3);
    QVERIFY(m_tab->view()->hasFocus());
}

void tst_RoutesTab::columnsSort()
{
    m_tab->setRoutes(Routes::readRoutes(blog()));
    for (int i = 0; i < 12; ++i) {
        ask("/users/7");
    }
    for (int i = 0; i < 9; ++i) {
        ask("/");
    }
    QTRY_COMPARE(cell(1, RoutesModel::Hits), u"12"_s);
    m_tab->view()->sortByColumn(RoutesModel::Hits, Qt::DescendingOrder);
    QCOMPARE(cell(0, RoutesModel::Hits), u"12"_s); // as numbers
    QCOMPARE(cell(1, RoutesModel::Hits), u"9"_s);
    QCOMPARE(cell(2, RoutesModel::Hits), u"–"_s);
}

void tst_RoutesTab::doubleClickOpensWhatCanBeOpened()
{
    m_tab->setRoutes(Routes::readRoutes(blog()));
    QSignalSpy urls(m_tab.get(), &RoutesTab::openUrlWanted);
    QSignalSpy copies(m_tab.get(), &RoutesTab::copyWanted);
    QSignalSpy files(m_tab.get(), &RoutesTab::openInEditorWanted);
    doubleClick(0, RoutesModel::Rule);
    QCOMPARE(urls.takeFirst().at(0).toUrl(), QUrl(u"http://127.0.0.1:8000/"_s));
    doubleClick(1, RoutesModel::Rule);
    QCOMPARE(copies.takeFirst().at(0).toString(), u"http://127.0.0.1:8000/users/<int:id>"_s);
    QVERIFY(says(u"Put values in place"_s));
    doubleClick(2, RoutesModel::Rule); // no GET
    QCOMPARE(copies.takeFirst().at(0).toString(), u"http://127.0.0.1:8000/orders"_s);
    doubleClick(1, RoutesModel::View);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.at(0).at(0).toString(), u"/srv/blog/views/pages.py"_s);
    QCOMPARE(files.at(0).at(1).toInt(), 41);
    QVERIFY(urls.isEmpty());
}

void tst_RoutesTab::keysOfTheTable()
{
    const Routes::RouteMap map = Routes::readRoutes(blog());
    m_tab->setRoutes(map);
    QSignalSpy urls(m_tab.get(), &RoutesTab::openUrlWanted);
    QSignalSpy filters(m_tab.get(), &RoutesTab::requestsWanted);
    QSignalSpy files(m_tab.get(), &RoutesTab::openInEditorWanted);
    m_tab->view()->setFocus();
    m_tab->view()->setCurrentIndex(m_tab->view()->model()->index(0, 0));
    QTest::keyClick(m_tab->view(), Qt::Key_Return);
    QCOMPARE(urls.size(), 1);
    QTest::keyClick(m_tab->view(), Qt::Key_Down);
    QTest::keyClick(m_tab->view(), Qt::Key_V);
    QCOMPARE(files.size(), 1);
    QTest::keyClick(m_tab->view(), Qt::Key_O); // it has arguments
    QCOMPARE(urls.size(), 1);
    QTest::keyClick(m_tab->view(), Qt::Key_R);
    QCOMPARE(filters.size(), 1);
    // What it asks for is a filter that finds that route and no other.
    const auto filter = Log::RequestFilter::fromText(filters.at(0).at(0).toString(), {.routes = map.table});
    QVERIFY(filter);
    QVERIFY(filter->accepts({}, {"GET", "/users/7?x=1", ""}));
    QVERIFY(!filter->accepts({}, {"GET", "/", ""}));
}

void tst_RoutesTab::aLargeMapIsSaid()
{
    QJsonObject large = blog();
    large.insert(u"total"_s, 12'000);
    m_tab->setRoutes(Routes::readRoutes(large));
    QVERIFY(says(u"The first 3 of 12,000 routes."_s));
}

void tst_RoutesTab::controlCharactersStayVisible()
{
    m_tab->setRoutes(
        Routes::readRoutes({{u"source"_s, u"flask"_s}, {u"routes"_s, QJsonArray{rule(u"/a\n\u202Eb"_s, u"<b>x</b>"_s, {u"GET"_s})}}}));
    QCOMPARE(cell(0, RoutesModel::Rule), u"/a\\x0a\\xe2\\x80\\xaeb"_s);
    QCOMPARE(cell(0, RoutesModel::Endpoint), u"<b>x</b>"_s);
}

QTEST_MAIN(tst_RoutesTab)
#include "tst_routestab.moc"
