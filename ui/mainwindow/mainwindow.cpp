// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/mainwindow.h"

#include "ui/dialogs/closingdialog.h"
#include "ui/dialogs/newsitedialog.h"
#include "ui/mainwindow/addresspill.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/mainwindow/siteactions.h"
#include "ui/mainwindow/tray.h"
#include "ui/mainwindow/workersquares.h"
#include "ui/requests/filterfield.h"
#include "ui/states/centrepages.h"
#include "ui/states/statestrip.h"
#include "ui/style/focusareas.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr QSize standardSize{1180, 760};
constexpr QSize leastSize{720, 480};
constexpr int sidebarWidth = 220;
constexpr int sidebarFromPx = 900;
constexpr int filterLeast = 200;
constexpr int filterLeastNarrow = 140;
constexpr int longestGoodbyeMs = 3000;

// What of a drop or a command line is a project.
bool isProject(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() || (info.isFile() && (info.suffix() == "py"_L1 || info.suffix() == "ini"_L1));
}

} // namespace

MainWindow::MainWindow(QSettings &store, Sites::SiteList &sites, TabMakers makers, QWidget *parent)
    : QMainWindow(parent)
    , m_store(store)
    , m_sites(sites)
    , m_makers(std::move(makers))
    , m_preferences(Preferences::read(store))
    , m_keys(store)
    , m_siteActions(new SiteActions(m_sites, m_preferences, *this))
{
    setWindowTitle(u"Retort"_s);
    setMinimumSize(leastSize);
    resize(standardSize);
    setAcceptDrops(true);
    // In the order in which Tab goes through it.
    buildActions();
    buildToolBar();
    buildCentre();
    buildMenus();
    buildKeys();
    buildStatusBar();
    connect(&m_sites, &Sites::SiteList::siteAdded, this, &MainWindow::siteAdded);
    connect(&m_sites, &Sites::SiteList::siteAboutToGo, this, &MainWindow::siteAboutToGo);
    connect(&m_sites, &Sites::SiteList::anyChanged, this, &MainWindow::showCurrent);
    m_tray = new Tray(m_sites, this);
    connect(m_tray, &Tray::showWanted, this, &MainWindow::bringToFront);
    connect(m_tray, &Tray::quitWanted, this, &MainWindow::quit);
    showCurrent();
}

MainWindow::~MainWindow()
{
    m_sites.disconnect(this);
    m_filter->disconnect(this); // it loses the focus while it goes
}

void MainWindow::buildCentre()
{
    m_splitter = new QSplitter;
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_sidebar = new Sidebar(m_sites);
    m_sidebar->setMinimumWidth(140);
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    Style::markFocusArea(*m_sidebar);
    m_notice = new States::StateStrip;
    Style::markFocusArea(*m_notice);
    m_stack = new QStackedWidget;
    auto *noSite = new States::NoSitePage;
    m_noSite = noSite;
    Style::markFocusArea(*noSite);
    m_stack->addWidget(noSite);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({sidebarWidth, standardSize.width() - sidebarWidth});
    setCentralWidget(m_splitter);
    connect(m_sidebar, &Sidebar::currentChanged, this, &MainWindow::siteChosen);
    connect(m_sidebar, &Sidebar::newWanted, this, &MainWindow::newSite);
    connect(m_sidebar, &Sidebar::menuWanted, this, &MainWindow::showSiteMenu);
    connect(noSite, &States::NoSitePage::folderWanted, this, &MainWindow::chooseFolder);
    connect(noSite, &States::NoSitePage::sampleWanted, this, &MainWindow::trySample);
    connect(noSite, &States::NoSitePage::attachWanted, this, &MainWindow::attachRunning);
    connect(m_notice, &States::StateStrip::closed, this, [this] { m_notice->showMessages({}); });
    connect(m_notice, &States::StateStrip::wanted, this, [this](const States::Button &button) {
        m_notice->showMessages({});
        if (button.what == States::Do::Preferences) {
            showPreferences();
        } else {
            m_siteActions->perform(nullptr, button);
        }
    });
}

