// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestfilterjob.h"

namespace Retort::Requests {

RequestFilterJob::RequestFilterJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1); // a stale job ends before the next begins: never two walks at once
}

RequestFilterJob::~RequestFilterJob()
{
    cancel();
    m_pool.waitForDone();
}

void RequestFilterJob::start(std::shared_ptr<const RowFilter> filter, Chunks chunks, quint64 end)
{
    const quint64 generation = ++m_generation;
    m_running = true;
    m_pool.start([this, generation, filter = std::move(filter), chunks = std::move(chunks), end]() mutable {
        run(generation, std::move(filter), std::move(chunks), end);
    });
}

void RequestFilterJob::cancel()
{
    ++m_generation;
    m_running = false;
}

// On the pool's thread.
void RequestFilterJob::run(quint64 generation, std::shared_ptr<const RowFilter> filter, Chunks chunks, quint64 end)
{
    auto outcome = std::make_shared<Outcome>();
    outcome->filter = std::move(filter);
    outcome->end = end;
    for (auto &chunk : chunks) {
        if (m_generation.load(std::memory_order_relaxed) != generation) {
            return;
        }
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            const RequestRow row = chunk->row(i);
            if (outcome->filter->accepts(row)) {
                outcome->rows.push_back(row.position);
                outcome->shown += row.kind == RowKind::Request ? 1 : 0;
            }
        }
        chunk.reset(); // the window may have dropped it meanwhile
    }
    QMetaObject::invokeMethod(this, [this, generation, outcome] { publish(generation, outcome); }, Qt::QueuedConnection);
}

void RequestFilterJob::publish(quint64 generation, const std::shared_ptr<Outcome> &outcome)
{
    if (m_generation.load(std::memory_order_relaxed) == generation) {
        m_running = false;
        Q_EMIT finished(outcome);
    }
}

} // namespace Retort::Requests
