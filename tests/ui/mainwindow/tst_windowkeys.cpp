// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"
#include "tests/support/requestjson.h"
#include "tests/support/writefile.h"
#include "ui/base/keybindings.h"
#include "ui/mainwindow/commandpalette.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/requests/filterfield.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requeststab.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

#include <memory>

using namespace Retort;
using namespace Qt::StringLiterals;
using Tab = Window::SitePage::Tab;

// The window by keys, and what it does when it is narrow. No engine runs.
class tst_WindowKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void thePaletteFindsAndDoes();
    void thePaletteGoesAway();
    void sitesByNumberAndInTurn();
    void changedKeysCount();
    void helpIsThere();
    void aNarrowWindowHasItsSitesInTheToolBar();
    void theChartCanBeLarge();
    void preferencesReachTheList();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = {});
    void makeWindow();
    Window::SitePage &page() const { return *m_window->currentPage(); }
    Requests::RequestsTab &requests() const { return *page().findChild<Requests::RequestsTab *>(); }
    Window::CommandPalette *palette() const { return m_window->findChild<Window::CommandPalette *>(); }
    QString site() const { return page().site().record().name; }
    void openPalette(const QString &typed);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
};

void tst_WindowKeys::init()
{
    QStandardPaths::setTestModeEnabled(true);
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    QCoreApplication::setOrganizationName(u"retort-test"_s);
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    makeWindow();
}

void tst_WindowKeys::makeWindow()
{
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    m_sites = std::make_unique<Sites::SiteList>(*m_store, u"/no/engine"_s, *runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, tabMakers());
    m_window->resize(1180, 760);
    for (const QString &name : {u"blog"_s, u"shop"_s, u"api"_s}) {
        Test::writeFile(m_folder->filePath(name + u"/uwsgi.ini"_s), "[uwsgi]\nwsgi-file = app.py\n");
        m_sites->add(Sites::SiteRecord::make(name, m_folder->filePath(name), {u"uwsgi.ini"_s}));
    }
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(m_window->currentPage());
    page().showTab(Tab::Requests);
}

void tst_WindowKeys::cleanup()
{
    m_window.reset();
    m_sites.reset();
}

void tst_WindowKeys::press(int key, Qt::KeyboardModifiers modifiers)
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
    QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
}

void tst_WindowKeys::openPalette(const QString &typed)
{
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette() && palette()->isVisible());
    QTest::keyClicks(palette()->findChild<QLineEdit *>(), typed);
}

void tst_WindowKeys::thePaletteFindsAndDoes()
{
    openPalette(u"api"_s); // a site
    auto *list = palette()->findChild<QListWidget *>();
    QCOMPARE(list->currentItem()->text(), u"api"_s);
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(site(), u"api"_s);
    QTRY_VERIFY(!palette());

    openPalette(u"recreq"_s); // a command, with its key
    list = palette()->findChild<QListWidget *>();
    QCOMPARE(list->currentItem()->text(), u"Record requests"_s);
    QCOMPARE(list->currentItem()->data(Qt::UserRole).toString(), u"Ctrl+E"_s);
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(!requests().isRecording());
    QTRY_VERIFY(!palette());

    QSignalSpy row(&page(), &Window::SitePage::settingsRowWanted);
    openPalette(u"processes"_s); // a setting
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(row, QList<QVariantList>{{u"processes"_s}});
    QTRY_VERIFY(!palette());

    auto *field = m_window->findChild<Requests::FilterField *>();
    page().showTab(Tab::Requests);
    field->setFocus();
    QTest::keyClicks(field, u"is:slow"_s);
    QTest::keyClick(field, Qt::Key_Return);
    field->clear();
    openPalette(u"isslow"_s); // a filter that was used
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(field->text(), u"is:slow"_s);
}

void tst_WindowKeys::thePaletteGoesAway()
{
    openPalette(u"no such thing at all"_s);
    QCOMPARE(palette()->findChild<QListWidget *>()->count(), 0);
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Return); // nothing to do
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Down);
    QTest::keyClick(palette()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!palette());
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(palette());
}