void MainWindow::buildStatusBar()
{
    m_state = new QLabel;
    m_state->setTextFormat(Qt::PlainText);
    m_state->setContentsMargins(8, 0, 8, 0);
    m_state->setAccessibleName(tr("State of the site"));
    m_state->setCursor(Qt::PointingHandCursor);
    m_state->installEventFilter(this);
    m_squares = new WorkerSquares;
    m_errors = new QToolButton;
    m_errors->setAutoRaise(true);
    m_errors->setToolTip(tr("Answers with 5xx since the start: show them"));
    statusBar()->addWidget(m_state, 1);
    statusBar()->addPermanentWidget(m_squares);
    statusBar()->addPermanentWidget(m_errors);
    statusBar()->setSizeGripEnabled(false);
    Style::markFocusArea(*statusBar());
    connect(m_squares, &QAbstractButton::clicked, this, &MainWindow::showWorkers);
    connect(m_errors, &QToolButton::clicked, this, &MainWindow::filterErrors);
}

// --- sites and their pages ---

SitePage *MainWindow::pageOf(Sites::Site *site)
{
    SitePage *&page = m_pages[site];
    if (!page) {
        page = new SitePage(*site, m_makers, m_preferences, m_keys);
        SitePage *made = page;
        m_stack->addWidget(made);
        keepStatusBarLast(*made);
        connect(made, &SitePage::buttonWanted, this, [this, site](const States::Button &button) { m_siteActions->perform(site, button); });
        connect(made, &SitePage::openInEditorWanted, m_siteActions, &SiteActions::openInEditor);
        connect(made, &SitePage::copyWanted, this, [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
        connect(made, &SitePage::openUrlWanted, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
        connect(made, &SitePage::viewChanged, this, &MainWindow::updateActions);
        made->setCornerLarge(m_largeChart->isChecked());
        connect(made, &SitePage::filterFault, this, [this, made](const QString &sentence, int position, int length) {
            if (made == currentPage()) {
                m_filter->setFault(sentence, position, length);
            }
        });
        connect(made, &SitePage::filterAccepted, this, [this, made](const QString &text) {
            made->noteFilter(text);
            if (made == currentPage()) {
                if (m_filter->text().trimmed() != text) {
                    m_filter->setText(text);  // a chip, the chart or a menu made it
                }
                m_filter->clearFault();
                showCurrent();
            }
        });
    }
    return page;
}

// For Tab: a page that comes later would stand behind it.
void MainWindow::keepStatusBarLast(SitePage &page)
{
    QWidget *last = &page;
    for (QWidget *next = page.nextInFocusChain(); page.isAncestorOf(next); next = next->nextInFocusChain()) {
        last = (next->focusPolicy() & Qt::TabFocus) && !next->focusProxy() ? next : last;
    }
    setTabOrder(last, m_squares);
    setTabOrder(m_squares, m_errors);
}

SitePage *MainWindow::currentPage() const
{
    return m_pages.value(m_sidebar->current());
}

// Pages are made at once: a site that is not looked at must not lose lines.
void MainWindow::siteAdded(Sites::Site *site)
{
    pageOf(site);
    if (!m_sidebar->current()) {
        m_sidebar->select(site);
    }
    showCurrent();
}

void MainWindow::siteAboutToGo(Sites::Site *site)
{
    if (SitePage *page = m_pages.take(site)) {
        m_stack->removeWidget(page);
        page->deleteLater();
    }
}

void MainWindow::siteChosen(Sites::Site *site)
{
    if (site) {
        SitePage *page = pageOf(site);
        m_stack->setCurrentWidget(page);
        m_filter->setText(page->filter());
        m_sitePicker->setCurrentIndex(m_sites.rowOf(site));
    }
    watchVisible();
    showCurrent();
}

void MainWindow::watchVisible()
{
    const bool visible = isVisible() && !isMinimized();
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        Sites::Site *site = m_sites.at(row);
        site->setWatched(visible && site == m_sidebar->current());
    }
}

void MainWindow::showCurrent()
{
    const Sites::Site *site = m_sidebar->current();
    if (!site) {
        m_stack->setCurrentWidget(m_noSite);
        m_state->setText(m_sites.count() == 0 ? tr("No sites") : QString());
        m_squares->showThreads(0, 0, {});
        m_errors->hide();
        m_addressPlace->setVisible(false);
        setWindowTitle(u"Retort"_s);
        updateActions();
        return;
    }
    const States::SiteFacts facts = site->facts();
    const States::StateView view = States::describe(facts);
    const bool serves = facts.phase == States::SiteFacts::Phase::Connected;
    const QStringList addresses =
        facts.addresses.isEmpty() && !site->record().address.isEmpty() ? QStringList{site->record().address} : facts.addresses;
    m_state->setText(view.statusBar);
    m_squares->showThreads(serves ? facts.processes : 0, facts.threads, facts.runningRequests);
    m_errors->setVisible(serves);
    m_errors->setText(facts.errors == 1 ? tr("1 error") : tr("%1 errors").arg(facts.errors));
    m_addressPlace->setVisible(!addresses.isEmpty());
    m_address->showSite(addresses, view.glyph, serves);
    fitWidth();
    setWindowTitle(tr("%1 – Retort").arg(site->record().name));
    updateActions();
}

// --- opening ---

void MainWindow::openNewSite(const QString &path)
{
    QList<int> ports;
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        if (const int port = QUrl(m_sites.at(row)->record().address).port(); port > 0) {
            ports.append(port);
        }
    }
    auto *dialog = new Dialogs::NewSiteDialog(ports, this);
    connect(dialog, &Dialogs::NewSiteDialog::siteWanted, this, [this](const Sites::SiteRecord &record, bool start) {
        Sites::Site *site = m_sites.add(record);
        m_sites.save();
        m_sidebar->select(site);
        if (start) {
            site->start();
        }
    });
    dialog->open();
    if (!path.isEmpty()) {
        dialog->setPath(path);
    }
}

void MainWindow::openArguments(const QString &workingFolder, const QStringList &arguments)
{
    bringToFront();
    if (arguments.isEmpty()) {
        return;
    }
    const QString path = QDir::cleanPath(QDir(workingFolder).absoluteFilePath(arguments.first()));
    if (arguments.size() == 1 && isProject(path)) {
        const QFileInfo info(path);
        if (Sites::Site *site = m_sites.find(info.isDir() ? path : info.absolutePath())) {
            m_sidebar->select(site);  // it is known: show it rather than ask again
        } else {
            openNewSite(path);
        }
        return;
    }
    // Options of the server: a site of exactly these.
    Sites::Site *site = m_sites.find(workingFolder, arguments);
    if (!site) {
        site = m_sites.add(Sites::SiteRecord::make(QDir(workingFolder).dirName(), workingFolder, arguments));
        m_sites.save();
    }
    m_sidebar->select(site);
    site->start();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && isProject(urls.first().toLocalFile())) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && isProject(urls.first().toLocalFile())) {
        event->acceptProposedAction();
        openNewSite(urls.first().toLocalFile());
    }
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showNotice(const QString &text, States::Severity severity, const QList<States::Button> &buttons)
{
    m_notice->showMessages({States::Message{severity, text, buttons, true}});
}

