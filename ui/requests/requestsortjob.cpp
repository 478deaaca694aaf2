// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestsortjob.h"

#include "ui/requests/requesttablemodel.h"

#include <algorithm>
#include <string_view>

namespace Retort::Requests {

namespace {

using Rows = RequestSortJob::Rows;

bool isText(int column) noexcept
{
    return column == RequestTableModel::Method || column == RequestTableModel::Path || column == RequestTableModel::Client;
}

std::string_view textOf(const RequestRow &row, int column) noexcept
{
    return column == RequestTableModel::Method ? row.texts.method
        : column == RequestTableModel::Client  ? row.texts.client
                                               : row.texts.target;
}

quint64 numberOf(const RequestRow &row, int column) noexcept
{
    const Log::RequestRecord &record = *row.record;
    switch (column) {
    case RequestTableModel::Status: return record.status;
    case RequestTableModel::Time: return record.totalUs;
    case RequestTableModel::Size: return record.bodyBytesOut;
    case RequestTableModel::When: return static_cast<quint64>(record.wallStartUs);
    case RequestTableModel::Worker: return record.workerId;
    case RequestTableModel::Load: return record.load;
    case RequestTableModel::Protocol: return record.is(Log::RequestRecord::UwsgiProtocol) ? 1 : 0;
    case RequestTableModel::AppCpu: return record.appCpuUs;
    case RequestTableModel::RequestSize: return record.bodyBytesIn;
    default: return row.position;
    }
}

// Those that are alike stay in the order in which they came.
template<typename Key, typename KeyOf>
Rows sorted(const RequestSortJob::Chunks &chunks, const Rows *only, KeyOf keyOf)
{
    std::vector<std::pair<Key, quint64>> keyed;
    auto wanted = only ? only->begin() : Rows::const_iterator();
    for (const auto &chunk : chunks) {
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            const RequestRow row = chunk->row(i);
            if (only) {
                while (wanted != only->end() && *wanted < row.position) {
                    ++wanted;
                }
                if (wanted == only->end() || *wanted != row.position) {
                    continue;
                }
            }
            if (row.kind == RowKind::Request) {
                keyed.emplace_back(keyOf(row), row.position);
            }
        }
    }
    std::ranges::sort(keyed);
    Rows rows(keyed.size());
    std::ranges::transform(keyed, rows.begin(), [](const auto &each) { return each.second; });
    return rows;
}

} // namespace

RequestSortJob::RequestSortJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

RequestSortJob::~RequestSortJob()
{
    cancel();
    m_pool.waitForDone();
}

void RequestSortJob::startAll(Wish wish, Chunks chunks)
{
    run(wish, std::move(chunks), nullptr);
}

void RequestSortJob::start(Wish wish, Chunks chunks, Rows rows)
{
    run(wish, std::move(chunks), std::make_shared<Rows>(std::move(rows)));
}

void RequestSortJob::cancel()
{
    ++m_generation;
}

void RequestSortJob::run(Wish wish, Chunks chunks, std::shared_ptr<Rows> only)
{
    const quint64 generation = ++m_generation;
    m_pool.start([this, generation, wish, chunks = std::move(chunks), only = std::move(only)] {
        if (m_generation.load(std::memory_order_relaxed) != generation) {
            return;
        }
        const int column = wish.column;
        auto rows = std::make_shared<Rows>(isText(column)
                ? sorted<std::string_view>(chunks, only.get(), [column](const RequestRow &row) { return textOf(row, column); })
                : sorted<quint64>(chunks, only.get(), [column](const RequestRow &row) { return numberOf(row, column); }));
        if (wish.order == Qt::DescendingOrder) {
            std::ranges::reverse(*rows);
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, rows] {
                if (m_generation.load(std::memory_order_relaxed) == generation) {
                    Q_EMIT finished(rows);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace Retort::Requests
