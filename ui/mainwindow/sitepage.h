// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/keybindings.h"
#include "ui/base/preferences.h"
#include "ui/requests/filtercompletion.h"
#include "ui/sites/site.h"
#include "ui/states/stateview.h"

#include <QUrl>
#include <QWidget>

#include <functional>

class QStackedWidget;
class QTabWidget;

namespace Retort::Output {
class OutputTab;
}
namespace Retort::States {
class NeverStartedPage;
class ReadyPage;
class StateStrip;
} // namespace Retort::States

namespace Retort::Window {

class SitePage;

// Makes a tab of a site, or answers nullptr. The page owns what is made. A maker connects it:
//
//     auto *tab = new Requests::RequestsTab;
//     QObject::connect(&site, &Sites::Site::requestsArrived, tab, &Requests::RequestsTab::takeBatch);
//     QObject::connect(&page, &SitePage::filterWanted, tab, &Requests::RequestsTab::setFilter);
//     return tab;
using TabMaker = std::function<QWidget *(Sites::Site &site, SitePage &page)>;

// The tabs that other folders bring. An empty maker: there is no such tab.
struct TabMakers
{
    TabMaker requests;
    TabMaker routes;
    TabMaker settings;
};

// Everything right of the sidebar for one site: the strip, and below it the tabs, or the page of a site that was never started.
class SitePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SitePage)

public:
    enum class Tab : quint8 { Requests, Output, Routes, Settings };

    // A row of the settings, as the palette offers it.
    struct SettingsRow
    {
        QString label;
        QString key;
    };

    // `preferences` and `keys` are the window's: read them again when their signals say so.
    SitePage(
        Sites::Site &site, const TabMakers &makers, const Preferences &preferences, const KeyBindings &keys, QWidget *parent = nullptr);

    Sites::Site &site() const noexcept { return m_site; }
    const States::StateView &view() const noexcept { return m_view; }
    States::StateStrip &strip() const noexcept { return *m_strip; }
    Output::OutputTab &output() const noexcept { return *m_output; }
    bool hasRequests() const noexcept { return m_requests != nullptr; }
    const Preferences &preferences() const noexcept { return m_preferences; }
    const KeyBindings &keys() const noexcept { return m_keys; }
    void showTab(Tab tab);
    bool hasTab(Tab tab) const;
    void showTabAt(int index);
    QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    // What the tab uses by now: a chip or the chart may have changed it.
    void noteFilter(const QString &text) { m_filter = text; }
    // What the filter field may offer.
    void setFilterWorld(std::function<Requests::FilterWorld()> world) { m_filterWorld = std::move(world); }
    Requests::FilterWorld filterWorld() const { return m_filterWorld ? m_filterWorld() : Requests::FilterWorld(); }
    void setSettingsRows(const QList<SettingsRow> &rows) { m_settingsRows = rows; }
    const QList<SettingsRow> &settingsRows() const noexcept { return m_settingsRows; }
    void clearRequests();
    void undoClear();
    bool isRecording() const noexcept { return m_recording; }
    void setRecording(bool recording);
    void goToMarker(bool next);
    // Puts the focus on the search of the tab that is shown. False: that is the window's own filter field.
    bool find();
    // At the right of the tabs, whichever of them is shown. Belongs to the page from now on.
    void setTabCorner(QWidget *widget);
    // Or above them, as wide as the page.
    void setCornerLarge(bool large);

Q_SIGNALS:
    void buttonWanted(const Retort::States::Button &button);
    void filterWanted(const QString &text);
    void clearWanted();
    void undoClearWanted();
    void recordingWanted(bool recording);
    void markerWanted(bool next);
    void settingsSearchWanted();
    void routesSearchWanted();
    void settingsRowWanted(const QString &key);
    void filterFocusChanged(bool has);
    void cornerLargeChanged(bool large);
    void preferencesChanged();
    void keysChanged();
    // From the tabs, for the window:
    void filterFault(const QString &sentence, int position, int length);
    void filterAccepted(const QString &text);
    void countsChanged(quint64 shown, quint64 all, quint64 errors);
    void openUrlWanted(const QUrl &url);
    void openInEditorWanted(const QString &file, int line);
    void copyWanted(const QString &text);
    void viewChanged();

private:
    void addTabs(const TabMakers &makers);
    QWidget *widgetOf(Tab tab) const;
    void update();
    void dismiss(const QString &text);

    Sites::Site &m_site;
    States::StateView m_view;
    const Preferences &m_preferences;
    const KeyBindings &m_keys;
    QString m_filter;
    std::function<Requests::FilterWorld()> m_filterWorld;
    QList<SettingsRow> m_settingsRows;
    bool m_recording = true;
    States::StateStrip *m_strip;
    QStackedWidget *m_stack;
    States::NeverStartedPage *m_neverStarted;
    QTabWidget *m_tabs;
    QStackedWidget *m_requestsPlace;
    States::ReadyPage *m_ready;
    QWidget *m_corner = nullptr;
    bool m_cornerLarge = false;
    QWidget *m_requests = nullptr;
    QWidget *m_routes = nullptr;
    QWidget *m_settings = nullptr;
    Output::OutputTab *m_output;
};

} // namespace Retort::Window