// --- session ---

void MainWindow::restoreSession()
{
    restoreGeometry(m_store.value("window/geometry"_L1).toByteArray());
    m_splitter->restoreState(m_store.value("window/splitter"_L1).toByteArray());
    m_sidebarAction->setChecked(m_store.value("window/sidebar"_L1, true).toBool());
    m_largeChart->setChecked(m_store.value("window/largeChart"_L1, false).toBool());
    toggleLargeChart();
    fitWidth();
    m_sidebar->selectRow(m_store.value("window/site"_L1, 0).toInt());
    if (m_preferences.startSitesAgain) {
        for (qsizetype row = 0; row < m_sites.count(); ++row) {
            if (m_sites.at(row)->record().wasServing) {
                m_sites.at(row)->start();
            }
        }
    }
}

void MainWindow::saveSession()
{
    m_store.setValue("window/geometry"_L1, saveGeometry());
    m_store.setValue("window/splitter"_L1, m_splitter->saveState());
    m_store.setValue("window/sidebar"_L1, m_sidebarAction->isChecked());
    m_store.setValue("window/largeChart"_L1, m_largeChart->isChecked());
    m_store.setValue("window/site"_L1, m_sites.rowOf(m_sidebar->current()));
    m_sites.save();
}

void MainWindow::quit()
{
    close();
}

