// SPDX-License-Identifier: Apache-2.0
// The tool bar, the menus and what they do.
#include "ui/mainwindow/mainwindow.h"

#include "ui/dialogs/attachdialog.h"
#include "ui/dialogs/exportdialog.h"
#include "ui/dialogs/textdialogs.h"
#include "ui/dialogs/workersdialog.h"
#include "ui/editor/terminal.h"
#include "ui/mainwindow/addresspill.h"
#include "ui/mainwindow/sample.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/siteactions.h"
#include "ui/output/outputtab.h"
#include "ui/requests/filterfield.h"
#include "ui/sites/sitedelegate.h"
#include "ui/style/focusareas.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int filterMost = 420;
constexpr int pickerLeast = 120;

QKeySequence key(const char *text)
{
    return QKeySequence(QString::fromLatin1(text));
}

} // namespace

// `id` is under what the keys that a person chose are kept.
QAction *MainWindow::action(
    const char *id, const QString &text, const QString &icon, const QList<QKeySequence> &keys, void (MainWindow::*slot)())
{
    auto *made = new QAction(icon.isEmpty() ? QIcon() : Style::icon(icon), text, this);
    made->setObjectName(QString::fromLatin1(id));
    QString name = text;
    m_keys.add(made->objectName(), name.remove(u'&').remove(u'…'), KeyBindings::Where::Window, keys);
    made->setShortcuts(m_keys.keys(made->objectName()));
    connect(made, &QAction::triggered, this, slot);
    addAction(made);  // its keys work while the menu bar is hidden
    return made;
}

