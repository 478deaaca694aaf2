// SPDX-License-Identifier: Apache-2.0
// The tool bar, the menus and what they do.
#include "ui/mainwindow/mainwindow.h"

#include "ui/dialogs/attachdialog.h"
#include "ui/dialogs/exportdialog.h"
#include "ui/dialogs/preferencesdialog.h"
#include "ui/dialogs/textdialogs.h"
#include "ui/dialogs/workersdialog.h"
#include "ui/mainwindow/addresspill.h"
#include "ui/mainwindow/sample.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/siteactions.h"
#include "ui/output/outputtab.h"
#include "ui/style/focusareas.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int filterLeast = 200;
constexpr int filterMost = 420;

QKeySequence key(const char *text)
{
    return QKeySequence(QString::fromLatin1(text));
}

} // namespace

QAction *MainWindow::action(const QString &text, const QString &icon, const QList<QKeySequence> &keys, void (MainWindow::*slot)())
{
    auto *made = new QAction(icon.isEmpty() ? QIcon() : Style::icon(icon), text, this);
    made->setShortcuts(keys);
    connect(made, &QAction::triggered, this, slot);
    addAction(made);  // its keys work while the menu bar is hidden
    return made;
}

void MainWindow::buildActions()
{
    m_start = action(tr("Start"), u"start"_s, {key("Shift+F5")}, &MainWindow::startOrStop);
    m_reload = action(tr("Reload"), u"reload"_s, {key("F5"), key("Ctrl+R")}, &MainWindow::reloadSite);
    m_browser = action(tr("Open in browser"), u"browser"_s, {key("Ctrl+B")}, &MainWindow::openBrowser);
    m_copy = action(tr("Copy address"), u"copy"_s, {key("Ctrl+L")}, &MainWindow::copyAddress);
    m_folder = action(tr("Open folder"), u"folder"_s, {}, &MainWindow::openFolder);
    m_export = action(tr("Export…"), u"export"_s, {key("Ctrl+Shift+E")}, &MainWindow::exportSite);
    m_remove = action(tr("Remove"), u"delete"_s, {}, &MainWindow::removeSite);
    m_duplicate = action(tr("Duplicate"), {}, {}, &MainWindow::duplicateSite);
    m_settings = action(tr("Settings"), u"settings"_s, {}, &MainWindow::showSettingsTab);
    m_record = action(tr("Record requests"), {}, {key("Ctrl+E")}, &MainWindow::toggleRecording);
    m_record->setCheckable(true);
    m_record->setChecked(true);
    m_nextMarker = action(tr("Next marker"), {}, {key("F8")}, &MainWindow::nextMarker);
    m_previousMarker = action(tr("Previous marker"), {}, {key("Shift+F8")}, &MainWindow::previousMarker);
    m_undoClear = action(tr("Undo clear"), {}, {}, &MainWindow::undoClear);
    m_sidebarAction = action(tr("Sidebar"), {}, {key("F9")}, &MainWindow::toggleSidebar);
    m_sidebarAction->setCheckable(true);
    m_sidebarAction->setChecked(true);
}