void MainWindow::leaveQuietly()
{
    saveSession();
    finishQuit(false);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSession();
    const int serving = m_sites.servingCount();
    if (m_quitting || serving == 0) {
        event->accept();
        QCoreApplication::quit();
        return;
    }
    event->ignore();
    switch (m_preferences.onClose) {
    case Preferences::OnClose::KeepServing: finishQuit(false); return;
    case Preferences::OnClose::StopAll: finishQuit(true); return;
    case Preferences::OnClose::Ask: break;
    }
    auto *dialog = new Dialogs::ClosingDialog(serving, this);
    connect(dialog, &Dialogs::ClosingDialog::decided, this, [this](Preferences::OnClose choice, bool always) {
        if (always) {
            m_preferences.onClose = choice;
            m_preferences.write(m_store);
        }
        finishQuit(choice == Preferences::OnClose::StopAll);
    });
    dialog->open();
}

// Engines that are stopped finish what runs. We go when they have ended, or after a moment: the wish has reached them.
void MainWindow::finishQuit(bool stopSites)
{
    m_quitting = true;
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        stopSites && !m_sites.at(row)->isGuest() ? m_sites.at(row)->stop() : m_sites.at(row)->letGo();
    }
    if (!stopSites || m_sites.endingCount() == 0) {
        close();
        return;
    }
    hide();
    connect(&m_sites, &Sites::SiteList::anyChanged, this, [this] {
        if (m_sites.endingCount() == 0) {
            QCoreApplication::quit();
        }
    });
    QTimer::singleShot(longestGoodbyeMs, this, &QCoreApplication::quit);
}

// What has no room steps back: the sidebar becomes a list in the tool bar, texts of buttons leave their icons.
void MainWindow::fitWidth()
{
    const bool narrow = width() < sidebarFromPx;
    m_sidebar->setVisible(m_sidebarAction->isChecked() && !narrow);
    m_sitePickerPlace->setVisible(m_sidebarAction->isChecked() && narrow && m_sites.count() > 0);
    m_address->setNarrow(narrow);
    m_filter->setMinimumWidth(narrow ? filterLeastNarrow : filterLeast);
    int needed = 32;  // margins and gaps
    for (QAction *each : m_bar->actions()) {
        const QWidget *widget = m_bar->widgetForAction(each);
        if (!each->isVisible() || !widget || widget->sizePolicy().horizontalPolicy() == QSizePolicy::Expanding) {
            continue;
        }
        const bool hasText = each == m_start || each == m_reload;
        needed += hasText ? m_bar->iconSize().width() + m_bar->fontMetrics().horizontalAdvance(each->text()) + 20
                          : std::max(widget->minimumWidth(), widget->minimumSizeHint().width());
    }
    needed += m_filter->minimumWidth();
    m_bar->setToolButtonStyle(needed > width() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitWidth();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    watchVisible();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    watchVisible();
}

// The sentence in the status bar is a label, so that it can be cut; a click on it asks for more.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_state && event->type() == QEvent::MouseButtonRelease) {
        showDetails();
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange) {
        watchVisible();
    }
    if (event->type() == QEvent::FontChange && m_bar) {
        fitWidth();
    }
    QMainWindow::changeEvent(event);
}

} // namespace Retort::Window