void tst_WindowKeys::sitesByNumberAndInTurn()
{
    press(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(site(), u"shop"_s);
    press(Qt::Key_9, Qt::AltModifier); // there is none
    QCOMPARE(site(), u"shop"_s);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(site(), u"api"_s);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(site(), u"blog"_s);
    press(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(site(), u"api"_s);
}

void tst_WindowKeys::changedKeysCount()
{
    cleanup();
    m_store->setValue("keys/record"_L1, QStringList{u"Ctrl+J"_s});
    m_store->setValue("keys/list/hide"_L1, QStringList{u"H"_s});
    makeWindow();
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(requests().isRecording());
    press(Qt::Key_J, Qt::ControlModifier);
    QVERIFY(!requests().isRecording());
    QSignalSpy given(requests().table(), &Requests::RequestTable::commandGiven);
    QTest::keyClick(requests().table(), Qt::Key_X);
    QCOMPARE(given.size(), 0);
    QTest::keyClick(requests().table(), Qt::Key_H);
    QCOMPARE(given.size(), 1);
}

void tst_WindowKeys::helpIsThere()
{
    const auto titles = [this] {
        QStringList found;
        for (const QDialog *each : m_window->findChildren<QDialog *>()) {
            found += each->isVisible() ? QStringList{each->windowTitle()} : QStringList();
        }
        found.sort();
        return found;
    };
    press(Qt::Key_F1);
    QCOMPARE(titles(), QStringList{u"Help"_s});
    press(Qt::Key_Question, Qt::ControlModifier);
    QCOMPARE(titles(), (QStringList{u"Help"_s, u"Shortcuts"_s}));
    QTest::keyClicks(m_window->findChild<Requests::FilterField *>(), u"?"_s);
    QCOMPARE(titles(), (QStringList{u"Filters"_s, u"Help"_s, u"Shortcuts"_s}));
}

void tst_WindowKeys::aNarrowWindowHasItsSitesInTheToolBar()
{
    auto *sidebar = m_window->findChild<Window::Sidebar *>();
    auto *picker = m_window->findChild<QToolBar *>()->findChild<QComboBox *>();
    QVERIFY(sidebar->isVisible());
    QVERIFY(!picker->isVisible());
    m_window->resize(720, 480);
    QTRY_VERIFY(!sidebar->isVisible());
    QTRY_VERIFY(picker->isVisible());
    QCOMPARE(picker->count(), 3);
    picker->setCurrentIndex(1);
    Q_EMIT picker->activated(1);
    QCOMPARE(site(), u"shop"_s);
    press(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(picker->currentIndex(), 2);
    QCOMPARE(m_window->size(), QSize(720, 480)); // nothing wants more
    const auto *bar = m_window->findChild<QToolBar *>();
    QTRY_VERIFY(!bar->findChild<QToolButton *>(u"qt_toolbar_ext_button"_s)->isVisible()); // all of it has room
    m_window->resize(1180, 760);
    QTRY_VERIFY(sidebar->isVisible());
    QTRY_VERIFY(!picker->isVisible());
    press(Qt::Key_F9);
    QVERIFY(!sidebar->isVisible());
    m_window->resize(720, 480);
    QTRY_VERIFY(!picker->isVisible()); // nor wanted here
}

void tst_WindowKeys::theChartCanBeLarge()
{
    const int width = requests().chart()->width();
    for (QAction *each : m_window->actions()) {
        if (each->text() == u"Large chart") {
            each->trigger();
        }
    }
    QTRY_COMPARE(requests().chart()->height(), Requests::RequestChart::largeHeightPx);
    QVERIFY(requests().chart()->width() > 2 * width);
    QVERIFY(requests().chart()->isVisible());
    for (QAction *each : m_window->actions()) {
        if (each->text() == u"Large chart") {
            each->trigger();
        }
    }
    QTRY_COMPARE(requests().chart()->width(), width);
    QVERIFY(requests().chart()->isVisible());
}

void tst_WindowKeys::preferencesReachTheList()
{
    cleanup();
    m_store->setValue("recording/requests"_L1, 500);
    makeWindow();
    requests().takeBatch(Log::RecordBatch::of(Test::someRequests(1, 900), 0));
    QTRY_VERIFY(requests().model().counts().requests > 0);
    QTRY_VERIFY(requests().model().endPosition() == 900);
    QVERIFY(requests().model().rowCount() <= 500);
}

QTEST_MAIN(tst_WindowKeys)
#include "tst_windowkeys.moc"