void MainWindow::buildToolBar()
{
    auto *bar = new QToolBar(tr("Tool bar"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->addAction(m_start);
    bar->addAction(m_reload);
    for (QAction *each : {m_start, m_reload}) {
        bar->widgetForAction(each)->setFocusPolicy(Qt::TabFocus);
    }
    Style::markFocusArea(*bar);
    m_address = new AddressPill;
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter requests"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(filterLeast);
    m_filter->setMaximumWidth(filterMost);
    m_filter->addAction(Style::icon(u"filter"_s), QLineEdit::LeadingPosition);
    auto *gap = new QWidget;
    gap->setFixedWidth(8);
    bar->addWidget(gap);
    m_addressPlace = bar->addWidget(m_address);
    bar->addWidget(spacer);
    m_filterPlace = bar->addWidget(m_filter);
    m_filterPlace->setVisible(static_cast<bool>(m_makers.requests));
    addToolBar(bar);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (SitePage *page = currentPage(); page && page->filter() != text) {
            page->setFilter(text);
        }
    });
    connect(m_address, &AddressPill::copyWanted, this, [](const QString &address) { QGuiApplication::clipboard()->setText(address); });
    connect(m_address, &AddressPill::openWanted, this, [](const QString &address) { QDesktopServices::openUrl(QUrl(address)); });
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(action(tr("New site…"), u"add"_s, {key("Ctrl+N")}, &MainWindow::newSite));
    file->addAction(action(tr("Open…"), u"folder"_s, {key("Ctrl+O")}, &MainWindow::openFile));
    file->addAction(action(tr("Attach to a running server…"), u"attach"_s, {}, &MainWindow::attachRunning));
    file->addSeparator();
    file->addAction(action(tr("Preferences…"), u"settings"_s, {key("Ctrl+,")}, &MainWindow::showPreferences));
    file->addSeparator();
    file->addAction(action(tr("Quit"), {}, {key("Ctrl+Q"), key("Ctrl+W")}, &MainWindow::quit));
    QMenu *site = menuBar()->addMenu(tr("&Site"));
    site->addActions({m_start, m_reload});
    site->addSeparator();
    site->addActions({m_browser, m_copy, m_folder});
    site->addSeparator();
    site->addAction(action(tr("Details"), {}, {}, &MainWindow::showDetails));
    site->addAction(action(tr("Workers…"), {}, {}, &MainWindow::showWorkers));
    site->addActions({m_settings, m_export});
    site->addSeparator();
    site->addActions({m_duplicate, m_remove});
    QMenu *request = menuBar()->addMenu(tr("&Request"));
    request->addAction(action(tr("Filter"), u"filter"_s, {key("Ctrl+F"), key("/")}, &MainWindow::focusFilter));
    request->addAction(m_record);
    request->addSeparator();
    request->addActions({m_nextMarker, m_previousMarker});
    request->addSeparator();
    request->addAction(action(tr("Clear"), u"delete"_s, {key("Ctrl+Shift+Delete")}, &MainWindow::clearCurrent));
    request->addAction(m_undoClear);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_sidebarAction);
    view->addAction(action(tr("Next site"), {}, {key("Ctrl+Tab")}, &MainWindow::nextSite));
    view->addSeparator();
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(action(tr("Shortcuts"), {}, {key("Ctrl+?"), key("F1")}, &MainWindow::showShortcuts));
    help->addAction(action(tr("About Retort"), {}, {}, &MainWindow::showAbout));
}

// Keys without a menu entry of their own.
void MainWindow::buildShortcuts()
{
    for (int i = 0; i < 9; ++i) {
        auto *site = new QShortcut(QKeySequence(u"Alt+%1"_s.arg(i + 1)), this);
        connect(site, &QShortcut::activated, this, [this, i] { m_sidebar->selectRow(i); });
    }
    for (int i = 0; i < 4; ++i) {
        auto *tab = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)), this);
        connect(tab, &QShortcut::activated, this, [this, i] {
            if (SitePage *page = currentPage()) {
                page->showTabAt(i);
            }
        });
    }
    auto *next = new QShortcut(key("F6"), this);
    auto *previous = new QShortcut(key("Shift+F6"), this);
    connect(next, &QShortcut::activated, this, [this] { Style::jumpToFocusArea(*this, 1); });
    connect(previous, &QShortcut::activated, this, [this] { Style::jumpToFocusArea(*this, -1); });
}

void MainWindow::updateActions()
{
    const Sites::Site *site = m_sidebar->current();
    const States::StateView view = site ? States::describe(site->facts()) : States::StateView{};
    const bool canStart = !site || view.canStart;
    const QString text = canStart ? tr("Start") : tr("Stop");
    if (m_start->text() != text) {
        m_start->setText(text);
        m_start->setIcon(Style::icon(canStart ? u"start"_s : u"stop"_s));
    }
    m_start->setEnabled(site != nullptr);
    m_reload->setEnabled(site && view.canReload);
    const bool serves = site && site->isConnected();
    m_browser->setEnabled(serves && !States::browserAddress(site->facts().addresses).isEmpty());
    m_copy->setEnabled(site && !site->record().address.isEmpty());
    for (QAction *each : {m_folder, m_duplicate, m_remove}) {
        each->setEnabled(site != nullptr);
    }
    m_export->setEnabled(site && !site->record().folder.isEmpty());
    const SitePage *page = currentPage();
    m_settings->setEnabled(page && page->hasTab(SitePage::Tab::Settings));
    for (QAction *each : {m_record, m_nextMarker, m_previousMarker, m_undoClear}) {
        each->setEnabled(page && page->hasRequests());
    }
    m_record->setChecked(!page || page->isRecording());
}

// --- what they do ---

void MainWindow::newSite()
{
    openNewSite({});
}

void MainWindow::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Open an app file or an ini"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Python and ini files (*.py *.ini)"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openNewSite);
    dialog->open();
}

void MainWindow::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the project folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openNewSite);
    dialog->open();
}

void MainWindow::startOrStop()
{
    if (Sites::Site *site = m_sidebar->current()) {
        States::describe(site->facts()).canStart ? site->start() : site->stop();
    }
}

void MainWindow::reloadSite()
{
    if (Sites::Site *site = m_sidebar->current()) {
        site->reload();
    }
}

void MainWindow::openBrowser()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        QDesktopServices::openUrl(QUrl(States::browserAddress(site->facts().addresses)));
    }
}

