// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requeststab.h"

#include "engine/base/clock.h"
#include "ui/requests/capturefacts.h"
#include "ui/requests/copymenu.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestinbox.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/rowfilter.h"
#include "ui/requests/savedfilters.h"
#include "ui/requests/timingtab.h"

#include <QEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr auto assetsKey = "requests/hideAssets"_L1;
constexpr auto detailKey = "requests/detailOpen"_L1;
constexpr quint64 assetsToHide = 50;   // so many rows of them, and they are in the way
constexpr int wideWindowPx = 1100;     // beside the table from here on, else below it
constexpr int wideWindowLetters = 110; // where text is large
constexpr int wonderMs = 150;

} // namespace

RequestsTab::RequestsTab(QWidget *parent) : RequestsTab(RequestTableModel::defaultCapacity, parent) {}

RequestsTab::RequestsTab(std::size_t capacity, QWidget *parent)
    : QWidget(parent)
    , m_model(std::make_unique<RequestTableModel>(capacity))
    , m_inbox(new RequestInbox(*m_model, this))
    , m_table(new RequestTable(*m_model))
    , m_chart(new RequestChart)
    , m_bar(new FilterBar)
    , m_detail(new RequestDetail)
    , m_splitter(new QSplitter)
    , m_emptyNote(new QWidget(m_table->viewport()))
    , m_emptySentence(new QLabel)
    , m_emptyHidden(new QLabel)
{
    buildLayout();
    buildMenus();
    m_detail->addTab(new TimingTab(*m_model));
    m_detail->setCopyMenu(m_copyMenu);
    restoreSettings();
    restoreColumns();
    connectParts();
    updateBar();
    updateOrientation();
}

RequestsTab::~RequestsTab()
{
    // The table goes first: it hears of the model until it does. And while it goes, it is no table any more.
    m_table->viewport()->removeEventFilter(this);
    delete m_splitter;
}

void RequestsTab::connectParts()
{
    connect(m_model.get(), &RequestTableModel::rowsTaken, this, &RequestsTab::takenIn);
    connect(m_model.get(), &RequestTableModel::countsChanged, this, &RequestsTab::updateCounts);
    m_filteringDelay.setSingleShot(true);
    m_filteringDelay.setInterval(wonderMs);
    connect(&m_filteringDelay, &QTimer::timeout, this, [this] { m_bar->setFiltering(true); });
    connect(m_model.get(), &RequestTableModel::filteringChanged, this, [this](bool running) {
        running ? m_filteringDelay.start() : m_filteringDelay.stop();
        if (!running) {
            m_bar->setFiltering(false);
        }
    });
    connect(m_table, &RequestTable::currentRequestChanged, this, &RequestsTab::showCurrent);
    connect(m_table, &RequestTable::commandGiven, this, &RequestsTab::obey);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] { setDetailOpen(true); });
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &RequestsTab::showColumnMenu);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionMoved, this, &RequestsTab::saveColumns);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (m_table->isVisible()) {
            saveColumns();
        }
    });
    connect(m_chart, &RequestChart::brushed, this, &RequestsTab::brushed);
    connect(m_chart, &RequestChart::brushCleared, this, [this] { setFilter(withoutPeriod()); });
    connect(m_bar, &FilterBar::filterWanted, this, &RequestsTab::setFilter);
    connect(m_bar, &FilterBar::hideAssetsWanted, this, &RequestsTab::setHideAssets);
    connect(m_bar, &FilterBar::undoWanted, this, &RequestsTab::undo);
    connect(m_bar, &FilterBar::saveWanted, this, &RequestsTab::askNameOfFilter);
    connect(m_bar, &FilterBar::forgetWanted, this, [this](const QString &name) {
        QSettings settings;
        forgetFilter(settings, name);
        showSavedFilters();
    });
    connect(m_detail, &RequestDetail::replayWanted, this, [this] { obey(RequestTable::Command::Replay); });
    connect(m_detail, &RequestDetail::editWanted, this, [this] { obey(RequestTable::Command::Edit); });
    connect(m_detail, &RequestDetail::watchWanted, this, [this] { obey(RequestTable::Command::Watch); });
    connect(m_detail, &RequestDetail::viewWanted, this, [this] { obey(RequestTable::Command::Editor); });
}

