// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestfilterjob.h"

#include <QThread>

#include <algorithm>

namespace Retort::Requests {

namespace {

constexpr int mostThreads = 4;
constexpr std::size_t leastChunks = 4; // for a thread: to wake one takes as long as some thousand rows

} // namespace

// One start(). Who is the last to end its part publishes all of them.
struct RequestFilterJob::Walk
{
    quint64 generation = 0;
    std::shared_ptr<const RowFilter> filter;
    Chunks chunks;
    quint64 end = 0;
    std::vector<Outcome> parts;
    std::atomic<std::size_t> left = 0;
};

RequestFilterJob::RequestFilterJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, mostThreads));
}

RequestFilterJob::~RequestFilterJob()
{
    cancel();
    m_pool.waitForDone();
}

void RequestFilterJob::start(std::shared_ptr<const RowFilter> filter, Chunks chunks, quint64 end)
{
    auto walk = std::make_shared<Walk>();
    walk->generation = ++m_generation;
    walk->filter = std::move(filter);
    walk->chunks = std::move(chunks);
    walk->end = end;
    const auto parts = std::clamp<std::size_t>(walk->chunks.size() / leastChunks, 1, static_cast<std::size_t>(m_pool.maxThreadCount()));
    walk->parts.resize(parts);
    walk->left = parts;
    m_running = true;
    for (std::size_t part = 0; part < parts; ++part) {
        m_pool.start([this, walk, part] { run(*walk, part); });
    }
}

void RequestFilterJob::cancel()
{
    ++m_generation;
    m_running = false;
}

// On a thread of the pool.
void RequestFilterJob::run(Walk &walk, std::size_t part)
{
    Outcome &found = walk.parts[part];
    const std::size_t count = walk.chunks.size();
    for (std::size_t at = count * part / walk.parts.size(); at < count * (part + 1) / walk.parts.size(); ++at) {
        if (m_generation.load(std::memory_order_relaxed) != walk.generation) {
            return;
        }
        const auto chunk = std::move(walk.chunks[at]); // the window may have dropped it meanwhile: then nobody needs it any more
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            const RequestRow row = chunk->row(i);
            if (walk.filter->accepts(row)) {
                found.rows.push_back(row.position);
                found.shown += row.kind == RowKind::Request ? 1 : 0;
            }
        }
    }
    if (walk.left.fetch_sub(1, std::memory_order_acq_rel) > 1) {
        return;
    }
    auto outcome = std::make_shared<Outcome>(std::move(walk.parts.front()));
    for (std::size_t i = 1; i < walk.parts.size(); ++i) {
        outcome->rows.insert(outcome->rows.end(), walk.parts[i].rows.begin(), walk.parts[i].rows.end());
        outcome->shown += walk.parts[i].shown;
    }
    outcome->filter = walk.filter;
    outcome->end = walk.end;
    QMetaObject::invokeMethod(this, [this, generation = walk.generation, outcome] { publish(generation, outcome); }, Qt::QueuedConnection);
}

void RequestFilterJob::publish(quint64 generation, const std::shared_ptr<Outcome> &outcome)
{
    if (m_generation.load(std::memory_order_relaxed) == generation) {
        m_running = false;
        Q_EMIT finished(outcome);
    }
}

} // namespace Retort::Requests
