// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"

#include "ui/mainwindow/listkeyid.h"
#include "ui/output/outputtab.h"
#include "ui/output/requestoutputtab.h"
#include "ui/requests/capturefacts.h"
#include "ui/requests/errortab.h"
#include "ui/requests/listkeys.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requeststab.h"
#include "ui/requests/requesttab.h"
#include "ui/requests/requesttools.h"
#include "ui/requests/responsetab.h"
#include "ui/requests/watchlist.h"
#include "ui/routes/routestab.h"
#include "ui/settings/fields.h"
#include "ui/settings/settingstab.h"
#include "ui/states/sitefacts.h"
#include "ui/states/stateview.h"

#include <QDir>
#include <QJsonObject>
#include <QPointer>
#include <QSysInfo>
#include <QTimer>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

using Sites::Site;
using Window::SitePage;

// What the menus of the window do to the list.
void connectMenus(Requests::RequestsTab *tab, SitePage &page)
{
    using Requests::RequestsTab;
    QObject::connect(&page, &SitePage::undoClearWanted, tab, &RequestsTab::undo);
    QObject::connect(&page, &SitePage::recordingWanted, tab, &RequestsTab::setRecording);
    QObject::connect(tab, &RequestsTab::recordingChanged, &page, &SitePage::setRecording);
    QObject::connect(&page, &SitePage::markerWanted, tab, [tab](bool next) { next ? tab->nextMarker() : tab->previousMarker(); });
}

// What a person set for the window: which keys, how many rows.
void obeyPreferences(Requests::RequestsTab *tab, SitePage &page)
{
    const auto takeKeys = [tab, &page] {
        for (const Requests::ListKey &key : Requests::listKeys()) {
            tab->table()->setKeys(key.command, page.keys().keys(Window::listKeyId(key.id)));
        }
    };
    const auto takePreferences = [tab, &page] {
        tab->setRequestsKept(static_cast<std::size_t>(page.preferences().requestsKept));
        tab->setHideAssetsByItself(page.preferences().hideAssets);
    };
    QObject::connect(&page, &SitePage::keysChanged, tab, takeKeys);
    QObject::connect(&page, &SitePage::preferencesChanged, tab, takePreferences);
    QObject::connect(&page, &SitePage::filterFocusChanged, tab, &Requests::RequestsTab::setFilterBarVisible);
    QObject::connect(&page, &SitePage::cornerLargeChanged, tab->chart(), &Requests::RequestChart::setLarge);
    page.setFilterWorld([tab] { return tab->filterWorld(); });
    takeKeys();
    takePreferences();
}

constexpr int settleMs = 40; // who steps through the table asks for the request they stop at

// The GUI never waits for what the engine knows of the selected request: it is shown when it comes, if it is still wanted.
void askForDetails(Site &site, Requests::RequestsTab &tab)
{
    auto *settled = new QTimer(&tab);
    settled->setSingleShot(true);
    settled->setInterval(settleMs);
    QObject::connect(&tab, &Requests::RequestsTab::selectionChanged, settled, [settled](quint64 sequence, bool valid) {
        settled->setProperty("sequence", sequence);
        valid &&sequence > 0 ? settled->start() : settled->stop();
    });
    QObject::connect(settled, &QTimer::timeout, &site, [settled, &site, to = QPointer(&tab)] {
        site.ask(u"request"_s, {{u"sequence"_s, settled->property("sequence").toLongLong()}}, [to](const QJsonObject &answer) {
            if (to && answer.value("ok"_L1).toBool()) {
                to->presentDetails(answer.value("request"_L1).toObject());
            }
        });
    });
}

void addTools(Site &site, Requests::RequestsTab &tab)
{
    Requests::EngineLink link;
    link.ask = [site = QPointer(&site)](const QString &what, const QJsonObject &more, Requests::EngineLink::Answer answer) {
        if (site) {
            site->ask(what, more, std::move(answer));
        }
    };
    link.address = [site = QPointer(&site)] { return site ? QUrl(States::browserAddress(site->facts().addresses)) : QUrl(); };
    auto *tools = new Requests::RequestTools(tab, std::move(link)); // the tab's child
    Requests::WatchList *watches = &tools->watches();
    QObject::connect(&site, &Site::markerHappened, watches, [watches](const QString &, qint64, bool isReload) {
        if (isReload) {
            watches->replayAll();
        }
    });
    QObject::connect(&site, &Site::connectedAnew, tools, &Requests::RequestTools::engineChanged);
    QObject::connect(watches, &Requests::WatchList::roundEnded, &site, &Site::setNotice);
}