// --- what comes in ----------------------------------------------------------------------------

void RequestsTab::takeBatch(const Log::RecordBatch &batch)
{
    if (m_recording) {
        // Not before the filter can tell whether they are wanted.
        const auto deliver = [this, batch] { m_inbox->add(batch); };
        const auto next = static_cast<quint64>(batch.next);
        m_captures ? m_captures->pass(next - std::min(next, static_cast<quint64>(batch.count)), next, deliver) : deliver();
    }
}

void RequestsTab::addMarker(const QString &text, qint64 wallUs, MarkerKind kind)
{
    if (kind == MarkerKind::Reload) {
        m_lastReloadUs = wallUs;
    }
    const auto deliver = [this, text, wallUs] { m_inbox->addMarker(text, wallUs); };
    m_captures ? m_captures->inTurn(deliver) : deliver();
}

void RequestsTab::takenIn(quint64 from, quint64 end)
{
    addToChart(from, end);
    considerHidingAssets();
}

void RequestsTab::addToChart(quint64 from, quint64 end)
{
    for (quint64 position = from; position < end; ++position) {
        const RequestRow row = m_model->rowAtPosition(position);
        if (row.record && row.kind == RowKind::Request) {
            m_chart->add(row.record->wallStartUs + row.record->totalUs, row.record->status, row.record->totalUs);
        }
    }
    m_chart->updateSoon();
}

void RequestsTab::setRecording(bool recording)
{
    if (m_recording == recording) {
        return;
    }
    m_recording = recording;
    addMarker(recording ? tr("recording again") : tr("recording stopped"), wallClockUs(), MarkerKind::Other);
    m_bar->setNotRecording(!recording);
    updateBar();
    Q_EMIT recordingChanged(recording);
}