void MainWindow::buildActions()
{
    m_start = action("start", tr("Start or stop"), u"start"_s, {key("Shift+F5")}, &MainWindow::startOrStop);
    m_reload = action("reload", tr("Reload"), u"reload"_s, {key("F5"), key("Ctrl+R")}, &MainWindow::reloadSite);
    m_browser = action("browser", tr("Open in browser"), u"browser"_s, {key("Ctrl+B")}, &MainWindow::openBrowser);
    m_copy = action("copyAddress", tr("Copy address"), u"copy"_s, {key("Ctrl+L")}, &MainWindow::copyAddress);
    m_folder = action("folder", tr("Open folder"), u"folder"_s, {}, &MainWindow::openFolder);
    m_editor = action("editor", tr("Open in editor"), u"editor"_s, {}, &MainWindow::openInEditor);
    m_terminal = action("terminal", tr("Open terminal here"), u"terminal"_s, {}, &MainWindow::openTerminal);
    m_export = action("export", tr("Export…"), u"export"_s, {key("Ctrl+Shift+E")}, &MainWindow::exportSite);
    m_remove = action("remove", tr("Remove"), u"delete"_s, {}, &MainWindow::removeSite);
    m_duplicate = action("duplicate", tr("Duplicate"), {}, {}, &MainWindow::duplicateSite);
    m_settings = action("settings", tr("Settings"), u"settings"_s, {}, &MainWindow::showSettingsTab);
    m_record = action("record", tr("Record requests"), {}, {key("Ctrl+E")}, &MainWindow::toggleRecording);
    m_record->setCheckable(true);
    m_record->setChecked(true);
    m_nextMarker = action("nextMarker", tr("Next marker"), {}, {key("F8")}, &MainWindow::nextMarker);
    m_previousMarker = action("previousMarker", tr("Previous marker"), {}, {key("Shift+F8")}, &MainWindow::previousMarker);
    m_undo = action("undo", tr("Undo clear or delete"), u"undo"_s, {}, &MainWindow::undo);
#ifdef Q_OS_MACOS
    const QKeySequence sidebarKey = key("Meta+Ctrl+S");
#else
    const QKeySequence sidebarKey = key("F9");
#endif
    m_sidebarAction = action("sidebar", tr("Sidebar"), {}, {sidebarKey}, &MainWindow::toggleSidebar);
    m_sidebarAction->setCheckable(true);
    m_sidebarAction->setChecked(true);
    m_largeChart = action("largeChart", tr("Large chart"), {}, {}, &MainWindow::toggleLargeChart);
    m_largeChart->setCheckable(true);
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
    Style::markFocusArea(*bar);
    m_bar = bar;
    for (QAction *each : {m_start, m_reload}) {
        bar->addAction(each);
        bar->widgetForAction(each)->setFocusPolicy(Qt::TabFocus); // reached by F6 and Tab, not by a click
    }
    m_sitePicker = new QComboBox;
    m_sitePicker->setModel(&m_sites);
    m_sitePicker->setItemDelegate(new Sites::SiteDelegate(m_sitePicker));
    m_sitePicker->setAccessibleName(tr("Sites"));
    m_sitePicker->setMinimumWidth(pickerLeast);
    m_sitePicker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sitePicker->view()->setMinimumWidth(2 * pickerLeast);
    m_sitePickerPlace = bar->addWidget(m_sitePicker);
    connect(m_sitePicker, &QComboBox::activated, this, [this](int row) { m_sidebar->selectRow(row); });
    m_address = new AddressPill;
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_filter = new Requests::FilterField;
    m_filter->setMaximumWidth(filterMost);
    m_filter->setWorld([this] { return currentPage() ? currentPage()->filterWorld() : Requests::FilterWorld(); });
    connect(m_filter, &Requests::FilterField::helpWanted, this, &MainWindow::showFilterHelp);
    connect(m_filter, &Requests::FilterField::focusChanged, this, [this](bool has) {
        if (SitePage *page = currentPage()) {
            Q_EMIT page->filterFocusChanged(has);
        }
    });
    connect(m_filter, &QLineEdit::editingFinished, this, &MainWindow::rememberFilter);
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
    file->addAction(action("new", tr("New site…"), u"add"_s, {key("Ctrl+N")}, &MainWindow::newSite));
    file->addAction(action("open", tr("Open…"), u"folder"_s, {key("Ctrl+O")}, &MainWindow::openFile));
    file->addAction(action("openFolder", tr("Open a project folder…"), {}, {key("Ctrl+Shift+O")}, &MainWindow::chooseFolder));
    file->addAction(action("attach", tr("Attach to a running server…"), u"attach"_s, {}, &MainWindow::attachRunning));
    file->addSeparator();
    file->addAction(action("preferences", tr("Preferences…"), u"settings"_s, {key("Ctrl+,")}, &MainWindow::showPreferences));
    file->addSeparator();
    file->addAction(action("closeWindow", tr("Close window"), {}, {key("Ctrl+W")}, &MainWindow::closeWindow));
    file->addAction(action("quit", tr("Quit"), {}, {key("Ctrl+Q")}, &MainWindow::quit));
    QMenu *site = menuBar()->addMenu(tr("&Site"));
    site->addActions({m_start, m_reload});
    site->addSeparator();
    site->addActions({m_browser, m_copy, m_folder, m_editor, m_terminal});
    site->addSeparator();
    site->addAction(action("details", tr("Details"), {}, {}, &MainWindow::showDetails));
    site->addAction(action("workers", tr("Workers…"), {}, {}, &MainWindow::showWorkers));
    site->addActions({m_settings, m_export});
    site->addSeparator();
    site->addActions({m_duplicate, m_remove});
    QMenu *request = menuBar()->addMenu(tr("&Request"));
    request->addAction(action("filter", tr("Filter"), u"filter"_s, {key("Ctrl+F"), key("/")}, &MainWindow::focusFilter));
    request->addAction(m_record);
    request->addSeparator();
    request->addActions({m_nextMarker, m_previousMarker});
    request->addSeparator();
    request->addAction(action("clear", tr("Clear"), u"delete"_s, {key("Ctrl+Shift+Delete")}, &MainWindow::clearCurrent));
    request->addAction(m_undo);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(action("palette", tr("Commands…"), u"search"_s, {key("Ctrl+K"), key("Ctrl+Shift+P")}, &MainWindow::showPalette));
    view->addSeparator();
    view->addActions({m_sidebarAction, m_largeChart});
    view->addSeparator();
#ifdef Q_OS_MACOS
    const QKeySequence next = key("Meta+Tab"), previous = key("Meta+Shift+Tab"); // that of Command belongs to the system
#else
    const QKeySequence next = key("Ctrl+Tab"), previous = key("Ctrl+Shift+Tab");
#endif
    view->addAction(action("nextSite", tr("Next site"), {}, {next}, &MainWindow::nextSite));
    view->addAction(action("previousSite", tr("Previous site"), {}, {previous}, &MainWindow::previousSite));
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(action("help", tr("Help"), {}, {key("F1")}, &MainWindow::showHelp));
    help->addAction(action("filterHelp", tr("Filters"), {}, {}, &MainWindow::showFilterHelp));
    help->addAction(action("shortcuts", tr("Shortcuts"), {}, {key("Ctrl+?")}, &MainWindow::showShortcuts));
    help->addSeparator();
    help->addAction(action("about", tr("About Retort"), {}, {}, &MainWindow::showAbout));
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
    for (QAction *each : {m_folder, m_editor, m_terminal, m_duplicate, m_remove}) {
        each->setEnabled(site != nullptr);
    }
    m_export->setEnabled(site && !site->record().folder.isEmpty());
    const SitePage *page = currentPage();
    m_settings->setEnabled(page && page->hasTab(SitePage::Tab::Settings));
    for (QAction *each : {m_record, m_nextMarker, m_previousMarker, m_undo}) {
        each->setEnabled(page && page->hasRequests());
    }
    const bool records = !page || page->isRecording();
    m_record->setChecked(records);
    m_filter->setRecording(records);
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

void MainWindow::closeWindow()
{
    close();
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

void MainWindow::openInEditor()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        m_siteActions->openInEditor(site->record().folder, 0);
    }
}

void MainWindow::openTerminal()
{
    if (const Sites::Site *site = m_sidebar->current()) {
        if (const auto done = Editor::openTerminal(site->record().folder, Editor::findOnPath); !done) {
            showNotice(done.error().sentence, States::Severity::Warning, {});
        }
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

void MainWindow::undo()
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
    stepSite(1);
}

void MainWindow::previousSite()
{
    stepSite(-1);
}

void MainWindow::stepSite(int by)
{
    if (const auto count = static_cast<int>(m_sites.count()); count > 0) {
        m_sidebar->selectRow((m_sites.rowOf(m_sidebar->current()) + by + count) % count);
    }
}

void MainWindow::toggleSidebar()
{
    fitWidth();
}

void MainWindow::toggleLargeChart()
{
    for (SitePage *page : std::as_const(m_pages)) {
        page->setCornerLarge(m_largeChart->isChecked());
    }
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
    menu->addActions({m_browser, m_folder, m_editor, m_terminal});
    menu->addSeparator();
    menu->addActions({m_export, m_duplicate, m_remove});
    menu->popup(globalPosition);
}

} // namespace Retort::Window