QString versionsOf(const Site &site)
{
    const States::SiteFacts facts = site.facts();
    QStringList parts{facts.python, facts.app, u"Retort "_s + QStringLiteral(RETORT_VERSION), QSysInfo::prettyProductName()};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void addDetailTabs(Site &site, Requests::RequestsTab &tab, SitePage &page)
{
    constexpr int timing = 1; // stands last
    auto *error = new Requests::ErrorTab;
    QObject::connect(error, &Requests::ErrorTab::openInEditorWanted, &page, &SitePage::openInEditorWanted);
    QObject::connect(error, &Requests::ErrorTab::copyWanted, &page, &SitePage::copyWanted);
    QObject::connect(error, &Requests::ErrorTab::replayWanted, tab.detail(), &Requests::RequestDetail::replayWanted);
    QObject::connect(&site, &Site::changed, error, [error, &site] { error->setVersions(versionsOf(site)); });
    tab.addDetailTab(error, timing);
    tab.addDetailTab(new Requests::ResponseTab, timing);
    tab.addDetailTab(new Requests::RequestTab, timing);
    auto *output = new Output::RequestOutputTab;
    QObject::connect(output, &Output::RequestOutputTab::openInEditorWanted, &page, &SitePage::openInEditorWanted);
    QObject::connect(&site, &Site::outputArrived, output, &Output::RequestOutputTab::append);
    tab.addDetailTab(output, timing);
}

// Terms for bodies, headers, output and errors: the engine knows what it has captured.
void answerFilters(Site &site, Requests::RequestsTab &tab)
{
    using Requests::CaptureFacts;
    tab.setCaptures(new CaptureFacts([to = QPointer(&site)](const QJsonObject &question, CaptureFacts::Answer answer) {
        if (!to || !to->isConnected()) {
            return false;
        }
        to->ask(u"search"_s, question, std::move(answer));
        return true;
    }));
}

// A line of output knows its request by the number it had while it ran; the engine knows its record.
void showRequestOfLine(Site &site, Requests::RequestsTab &tab, SitePage &page)
{
    QObject::connect(&page.output(), &Output::OutputTab::requestWanted, &site, [&site, &page, to = QPointer(&tab)](quint64 number) {
        site.ask(u"request"_s, {{u"request"_s, static_cast<qint64>(number)}}, [to, shown = QPointer(&page)](const QJsonObject &answer) {
            const QJsonObject request = answer.value("request"_L1).toObject();
            if (!to || !shown) {
                return;
            }
            if (to->showRequest(static_cast<quint64>(request.value("sequence"_L1).toInteger()), request.value("time"_L1).toInteger())) {
                shown->showTab(SitePage::Tab::Requests);
            } else {
                shown->output().tell(Output::OutputTab::tr("That request is still running, or no longer in the list."));
            }
        });
    });
}

QWidget *makeRequests(Site &site, SitePage &page)
{
    using Requests::RequestsTab;
    auto *tab = new RequestsTab;
    page.setTabCorner(tab->chart());
    connectMenus(tab, page);
    obeyPreferences(tab, page);
    QObject::connect(&site, &Site::requestsArrived, tab, &RequestsTab::takeBatch);
    QObject::connect(&site, &Site::markerHappened, tab, [tab](const QString &text, qint64 wallUs, bool isReload) {
        tab->addMarker(text, wallUs, isReload ? RequestsTab::MarkerKind::Reload : RequestsTab::MarkerKind::Other);
    });
    QObject::connect(
        &site, &Site::changed, tab, [tab, &site] { tab->setBaseAddress(QUrl(States::browserAddress(site.facts().addresses))); });
    QObject::connect(&page, &SitePage::filterWanted, tab, &RequestsTab::setFilter);
    QObject::connect(&page, &SitePage::clearWanted, tab, &RequestsTab::clear);
    QObject::connect(tab, &RequestsTab::filterFault, &page, &SitePage::filterFault);
    QObject::connect(tab, &RequestsTab::filterAccepted, &page, &SitePage::filterAccepted);
    QObject::connect(tab, &RequestsTab::countsChanged, &page, &SitePage::countsChanged);
    QObject::connect(tab, &RequestsTab::openUrlWanted, &page, &SitePage::openUrlWanted);
    addDetailTabs(site, *tab, page);
    askForDetails(site, *tab);
    addTools(site, *tab);
    showRequestOfLine(site, *tab, page);
    answerFilters(site, *tab);
    return tab;
}

// The map of a load is asked for when that load serves.
void askForRoutes(Site &site, QWidget &owner, std::function<void(const Routes::RouteMap &)> taken)
{
    auto asked = std::make_shared<quint32>(0);
    QObject::connect(&site, &Site::connectedAnew, &owner, [asked] { *asked = 0; });
    QObject::connect(&site, &Site::changed, &owner, [asked, &site, to = QPointer(&owner), taken = std::move(taken)] {
        const quint32 load = site.facts().load;
        if (!site.isConnected() || site.facts().engineState != "serving"_L1 || load == *asked) {
            return;
        }
        *asked = load;
        site.ask(u"routes"_s, {}, [to, taken](const QJsonObject &answer) {
            if (to) {
                taken(Routes::readRoutes(answer)); // an older engine does not know: the app does not tell either
            }
        });
    });
}

QWidget *makeRoutes(Site &site, SitePage &page)
{
    using Requests::RequestsTab, Routes::RoutesTab;
    auto *tab = new RoutesTab;
    auto *requests = page.findChild<RequestsTab *>(); // made before
    tab->setFolder(site.record().folder);
    QObject::connect(&site, &Site::connectedAnew, tab, &RoutesTab::clearCounts);
    QObject::connect(
        &site, &Site::changed, tab, [tab, &site] { tab->setBaseAddress(QUrl(States::browserAddress(site.facts().addresses))); });
    askForRoutes(site, *tab, [tab, requests, &site](const Routes::RouteMap &map) {
        tab->setRoutes(map);
        requests->setRoutes(map.table, site.record().folder);
    });
    QObject::connect(&requests->model(), &Requests::RequestTableModel::rowsTaken, tab, [tab, requests](quint64 from, quint64 end) {
        for (quint64 position = from; position < end; ++position) {
            const Requests::RequestRow row = requests->model().rowAtPosition(position);
            if (row.record && row.kind == Requests::RowKind::Request) {
                tab->count(*row.record, row.texts);
            }
        }
    });
    QObject::connect(&page, &SitePage::routesSearchWanted, tab, &RoutesTab::showFind);
    QObject::connect(tab, &RoutesTab::openUrlWanted, &page, &SitePage::openUrlWanted);
    QObject::connect(tab, &RoutesTab::openInEditorWanted, &page, &SitePage::openInEditorWanted);
    QObject::connect(tab, &RoutesTab::copyWanted, &page, &SitePage::copyWanted);
    QObject::connect(tab, &RoutesTab::requestsWanted, &page, [requests, &page](const QString &filter) {
        page.showTab(SitePage::Tab::Requests);
        requests->setFilter(filter);
    });
    QObject::connect(requests, &RequestsTab::viewWanted, &page, &SitePage::openInEditorWanted);
    return tab;
}

// A site without an ini is offered one, where uWSGI would look for it.
QString iniOf(const Sites::SiteRecord &record)
{
    const QString ini = record.iniFile();
    return ini.isEmpty() ? QDir(record.folder).filePath(u"uwsgi.ini"_s) : ini;
}

// What was saved counts at once: by another start where it must, else by the engine, which watches its configuration.
void applySettings(Site &site, bool needsRestart)
{
    if (site.record().iniFile().isEmpty()) {
        // It was started by arguments until now, which the file that was just written replaces.
        Sites::SiteRecord record = site.record();
        record.arguments = {u"uwsgi.ini"_s};
        site.setRecord(record);
        needsRestart = true;
    }
    site.noteOwnIniSave();
    if (!site.isServing()) {
        return;
    }
    if (needsRestart) {
        site.restart();
    } else if (!site.facts().reloadsOnSave) {
        site.reload();
    }
}

QWidget *makeSettings(Site &site, SitePage &page)
{
    using Ui::SettingsTab;
    auto *tab = new SettingsTab;
    const auto keepPort = [tab, &site] {
        const QString address = States::browserAddress(site.facts().addresses);
        tab->setFreshPort(QUrl(address.isEmpty() ? site.record().address : address).port());
    };
    keepPort();
    QObject::connect(&site, &Site::changed, tab, keepPort);
    tab->openIni(iniOf(site.record()), site.record().iniSection());
    QObject::connect(
        tab, &SettingsTab::applied, &site, [&site](const QStringList &, bool needsRestart) { applySettings(site, needsRestart); });
    QObject::connect(&page, &SitePage::settingsSearchWanted, tab, &SettingsTab::focusSearch);
    QObject::connect(&page, &SitePage::settingsRowWanted, tab, &SettingsTab::goToKey);
    QList<SitePage::SettingsRow> rows;
    for (const Ui::Field &field : Ui::settingsFields()) {
        rows.append({field.label, field.key()});
    }
    page.setSettingsRows(rows);
    QObject::connect(&site, &Site::recordChanged, tab, [tab, &site] {
        const QString ini = iniOf(site.record());
        const QString section = site.record().iniSection();
        if ((ini != tab->iniPath() || section != tab->iniSection()) && !tab->isDirty()) {
            tab->openIni(ini, section);
        }
    });
    return tab;
}

} // namespace

Window::TabMakers tabMakers()
{
    return {makeRequests, makeRoutes, makeSettings};
}

} // namespace Retort