void MainWindow::copyAddress()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        const QString address = States::browserAddress(site->facts().addresses);
        QGuiApplication::clipboard()->setText(address.isEmpty() ? site->record().address : address);
        statusBar()->showMessage(tr("The address was copied."), 2000);
    }
}

void MainWindow::openFolder()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(site->record().folder));
    }
}

void MainWindow::focusFilter()
{
    SitePage *page = currentPage();
    if (page && page->find()) {
        return;
    }
    if (m_filterPlace->isVisible()) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    }
}

void MainWindow::filterErrors()
{
    SitePage *page = currentPage();
    if (page && page->hasRequests()) {
        page->showTab(SitePage::Tab::Requests);
        m_filter->setText(u"is:error"_s);
    } else if (page) {
        page->showTab(SitePage::Tab::Output);
    }
}

void MainWindow::clearCurrent()
{
    if (SitePage *page = currentPage()) {
        page->clearRequests();
    }
}

void MainWindow::undoClear()
{
    if (SitePage *page = currentPage()) {
        page->undoClear();
    }
}

void MainWindow::toggleRecording()
{
    if (SitePage *page = currentPage()) {
        page->setRecording(m_record->isChecked());
    }
}

void MainWindow::nextMarker()
{
    if (SitePage *page = currentPage()) {
        page->goToMarker(true);
    }
}

void MainWindow::previousMarker()
{
    if (SitePage *page = currentPage()) {
        page->goToMarker(false);
    }
}

void MainWindow::nextSite()
{
    if (m_sites.count() > 0) {
        m_sidebar->selectRow(static_cast<int>((m_sites.rowOf(m_sidebar->current()) + 1) % m_sites.count()));
    }
}

void MainWindow::toggleSidebar()
{
    m_sidebar->setVisible(m_sidebarAction->isChecked());
}

void MainWindow::showSettingsTab()
{
    if (SitePage *page = currentPage()) {
        page->showTab(SitePage::Tab::Settings);
    }
}

void MainWindow::exportSite()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        auto *dialog = new Dialogs::ExportDialog(site->record(), this);
        dialog->open();
    }
}

void MainWindow::removeSite()
{
    if (Sites::Site *site = m_sidebar->current()) {
        m_siteActions->remove(site);
    }
}

void MainWindow::duplicateSite()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        openNewSite(site->record().iniFile().isEmpty() ? site->record().folder : site->record().iniFile());
    }
}

void MainWindow::trySample()
{
    const Result<QString> folder = copySample();
    if (!folder) {
        showNotice(folder.error().sentence, States::Severity::Error, {});
        return;
    }
    openNewSite(*folder);
}

void MainWindow::attachRunning()
{
    auto *dialog = new Dialogs::AttachDialog(m_sites, this);
    connect(dialog, &Dialogs::AttachDialog::chosen, this, [this](Sites::Site *site) { m_sidebar->select(site); });
    dialog->open();
}

void MainWindow::showPreferences()
{
    auto *dialog = new Dialogs::PreferencesDialog(m_preferences, this);
    connect(dialog, &Dialogs::PreferencesDialog::changed, this, [this](const Preferences &preferences) {
        m_preferences = preferences;
        m_preferences.write(m_store);
        Style::applyTheme(Style::themeFromName(preferences.theme));
    });
    dialog->show();
}

void MainWindow::showShortcuts()
{
    Dialogs::showShortcuts(*this, actions());
}

void MainWindow::showAbout()
{
    Dialogs::showAbout(*this);
}

void MainWindow::showDetails()
{
    if (Sites::Site *site = m_sidebar->current()) {
        m_siteActions->showDetails(site);
    }
}

void MainWindow::showWorkers()
{
    if (Sites::Site *site = m_sidebar->current(); site && site->isConnected()) {
        auto *dialog = new Dialogs::WorkersDialog(*site, this);
        connect(dialog, &Dialogs::WorkersDialog::wanted, m_siteActions,
            [this, site](const States::Button &button) { m_siteActions->perform(site, button); });
        connect(dialog, &Dialogs::WorkersDialog::processesWanted, m_siteActions,
            [this, site](int processes) { m_siteActions->setProcesses(site, processes); });
        dialog->show();
    }
}

void MainWindow::showSiteMenu(Sites::Site *site, const QPoint &globalPosition)
{
    m_sidebar->select(site);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_start, m_reload});
    menu->addSeparator();
    menu->addActions({m_browser, m_folder});
    menu->addAction(Style::icon(u"editor"_s), tr("Open in editor"), m_siteActions,
        [this, site] { m_siteActions->openInEditor(site->record().folder, 0); });
    menu->addSeparator();
    menu->addActions({m_export, m_duplicate, m_remove});
    menu->popup(globalPosition);
}

} // namespace Retort::Window
