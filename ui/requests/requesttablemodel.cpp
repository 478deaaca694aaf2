// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttablemodel.h"

#include "ui/requests/requestwords.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr std::size_t mostRows = 10'000'000;   // rows are counted by int, and so are their pixels
constexpr std::size_t medianRows = 20'000; // how far back the usual time is looked for: a millisecond's work
constexpr std::size_t medianSample = 101;

} // namespace

RequestTableModel::RequestTableModel(std::size_t capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_ring(std::min<std::size_t>(capacity, mostRows), capacity * textBytesPerRow)
    , m_job(this)
    , m_sortJob(this)
{
    connect(&m_job, &RequestFilterJob::finished, this,
        [this](const std::shared_ptr<RequestFilterJob::Outcome> &outcome) { publish(*outcome); });
    connect(&m_sortJob, &RequestSortJob::finished, this, [this](const std::shared_ptr<std::vector<quint64>> &rows) { showSorted(*rows); });
}

RequestTableModel::~RequestTableModel() = default;

// --- rows come and go -------------------------------------------------------------------------

void RequestTableModel::endBatch()
{
    const quint64 from = m_end;
    const quint64 end = m_ring.end();
    if (from == end) {
        return;
    }
    if (isSorted()) {
        std::vector<quint64> fresh;
        quint64 shown = 0;
        filterFresh(isFiltered() ? *m_filter : RowFilter{}, fresh, from, end, shown);
        m_end = end;
        if (isFiltered()) {
            m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
            m_shown += shown;
        }
        evict();
        Q_EMIT rowsTaken(std::max(from, m_ring.first()), end);
        Q_EMIT rowsHeld(shown);
        Q_EMIT countsChanged();
        return;
    }
    const int before = rowCount();
    if (!isFiltered()) {
        beginInsertRows({}, before, before + static_cast<int>(end - from) - 1);
        m_end = end;
        endInsertRows();
    } else {
        std::vector<quint64> fresh;
        quint64 shown = 0;
        filterFresh(*m_filter, fresh, from, end, shown);
        if (!fresh.empty()) {
            beginInsertRows({}, before, before + static_cast<int>(fresh.size()) - 1);
            m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
            m_shown += shown;
        }
        m_end = end;
        if (!fresh.empty()) {
            endInsertRows();
        }
    }
    evict();
    Q_EMIT rowsTaken(std::max(from, m_ring.first()), end);
    Q_EMIT countsChanged();
}

void RequestTableModel::evict()
{
    const quint64 end = m_ring.excessEnd();
    if (end == m_ring.first()) {
        return;
    }
    const std::size_t leaving = isFiltered() ? indexOf(end) - m_rowsStart : static_cast<std::size_t>(end - m_ring.first());
    if (isSorted()) {
        beginResetModel(); // they leave from everywhere
    } else if (leaving > 0) {
        beginRemoveRows({}, 0, static_cast<int>(leaving) - 1);
    }
    if (isFiltered()) {
        for (std::size_t i = 0; i < leaving; ++i) {
            m_shown -= m_ring.row(m_rows[m_rowsStart + i]).kind == RowKind::Request ? 1 : 0;
        }
        m_rowsStart += leaving;
        if (m_rowsStart > m_rows.size() / 2) {
            m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_rowsStart));
            m_rowsStart = 0;
        }
    }
    m_ring.dropBefore(end);
    if (isSorted()) {
        std::erase_if(*m_sorted, [end](quint64 position) { return position < end; });
        endResetModel();
    } else if (leaving > 0) {
        endRemoveRows();
    }
}

quint64 RequestTableModel::clear()
{
    const quint64 requests = m_ring.counts().requests;
    endSort();
    beginResetModel();
    m_cleared = m_ring.take();
    m_rows.clear();
    m_rowsStart = 0;
    m_shown = 0;
    m_end = m_ring.end();
    endResetModel();
    refilter(); // a walk that runs knows only what is gone
    Q_EMIT countsChanged();
    return requests;
}

