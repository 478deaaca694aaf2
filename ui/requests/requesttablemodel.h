// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/routetable.h"
#include "ui/requests/requestfilterjob.h"
#include "ui/requests/requestring.h"
#include "ui/requests/requestsortjob.h"
#include "ui/requests/rowmarks.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace Retort::Requests {

// The rows of the request table: a ring of records, and which of them a filter shows. Rows come in batches, leave
// in sixteenths of the capacity and never move. A filter works in the background; until it is done the rows stay
// as they are. Sorted, the rows are a copy that stands still: what comes meanwhile is only counted (rowsHeld). Delegates
// paint from row(); data() is for copying, screen readers and tests.
class RequestTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestTableModel)

public:
    // The order of the columns, and the numbers under which a person's choice is remembered: add at the end.
    enum Column { Status, Method, Path, Time, Size, When, Worker, Load, Client, Protocol, AppCpu, RequestSize, Route, ColumnCount };

    static constexpr std::size_t defaultCapacity = 200'000;
    static constexpr std::size_t textBytesPerRow = 64; // on average; more, and fewer rows are kept

    explicit RequestTableModel(std::size_t capacity = defaultCapacity, QObject *parent = nullptr);
    ~RequestTableModel() override;

    // Between these, rows are taken in; endBatch() shows them, with at most one insertion and one removal.
    void add(const Log::RequestRecord &record, RowKind kind, const Log::RequestTexts &texts) { m_ring.append(record, kind, texts); }
    void endBatch();

    void setCapacity(std::size_t rows);

    void setFilter(std::shared_ptr<const RowFilter> filter);
    bool isFiltered() const noexcept { return m_filter != nullptr; }
    bool isFiltering() const noexcept { return m_job.isRunning(); }

    // A copy of the rows in another order, until endSort(). It is there at the next reset.
    void sortBy(int column, Qt::SortOrder order);
    void endSort();
    bool isSorted() const noexcept { return m_sorted.has_value(); }
    std::optional<RequestSortJob::Wish> sortWish() const noexcept { return m_sortWish; }

    // The When column: the time of day, or the time since the row above.
    void setRelativeTimes(bool relative);
    bool hasRelativeTimes() const noexcept { return m_relativeTimes; }

    // What was there can come back, until the next clear() or forgetCleared().
    quint64 clear();
    void undoClear();
    void forgetCleared() { m_cleared.clear(); }
    bool canUndoClear() const noexcept { return !m_cleared.empty(); }

    RequestRow row(int row) const noexcept;
    RequestRow rowAtPosition(quint64 position) const noexcept { return m_ring.row(position); }
    // endPosition() when it is not here. Engines start again with their numbers, so the time must be the same too.
    quint64 positionOf(quint64 sequence, qint64 wallStartUs) const noexcept;
    int rowOf(quint64 position) const noexcept; // -1 when it is not shown
    int nextMarker(int row) const noexcept;     // -1 when there is none
    int previousMarker(int row) const noexcept;

    quint64 firstPosition() const noexcept { return m_ring.first(); }
    quint64 endPosition() const noexcept { return m_end; }
    const RowCounts &counts() const noexcept { return m_ring.counts(); } // of all rows
    quint64 shownRequests() const noexcept { return isFiltered() ? m_shown : m_ring.counts().requests; }

    // By which the Route column is found. Null: it stays empty.
    void setRoutes(std::shared_ptr<const Log::RouteTable> routes);
    const Log::Route *routeOf(const RequestRow &row) const; // null: none, or nobody knows
    // A sign beside the path of a request; "" takes it away.
    void setMark(quint64 sequence, qint64 timeUs, const QString &text);
    QString markOf(const RequestRow &row) const { return m_marks.of(row); }

    // The middle of the durations of recent requests of that method and path; 0 when there are fewer than three.
    qint64 medianUs(const RequestRow &like) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    static QString columnName(int column);
    QString cellText(const RequestRow &row, int column) const;

Q_SIGNALS:
    void rowsTaken(quint64 from, quint64 end); // positions; after they are in the table
    void countsChanged();
    void filteringChanged(bool running);
    void rowsHeld(quint64 requests); // came while sorted: they are not shown yet
    void sortingChanged();           // the wish; the rows follow

private:
    std::size_t shownRows() const noexcept;
    std::size_t indexOf(quint64 position) const noexcept; // into m_rows: the first that is not before it
    void publish(RequestFilterJob::Outcome &outcome);
    void filterFresh(const RowFilter &filter, std::vector<quint64> &to, quint64 from, quint64 end, quint64 &shown) const;
    void evict();
    void refilter();
    template<typename Change>
    void refilled(Change change);
    void startSort();
    void showSorted(std::vector<quint64> &rows);
    QString whenText(const RequestRow &row) const;

    RequestRing m_ring;
    std::shared_ptr<const Log::RouteTable> m_routes;
    RowMarks m_marks;
    quint64 m_end = 0;                          // rows from here on are not in the table yet
    std::shared_ptr<const RowFilter> m_filter;  // null: all rows are shown, and m_rows is empty
    std::shared_ptr<const RowFilter> m_wanted;  // what the job works on, or m_filter
    std::vector<quint64> m_rows;                // positions that are shown, ascending
    std::size_t m_rowsStart = 0;                // those before were evicted
    quint64 m_shown = 0;
    RequestRing::Chunks m_cleared;
    std::optional<RequestSortJob::Wish> m_sortWish;
    std::optional<std::vector<quint64>> m_sorted; // positions as they are shown
    bool m_relativeTimes = false;
    RequestFilterJob m_job;
    RequestSortJob m_sortJob;
};

} // namespace Retort::Requests