void RequestsTab::setBaseAddress(const QUrl &address)
{
    m_base = address.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

void RequestsTab::addDetailTab(DetailTab *tab, int behind)
{
    m_detail->addTab(tab, behind);
}

// Sequence numbers start again with every engine, so the time must be the same too.
void RequestsTab::presentDetails(const QJsonObject &request)
{
    const RequestRow row = m_table->currentRequest();
    if (row.record && row.kind == RowKind::Request && row.record->sequence == static_cast<quint64>(request.value("sequence"_L1).toInteger())
        && row.record->wallStartUs == request.value("time"_L1).toInteger()) {
        m_details = request;
        m_detail->presentDetails(request);
    }
}

bool RequestsTab::showRequest(quint64 sequence, qint64 wallStartUs)
{
    const quint64 position = m_model->positionOf(sequence, wallStartUs);
    if (position == m_model->endPosition()) {
        return false;
    }
    if (m_model->rowOf(position) < 0) {
        setFilter({});
    }
    if (m_model->rowOf(position) < 0) {
        setHideAssets(false);
    }
    m_table->setCurrentPosition(position);
    m_table->setFocus();
    setDetailOpen(true);
    return true;
}

// --- filtering --------------------------------------------------------------------------------

void RequestsTab::setFilter(const QString &text)
{
    const Log::FilterSetting setting{.nowUs = wallClockUs(), .reloadUs = m_lastReloadUs, .facts = m_facts, .routes = m_routes};
    auto filter = Log::RequestFilter::fromText(text, setting);
    if (!filter) {
        refuseFilter(filter.error());
        return;
    }
    if (const QStringList terms = filter->capturedTerms(); m_captures && !m_captures->isReady(terms)) {
        m_filteringDelay.start();
        m_captures->prepare(terms, [this, text] { setFilter(text); });
        return;
    }
    m_filterText = text.trimmed();
    if (!m_filterText.contains(u"when:")) {
        m_chart->clearBrush();
    }
    m_filter = std::move(*filter);
    applyFilter();
    m_bar->setFault({});
    m_bar->setFilterText(m_filterText);
    updateBar();
    Q_EMIT filterAccepted(m_filterText);
}

void RequestsTab::refuseFilter(const Log::FilterFault &fault)
{
    m_bar->setFault(fault.sentence);
    m_bar->setVisible(true);
    Q_EMIT filterFault(fault.sentence, fault.position, fault.length);
}

void RequestsTab::applyFilter()
{
    m_model->setFilter(std::make_shared<RowFilter>(RowFilter{m_filter, m_hideAssets, m_deletedSet}));
}

void RequestsTab::setFacts(std::shared_ptr<const Log::RequestFacts> facts)
{
    m_captured = std::move(facts);
    useFacts(m_watched.empty() ? m_captured : std::make_shared<WatchedFacts>(m_captured, m_watched));
}

void RequestsTab::setWatched(const std::unordered_set<quint64> &sequences)
{
    m_watched = sequences;
    useFacts(std::make_shared<WatchedFacts>(m_captured, m_watched));
}

void RequestsTab::useFacts(std::shared_ptr<const Log::RequestFacts> facts)
{
    m_facts = std::move(facts);
    m_bar->showChips(m_facts && m_facts->records(Log::FilterField::Type), m_facts && m_facts->records(Log::RequestState::Watched));
    setFilter(m_filterText);
}

void RequestsTab::setRoutes(std::shared_ptr<const Log::RouteTable> routes, const QString &folder)
{
    m_folder = folder;
    m_routes = routes;
    m_model->setRoutes(std::move(routes));
    if (m_filterText.contains(u"route:")) {
        setFilter(m_filterText);
    }
    showView(m_table->currentRequest());
}

void RequestsTab::setCaptures(CaptureFacts *captures)
{
    captures->setParent(this);
    m_captures = captures;
    setFacts(captures->facts());
}

void RequestsTab::setHideAssets(bool hide)
{
    m_assetsDecided = true;
    QSettings().setValue(assetsKey, hide);
    if (m_hideAssets != hide) {
        m_hideAssets = hide;
        setFilter(m_filterText);
    }
    updateCounts();
}

// Once there are many, and never again after a person said what they want.
void RequestsTab::considerHidingAssets()
{
    if (m_hideAssetsByItself && !m_assetsDecided && !m_hideAssets && m_model->counts().assets >= assetsToHide) {
        setHideAssets(true);
        m_lastDone = LastDone::HidAssets;
        m_bar->offerUndo(tr("Images, styles and scripts are hidden now."), tr("Show them"));
        updateBar();
    }
}

void RequestsTab::setHideAssetsByItself(bool hide)
{
    if (m_hideAssetsByItself == hide) {
        return;
    }
    m_hideAssetsByItself = hide;
    if (!hide) {
        setHideAssets(false);
        return;
    }
    QSettings().remove(assetsKey);
    m_assetsDecided = false;
    considerHidingAssets();
}

void RequestsTab::brushed(qint64 fromUs, qint64 toUs)
{
    const QString period = u"when:%1..%2"_s.arg(clockText(fromUs), clockText(toUs));
    const QString rest = withoutPeriod();
    setFilter(rest.isEmpty() ? period : FilterBar::toggled(rest, period));
}

QString RequestsTab::withoutPeriod() const
{
    static const QRegularExpression period(u"(^|\\s)when:\\S*"_s);
    QString text = m_filterText;
    return text.remove(period).trimmed();
}

void RequestsTab::showOnlyLikeThis()
{
    const RequestRow row = m_table->currentRequest();
    if (row.record) {
        setFilter(u"method:%1 path:=\"%2\""_s.arg(
            toText(row.texts.method), toText(Log::pathOf(row.texts.target)).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s)));
    }
}

void RequestsTab::hideLikeThis()
{
    const RequestRow row = m_table->currentRequest();
    if (row.record) {
        const QString term =
            u"-path:=\"%1\""_s.arg(toText(Log::pathOf(row.texts.target)).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s));
        setFilter(FilterBar::toggled(m_filterText, term));
    }
}

// --- what is said about the list --------------------------------------------------------------