void RequestTableModel::undoClear()
{
    if (m_cleared.empty()) {
        return;
    }
    endSort();
    beginResetModel();
    m_ring.putBack(std::exchange(m_cleared, {}));
    endResetModel();
    evict();
    if (m_wanted) {
        setFilter(m_wanted);
    }
    Q_EMIT countsChanged();
}

void RequestTableModel::setCapacity(std::size_t rows)
{
    m_ring.setCapacity(std::min<std::size_t>(rows, mostRows), rows * textBytesPerRow);
    evict();
    Q_EMIT countsChanged();
}

// --- the filter -------------------------------------------------------------------------------

// Sorted rows stay until those of the new filter are sorted too.
template<typename Change>
void RequestTableModel::refilled(Change change)
{
    if (isSorted()) {
        change();
        startSort();
        return;
    }
    beginResetModel();
    change();
    endResetModel();
    if (m_sortWish) {
        startSort();
    }
}

void RequestTableModel::setFilter(std::shared_ptr<const RowFilter> filter)
{
    if (!filter || filter->acceptsAll()) {
        m_wanted.reset();
        m_job.cancel();
        if (isFiltered()) {
            refilled([this] {
                m_filter.reset();
                m_rows = {};
                m_rowsStart = 0;
            });
        }
        Q_EMIT filteringChanged(false);
        Q_EMIT countsChanged();
        return;
    }
    m_wanted = std::move(filter);
    RequestFilterJob::Chunks chunks = m_ring.sealed();
    const quint64 end = chunks.empty() ? m_ring.first() : chunks.back()->end();
    m_job.start(m_wanted, std::move(chunks), end);
    Q_EMIT filteringChanged(true);
}

void RequestTableModel::refilter()
{
    if (m_job.isRunning()) {
        setFilter(m_wanted);
    }
}

void RequestTableModel::publish(RequestFilterJob::Outcome &outcome)
{
    // What came since the walk began, and what was in the chunk that still grows.
    filterFresh(*outcome.filter, outcome.rows, std::max(outcome.end, m_ring.first()), m_end, outcome.shown);
    // What left since.
    const auto kept = std::lower_bound(outcome.rows.begin(), outcome.rows.end(), m_ring.first());
    if (kept != outcome.rows.begin()) {
        outcome.rows.erase(outcome.rows.begin(), kept);
        outcome.shown = static_cast<quint64>(
            std::ranges::count_if(outcome.rows, [this](quint64 position) { return m_ring.row(position).kind == RowKind::Request; }));
    }
    refilled([&] {
        m_filter = outcome.filter;
        m_rows = std::move(outcome.rows);
        m_rowsStart = 0;
        m_shown = outcome.shown;
    });
    Q_EMIT filteringChanged(false);
    Q_EMIT countsChanged();
}

void RequestTableModel::filterFresh(const RowFilter &filter, std::vector<quint64> &to, quint64 from, quint64 end, quint64 &shown) const
{
    for (quint64 position = from; position < end; ++position) {
        const RequestRow row = m_ring.row(position);
        if (filter.accepts(row)) {
            to.push_back(position);
            shown += row.kind == RowKind::Request ? 1 : 0;
        }
    }
}

// --- sorting ----------------------------------------------------------------------------------

void RequestTableModel::sortBy(int column, Qt::SortOrder order)
{
    m_sortWish = RequestSortJob::Wish{column, order};
    startSort();
    Q_EMIT sortingChanged();
}

void RequestTableModel::startSort()
{
    m_ring.seal();
    if (isFiltered()) {
        m_sortJob.start(*m_sortWish, m_ring.sealed(), {m_rows.begin() + static_cast<std::ptrdiff_t>(m_rowsStart), m_rows.end()});
    } else {
        m_sortJob.startAll(*m_sortWish, m_ring.sealed());
    }
}

