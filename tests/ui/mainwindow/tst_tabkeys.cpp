// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"
#include "tests/support/writefile.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/output/outputtab.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requeststab.h"
#include "ui/routes/routestab.h"
#include "ui/settings/settingstab.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Retort;
using namespace Qt::StringLiterals;
using Tab = Window::SitePage::Tab;

// The keys of the window in each of the tabs as they are put together for the program. No engine runs.
class tst_TabKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void findGoesToTheTabThatIsShown();
    void slashIsTextWhereTextIsTyped();
    void recordingIsOneStateInMenuAndTab();
    void markersAreReached();
    void filterOfAChipStandsInTheField();
    void chartIsSeenFromEveryTab();
    void missingIniIsExplainedInFull();
    void numbersGoToTheTabs();
    void aRouteLeadsToItsRequests();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = {});
    Window::SitePage &page() const { return *m_window->currentPage(); }
    Requests::RequestsTab &requests() const { return *m_window->findChild<Requests::RequestsTab *>(); }
    Routes::RoutesTab &routes() const { return *m_window->findChild<Routes::RoutesTab *>(); }
    QAction *action(const QString &text) const;
    QLineEdit *filterField() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
};

void tst_TabKeys::init()
{
    QStandardPaths::setTestModeEnabled(true);
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    Test::writeFile(m_folder->filePath(u"blog/app.py"_s), "from flask import Flask\napp = Flask(__name__)\n");
    Test::writeFile(m_folder->filePath(u"blog/uwsgi.ini"_s), "[uwsgi]\nwsgi-file = app.py\ncallable = app\n");
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    m_sites = std::make_unique<Sites::SiteList>(*m_store, u"/no/engine"_s, *runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, tabMakers());
    m_sites->add(Sites::SiteRecord::make(u"blog"_s, m_folder->filePath(u"blog"_s), {u"uwsgi.ini"_s}));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(m_window->currentPage());
}

void tst_TabKeys::cleanup()
{
    m_window.reset();
    m_sites.reset();
}

void tst_TabKeys::press(int key, Qt::KeyboardModifiers modifiers)
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
    QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
}

QAction *tst_TabKeys::action(const QString &text) const
{
    for (QAction *each : m_window->actions()) {
        if (each->text() == text) {
            return each;
        }
    }
    return nullptr;
}

QLineEdit *tst_TabKeys::filterField() const
{
    for (QLineEdit *each : m_window->findChildren<QLineEdit *>()) {
        if (each->accessibleName() == u"Filter requests") {
            return each;
        }
    }
    return nullptr;
}

void tst_TabKeys::findGoesToTheTabThatIsShown()
{
    page().showTab(Tab::Settings);
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), m_window->findChild<QLineEdit *>(u"search"_s));
    page().showTab(Tab::Requests);
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), filterField());
    page().showTab(Tab::Output);
    press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(page().output().isAncestorOf(QApplication::focusWidget()));
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    page().showTab(Tab::Routes);
    press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(routes().isAncestorOf(QApplication::focusWidget()));
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    page().showTab(Tab::Requests);
    press(Qt::Key_Slash);
    QCOMPARE(QApplication::focusWidget(), filterField());
}

void tst_TabKeys::slashIsTextWhereTextIsTyped()
{
    page().showTab(Tab::Settings);
    press(Qt::Key_F, Qt::ControlModifier);
    QLineEdit *search = m_window->findChild<QLineEdit *>(u"search"_s);
    press(Qt::Key_Slash);
    QCOMPARE(search->text(), u"/"_s);
    QCOMPARE(QApplication::focusWidget(), search);
}

void tst_TabKeys::recordingIsOneStateInMenuAndTab()
{
    QAction *record = action(u"Record requests"_s);
    QVERIFY(record && record->isChecked());
    page().showTab(Tab::Requests);
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!requests().isRecording());
    QVERIFY(!record->isChecked());
    QCOMPARE(filterField()->placeholderText(), u"Not recording"_s);
    requests().setRecording(true);
    QCOMPARE(filterField()->placeholderText(), u"Filter requests"_s);
    QVERIFY(record->isChecked());
}

void tst_TabKeys::markersAreReached()
{
    QVERIFY(action(u"Next marker"_s)->isEnabled());
    QSignalSpy spy(&page(), &Window::SitePage::markerWanted);
    press(Qt::Key_F8);
    press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(spy, (QList<QVariantList>{{true}, {false}}));
}

void tst_TabKeys::filterOfAChipStandsInTheField()
{
    requests().setFilter(u"is:error"_s);
    QCOMPARE(filterField()->text(), u"is:error"_s);
    QCOMPARE(page().filter(), u"is:error"_s);
    requests().setFilter({});
    QCOMPARE(filterField()->text(), QString());
}

void tst_TabKeys::chartIsSeenFromEveryTab()
{
    for (const Tab tab : {Tab::Requests, Tab::Output, Tab::Routes, Tab::Settings}) {
        page().showTab(tab);
        QVERIFY(requests().chart()->isVisible());
        QVERIFY(m_window->rect().contains(QRect(requests().chart()->mapTo(m_window.get(), QPoint()), requests().chart()->size())));
    }
}

void tst_TabKeys::missingIniIsExplainedInFull()
{
    QVERIFY(QFile::remove(m_folder->filePath(u"blog/uwsgi.ini"_s)));
    auto *settings = m_window->findChild<Ui::SettingsTab *>();
    settings->openIni(m_folder->filePath(u"blog/uwsgi.ini"_s));
    page().showTab(Tab::Settings);
    m_window->resize(720, 480);
    QCoreApplication::processEvents();
    const auto labels = settings->findChildren<QLabel *>();
    const auto text = std::ranges::find_if(labels, [](const QLabel *label) { return label->text().contains(u"Retort can write"); });
    QVERIFY(text != labels.end());
    QTRY_VERIFY((*text)->height() >= (*text)->heightForWidth((*text)->width()));
}

void tst_TabKeys::numbersGoToTheTabs()
{
    page().showTab(Tab::Requests);
    press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(routes().isVisible());
    press(Qt::Key_4, Qt::ControlModifier);
    QVERIFY(m_window->findChild<Ui::SettingsTab *>()->isVisible());
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(!routes().isVisible());
}

void tst_TabKeys::aRouteLeadsToItsRequests()
{
    Log::Route route;
    route.rule = "/users/<int:id>";
    const Routes::RouteMap map{std::make_shared<const Log::RouteTable>(std::vector{route}), 1};
    requests().setRoutes(map.table);
    routes().setRoutes(map);
    page().showTab(Tab::Routes);
    routes().view()->setCurrentIndex(routes().view()->model()->index(0, 0));
    routes().view()->setFocus();
    press(Qt::Key_R);
    QCOMPARE(requests().filterText(), u"route:=\"/users/<int:id>\""_s);
    QCOMPARE(filterField()->text(), requests().filterText());
    QVERIFY(!routes().isVisible());
}

QTEST_MAIN(tst_TabKeys)
#include "tst_tabkeys.moc"
