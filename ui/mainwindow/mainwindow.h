// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/keybindings.h"
#include "ui/base/preferences.h"
#include "ui/mainwindow/sitepage.h"
#include "ui/sites/sitelist.h"

#include <QHash>
#include <QMainWindow>

class QAction;
class QComboBox;
class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolBar;
class QToolButton;

namespace Retort::Requests {
class FilterField;
}

namespace Retort::Window {

class AddressPill;
struct PaletteEntry;
class Sidebar;
class SiteActions;
class Tray;
class WorkerSquares;

// The window: tool bar, sites at the left, the page of the chosen site, status bar. It draws and passes on; the sites do
// the work. `store`, `sites` outlive it. Nothing here waits: dialogs are opened, not run.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(QSettings &store, Sites::SiteList &sites, TabMakers makers, QWidget *parent = nullptr);
    ~MainWindow() override;

    // `retort FOLDER|app.py|uwsgi.ini`, of this start or of a second one: shows the site, or asks what it shall be.
    void openArguments(const QString &workingFolder, const QStringList &arguments);
    void openNewSite(const QString &path);
    // Puts size, place and choices back as they were.
    void restoreSession();
    void bringToFront();
    // The session ends: no questions, the sites go on.
    void leaveQuietly();
    SitePage *currentPage() const;
    void showNotice(const QString &text, States::Severity severity, const QList<States::Button> &buttons);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // mainwindow.cpp
    void buildCentre();
    void buildStatusBar();
    void siteChosen(Sites::Site *site);
    void siteAdded(Sites::Site *site);
    void siteAboutToGo(Sites::Site *site);
    SitePage *pageOf(Sites::Site *site);
    void keepStatusBarLast(SitePage &page);
    void showCurrent();
    void watchVisible();
    void saveSession();
    void fitWidth();
    void quit();
    void finishQuit(bool stopSites);

    // mainwindow_actions.cpp
    void buildActions();
    void buildToolBar();
    void buildMenus();
    QAction *action(const char *id, const QString &text, const QString &icon, const QList<QKeySequence> &keys, void (MainWindow::*slot)());
    void newSite();
    void openFile();
    void closeWindow();
    void chooseFolder();
    void startOrStop();
    void reloadSite();
    void openBrowser();
    void copyAddress();
    void openFolder();
    void openInEditor();
    void openTerminal();
    void focusFilter();
    void filterErrors();
    void clearCurrent();
    void undo();
    void toggleRecording();
    void nextMarker();
    void previousMarker();
    void nextSite();
    void previousSite();
    void stepSite(int by);
    void toggleSidebar();
    void toggleLargeChart();
    void showSettingsTab();
    void exportSite();
    void removeSite();
    void duplicateSite();
    void trySample();
    void attachRunning();
    void showAbout();
    void showWorkers();
    void showDetails();
    void showSiteMenu(Sites::Site *site, const QPoint &globalPosition);
    void updateActions();

    // mainwindow_keys.cpp
    void buildKeys();
    void addListKeys();
    void applyKeys();
    void showPalette();
    QList<PaletteEntry> paletteEntries();
    QStringList recentFilters() const;
    void rememberFilter();
    void showPreferences();
    void showShortcuts();
    void showHelp();
    void showFilterHelp();

    QSettings &m_store;
    Sites::SiteList &m_sites;
    TabMakers m_makers;
    Preferences m_preferences;
    KeyBindings m_keys;
    SiteActions *m_siteActions;
    Tray *m_tray = nullptr;
    bool m_quitting = false;
    QHash<Sites::Site *, SitePage *> m_pages;

    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QToolBar *m_bar = nullptr;
    QComboBox *m_sitePicker = nullptr;  // instead of the sidebar where that has no room
    QAction *m_sitePickerPlace = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_noSite = nullptr;
    States::StateStrip *m_notice = nullptr;
    AddressPill *m_address = nullptr;
    QAction *m_addressPlace = nullptr;
    Requests::FilterField *m_filter = nullptr;
    QAction *m_filterPlace = nullptr;
    QLabel *m_state = nullptr;
    WorkerSquares *m_squares = nullptr;
    QToolButton *m_errors = nullptr;

    QAction *m_start = nullptr;
    QAction *m_reload = nullptr;
    QAction *m_browser = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_folder = nullptr;
    QAction *m_editor = nullptr;
    QAction *m_terminal = nullptr;
    QAction *m_export = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_record = nullptr;
    QAction *m_nextMarker = nullptr;
    QAction *m_previousMarker = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_sidebarAction = nullptr;
    QAction *m_largeChart = nullptr;
};

} // namespace Retort::Window