void RequestTableModel::showSorted(std::vector<quint64> &rows)
{
    std::erase_if(rows, [this](quint64 position) { return position < m_ring.first(); });
    beginResetModel();
    m_sorted = std::move(rows);
    endResetModel();
}

void RequestTableModel::endSort()
{
    m_sortJob.cancel();
    if (!m_sortWish) {
        return;
    }
    m_sortWish.reset();
    if (isSorted()) {
        beginResetModel();
        m_sorted.reset();
        endResetModel();
    }
    Q_EMIT sortingChanged();
}

// --- finding rows -----------------------------------------------------------------------------

std::size_t RequestTableModel::shownRows() const noexcept
{
    return isSorted() ? m_sorted->size() : isFiltered() ? m_rows.size() - m_rowsStart : static_cast<std::size_t>(m_end - m_ring.first());
}

std::size_t RequestTableModel::indexOf(quint64 position) const noexcept
{
    const auto found = std::lower_bound(m_rows.begin() + static_cast<std::ptrdiff_t>(m_rowsStart), m_rows.end(), position);
    return static_cast<std::size_t>(found - m_rows.begin());
}

RequestRow RequestTableModel::row(int row) const noexcept
{
    if (row < 0 || static_cast<std::size_t>(row) >= shownRows()) {
        return {};
    }
    const auto index = static_cast<std::size_t>(row);
    if (isSorted()) {
        return m_ring.row((*m_sorted)[index]);
    }
    return m_ring.row(isFiltered() ? m_rows[m_rowsStart + index] : m_ring.first() + index);
}

quint64 RequestTableModel::positionOf(quint64 sequence, qint64 wallStartUs) const noexcept
{
    for (quint64 position = m_end; position > m_ring.first(); --position) {
        const RequestRow row = m_ring.row(position - 1);
        if (row.kind == RowKind::Request && row.record->sequence == sequence && row.record->wallStartUs == wallStartUs) {
            return position - 1;
        }
    }
    return m_end;
}

int RequestTableModel::rowOf(quint64 position) const noexcept
{
    if (position < m_ring.first() || position >= m_end) {
        return -1;
    }
    if (isSorted()) {
        const auto found = std::ranges::find(*m_sorted, position);
        return found == m_sorted->end() ? -1 : static_cast<int>(found - m_sorted->begin());
    }
    if (!isFiltered()) {
        return static_cast<int>(position - m_ring.first());
    }
    const std::size_t index = indexOf(position);
    return index < m_rows.size() && m_rows[index] == position ? static_cast<int>(index - m_rowsStart) : -1;
}

int RequestTableModel::nextMarker(int row) const noexcept
{
    const RequestRow here = this->row(row);
    return here.record ? rowOf(m_ring.markerAfter(here.position)) : -1;
}

int RequestTableModel::previousMarker(int row) const noexcept
{
    const RequestRow here = this->row(row);
    return here.record ? rowOf(m_ring.markerBefore(here.position)) : -1;
}

qint64 RequestTableModel::medianUs(const RequestRow &like) const
{
    const std::string_view path = Log::pathOf(like.texts.target);
    std::vector<std::uint32_t> times;
    const quint64 oldest = m_end - std::min<quint64>(m_end - m_ring.first(), medianRows);
    for (quint64 position = m_end; position-- > oldest && times.size() < medianSample;) {
        const RequestRow row = m_ring.row(position);
        if (row.kind == RowKind::Request && position != like.position && Log::pathOf(row.texts.target) == path
            && row.texts.method == like.texts.method) {
            times.push_back(row.record->totalUs);
        }
    }
    if (times.size() < 3) {
        return 0;
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

// --- QAbstractTableModel ----------------------------------------------------------------------

int RequestTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shownRows());
}

int RequestTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestTableModel::data(const QModelIndex &index, int role) const
{
    const RequestRow row = this->row(index.isValid() ? index.row() : -1); // views ask for rows that just left
    if (!row.record) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        if (row.kind == RowKind::Request) {
            return cellText(row, index.column());
        }
        return index.column() == Path ? toText(row.texts.target) : QString();
    case Qt::AccessibleTextRole: return markOf(row).isEmpty() ? accessibleText(row) : QString(accessibleText(row) + u", " + markOf(row));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            (index.column() == Size || index.column() == RequestSize || index.column() == Time ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter));
    default: break;
    }
    return {};
}

QVariant RequestTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return columnName(section);
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(
            (section == Size || section == RequestSize || section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    return {};
}

Qt::ItemFlags RequestTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    // What is not enabled, the arrow keys pass over.
    const bool isRequest = row(index.row()).kind == RowKind::Request;
    return Qt::ItemNeverHasChildren | (isRequest ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
}

void RequestTableModel::setRoutes(std::shared_ptr<const Log::RouteTable> routes)
{
    m_routes = std::move(routes);
    if (const int rows = rowCount(); rows > 0) {
        Q_EMIT dataChanged(index(0, Route), index(rows - 1, Route));
    }
}

const Log::Route *RequestTableModel::routeOf(const RequestRow &row) const
{
    const bool isAsked = m_routes && row.record && row.kind == RowKind::Request && !row.record->is(Log::RequestRecord::Rejected);
    const int found = isAsked ? m_routes->match(row.texts.method, row.texts.target) : Log::RouteTable::none;
    return found == Log::RouteTable::none ? nullptr : &m_routes->routes()[static_cast<std::size_t>(found)];
}

void RequestTableModel::setMark(quint64 sequence, qint64 timeUs, const QString &text)
{
    m_marks.set(sequence, timeUs, text);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, Path), index(rowCount() - 1, Path)); // a view paints what it shows
    }
}

void RequestTableModel::setRelativeTimes(bool relative)
{
    m_relativeTimes = relative;
    if (const int rows = rowCount(); rows > 0) {
        Q_EMIT dataChanged(index(0, When), index(rows - 1, When));
    }
}

// In another order “since the row above” would say nothing.
QString RequestTableModel::whenText(const RequestRow &row) const
{
    if (!m_relativeTimes || isSorted()) {
        return clockText(row.record->wallStartUs);
    }
    const RequestRow above = this->row(rowOf(row.position) - 1);
    return above.record ? sinceText(row.record->wallStartUs - above.record->wallStartUs) : clockText(row.record->wallStartUs);
}

QString RequestTableModel::columnName(int column)
{
    switch (column) {
    case Status: return tr("Status");
    case Method: return tr("Method");
    case Path: return tr("Path");
    case Time: return tr("Time");
    case Size: return tr("Size");
    case When: return tr("When");
    case Worker: return tr("Worker");
    case Load: return tr("Load");
    case Client: return tr("Client");
    case Protocol: return tr("Protocol");
    case AppCpu: return tr("App CPU");
    case RequestSize: return tr("Request size");
    case Route: return tr("Route");
    default: break;
    }
    return {};
}

QString RequestTableModel::cellText(const RequestRow &row, int column) const
{
    const Log::RequestRecord &record = *row.record;
    switch (column) {
    case Status: return statusText(row);
    case Method: return toText(row.texts.method);
    case Path: return toText(row.texts.target);
    case Time: return durationText(record.totalUs);
    case Size: return sizeText(record.bodyBytesOut);
    case When: return whenText(row);
    case Worker: return record.workerId > 0 ? QString::number(record.workerId) : QString();
    case Load: return record.load > 0 ? QString::number(record.load) : QString();
    case Client: return toText(row.texts.client);
    case Protocol: return record.is(Log::RequestRecord::UwsgiProtocol) ? u"uwsgi"_s : u"HTTP"_s;
    case AppCpu: return durationText(record.appCpuUs);
    case RequestSize: return sizeText(record.bodyBytesIn);
    case Route: {
        const Log::Route *const route = routeOf(row);
        return route ? toText(route->mount + route->rule) : QString();
    }
    default: break;
    }
    return {};
}

} // namespace Retort::Requests
