// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/sitepage.h"

#include "ui/output/outputtab.h"
#include "ui/states/centrepages.h"
#include "ui/states/runmessages.h"
#include "ui/states/statestrip.h"
#include "ui/style/focusareas.h"

#include <QDir>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Window {

SitePage::SitePage(Sites::Site &site, const TabMakers &makers, const Preferences &preferences, const KeyBindings &keys, QWidget *parent)
    : QWidget(parent)
    , m_site(site)
    , m_preferences(preferences)
    , m_keys(keys)
    , m_strip(new States::StateStrip)
    , m_stack(new QStackedWidget)
    , m_neverStarted(new States::NeverStartedPage)
    , m_tabs(new QTabWidget)
    , m_requestsPlace(new QStackedWidget)
    , m_ready(new States::ReadyPage)
    , m_output(new Output::OutputTab)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_tabs);
    m_stack->addWidget(m_neverStarted);
    m_tabs->setDocumentMode(true);
    for (QWidget *area : std::initializer_list<QWidget *>{m_strip, m_neverStarted, m_tabs->tabBar(), m_ready, m_output}) {
        Style::markFocusArea(*area);
    }
    addTabs(makers);
    connect(m_strip, &States::StateStrip::wanted, this, &SitePage::buttonWanted);
    connect(m_strip, &States::StateStrip::closed, this, &SitePage::dismiss);
    connect(m_neverStarted, &States::NeverStartedPage::startWanted, &m_site, &Sites::Site::start);
    connect(m_neverStarted, &States::NeverStartedPage::settingsWanted, this, [this] { showTab(Tab::Settings); });
    connect(m_ready, &States::ReadyPage::browserWanted, this,
        [this] { Q_EMIT openUrlWanted(QUrl(States::browserAddress(m_site.facts().addresses))); });
    connect(m_ready, &States::ReadyPage::copyWanted, this, &SitePage::copyWanted);
    connect(m_output, &Output::OutputTab::openInEditorWanted, this, &SitePage::openInEditorWanted);
    connect(&m_site, &Sites::Site::outputArrived, m_output, &Output::OutputTab::append);
    connect(&m_site, &Sites::Site::changed, this, &SitePage::update);
    connect(&m_site, &Sites::Site::requestsArrived, this, [this] {
        if (m_requests) {
            m_requestsPlace->setCurrentWidget(m_requests);
        }
    });
    update();
}

void SitePage::addTabs(const TabMakers &makers)
{
    m_requestsPlace->addWidget(m_ready);
    if (makers.requests) {
        m_requests = makers.requests(m_site, *this);
    }
    if (m_requests) {
        m_requestsPlace->addWidget(m_requests);
    }
    m_tabs->addTab(m_requestsPlace, tr("Requests"));
    m_tabs->addTab(m_output, tr("Output"));
    if (makers.routes) {
        m_routes = makers.routes(m_site, *this);
    }
    if (m_routes) {
        m_tabs->addTab(m_routes, tr("Routes"));
    }
    if (makers.settings) {
        m_settings = makers.settings(m_site, *this);
    }
    if (m_settings) {
        Style::markFocusArea(*m_settings);
        m_tabs->addTab(m_settings, tr("Settings"));
    }
}

void SitePage::update()
{
    const States::SiteFacts facts = m_site.facts();
    const States::Centre before = m_view.centre;
    m_view = States::describe(facts);
    if (m_view.centre == States::Centre::Output && before != States::Centre::Output) {
        m_tabs->setCurrentWidget(m_output);  // once: who leaves it is not brought back
    }
    m_strip->showMessages(m_view.messages);
    m_ready->showFacts(facts);
    if (m_view.centre == States::Centre::NeverStarted && m_stack->currentWidget() != m_settings) {
        const Sites::SiteRecord &record = m_site.record();
        m_neverStarted->showSite(record.name, QDir::toNativeSeparators(record.folder), record.app, record.python,
            record.address.isEmpty() ? tr("a free port") : record.address);
        m_stack->setCurrentWidget(m_neverStarted);
    } else if (m_view.centre != States::Centre::NeverStarted) {
        m_stack->setCurrentWidget(m_tabs);
    }
    Q_EMIT viewChanged();
}

void SitePage::dismiss(const QString &text)
{
    const States::SiteFacts facts = m_site.facts();
    if (text == States::workerDiedMessage(facts).text) {
        m_site.dismissWorkerLost();
    } else if (facts.iniChanged && text != facts.notice) {
        m_site.dismissIniChanged();
    } else {
        m_site.dismissNotice();
    }
}

bool SitePage::hasTab(Tab tab) const
{
    return tab == Tab::Settings ? m_settings != nullptr : tab != Tab::Routes || m_routes;
}

QWidget *SitePage::widgetOf(Tab tab) const
{
    switch (tab) {
    case Tab::Requests: return m_requestsPlace;
    case Tab::Output: return m_output;
    case Tab::Routes: return m_routes;
    case Tab::Settings: break;
    }
    return m_settings;
}

void SitePage::showTab(Tab tab)
{
    if (QWidget *const page = widgetOf(tab)) {
        m_stack->setCurrentWidget(m_tabs);
        m_tabs->setCurrentWidget(page);
        page->setFocus();
    }
}

void SitePage::showTabAt(int index)
{
    if (index < m_tabs->count()) {
        m_tabs->setCurrentIndex(index);
    }
}

void SitePage::setFilter(const QString &text)
{
    m_filter = text;
    Q_EMIT filterWanted(text);
}

void SitePage::clearRequests()
{
    if (m_tabs->currentWidget() == m_output) {
        m_output->clear();
    } else {
        Q_EMIT clearWanted();
    }
}

void SitePage::undoClear()
{
    showTab(Tab::Requests);
    Q_EMIT undoClearWanted();
}

void SitePage::setRecording(bool recording)
{
    if (m_recording != recording) {
        m_recording = recording;
        Q_EMIT recordingWanted(recording);
        Q_EMIT viewChanged();
    }
}

void SitePage::goToMarker(bool next)
{
    showTab(Tab::Requests);
    Q_EMIT markerWanted(next);
}

bool SitePage::find()
{
    if (m_stack->currentWidget() != m_tabs || m_tabs->currentWidget() == m_requestsPlace) {
        return false;
    }
    QWidget *const shown = m_tabs->currentWidget();
    shown == m_output ? m_output->showFind() : shown == m_routes ? routesSearchWanted() : settingsSearchWanted();
    return true;
}

void SitePage::setTabCorner(QWidget *widget)
{
    m_corner = widget;
    m_tabs->setCornerWidget(widget, Qt::TopRightCorner);
    widget->show();
}

void SitePage::setCornerLarge(bool large)
{
    if (!m_corner || m_cornerLarge == large) {
        return;
    }
    m_cornerLarge = large;
    Q_EMIT cornerLargeChanged(large);
    if (large) {
        m_tabs->setCornerWidget(nullptr, Qt::TopRightCorner);
        static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_corner);
    } else {
        layout()->removeWidget(m_corner);
        m_tabs->setCornerWidget(m_corner, Qt::TopRightCorner);
    }
    m_corner->show();
}

} // namespace Retort::Window