void RequestsTab::updateCounts()
{
    const RowCounts &counts = m_model->counts();
    m_bar->setAssets(m_hideAssets, counts.assets);
    updateBar();
    updateEmptyNote();
    Q_EMIT countsChanged(m_model->shownRequests(), counts.requests, counts.errors);
}

void RequestsTab::updateBar()
{
    m_bar->setVisible(
        m_barWanted || !m_filterText.isEmpty() || m_bar->hasSomethingToSay() || (m_hideAssets && m_model->counts().assets > 0));
}

void RequestsTab::setFilterBarVisible(bool visible)
{
    m_barWanted = visible;
    updateBar();
}

void RequestsTab::updateEmptyNote()
{
    const quint64 all = m_model->counts().requests - std::min(m_model->counts().requests, static_cast<quint64>(m_deleted.size()));
    const bool empty = all > 0 && m_model->shownRequests() == 0 && !m_model->isFiltering();
    if (empty) {
        const QString shown = m_filterText.size() > 60 ? m_filterText.first(59) + u'…' : m_filterText;
        m_emptySentence->setText(shown.isEmpty() ? tr("Only assets were asked for.") : tr("No request matches “%1”.").arg(shown));
        m_emptyHidden->setText(all == 1 ? tr("1 request is hidden.") : tr("%1 requests are hidden.").arg(QLocale().toString(all)));
        m_emptyNote->resize(m_emptyNote->sizeHint());
        const QWidget *area = m_table->viewport();
        const int last = m_model->rowCount() - 1; // markers are always shown
        const int below = last < 0 ? 0 : m_table->rowViewportPosition(last) + 2 * m_table->rowHeight(last);
        m_emptyNote->move((area->width() - m_emptyNote->width()) / 2, std::max(below, (area->height() - m_emptyNote->height()) / 2));
    }
    m_emptyNote->setVisible(empty);
}

// --- the detail pane --------------------------------------------------------------------------

void RequestsTab::showCurrent(quint64 position, bool valid)
{
    const RequestRow row = valid ? m_model->rowAtPosition(position) : RequestRow{};
    if (!row.record) {
        m_detail->clear();
        Q_EMIT selectionChanged(0, false);
        return;
    }
    const bool rejected = row.record->is(Log::RequestRecord::Rejected); // its target is a sentence
    m_detail->present(row, rejected ? toText(row.texts.target) : m_base + toText(row.texts.target));
    showView(row);
    Q_EMIT selectionChanged(row.record->sequence, true);
}

void RequestsTab::showView(const RequestRow &row)
{
    const Log::Route *const route = m_model->routeOf(row);
    const QString place = route ? placeText(*route, m_folder) : QString();
    m_detail->setView(place.isEmpty() ? QString() : toText(route->endpoint) + u"  "_s + place);
}

void RequestsTab::setDetailOpen(bool open)
{
    if (m_detailOpen != open) {
        m_detailOpen = open;
        m_detail->setVisible(open);
        QSettings().setValue(detailKey, open);
    }
}

void RequestsTab::updateOrientation()
{
    const int needed = std::max(wideWindowPx, wideWindowLetters * fontMetrics().averageCharWidth());
    const Qt::Orientation wanted = window()->width() >= needed ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted) {
        m_splitter->setOrientation(wanted);
        m_splitter->setSizes({450, 550});
    }
}

void RequestsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateOrientation();
    updateEmptyNote();
}

bool RequestsTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        updateEmptyNote();
    }
    return QWidget::eventFilter(watched, event);
}

void RequestsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_inbox->setVisible(true);
    showSavedFilters(); // another site may have got one
}

void RequestsTab::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_inbox->setVisible(false);
}

void RequestsTab::restoreSettings()
{
    const QSettings settings;
    m_assetsDecided = settings.contains(assetsKey);
    m_hideAssets = settings.value(assetsKey).toBool();
    m_detailOpen = settings.value(detailKey, true).toBool();
    m_detail->setVisible(m_detailOpen);
    if (m_hideAssets) {
        setFilter({});
    }
}

} // namespace Retort::Requests
