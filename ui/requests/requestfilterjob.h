// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/rowfilter.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace Retort::Requests {

// Runs a filter over sealed chunks on other threads, each of which walks a part of them. A new start() makes the one
// before it stale: it ends soon and its result is dropped. Lives on the window's thread; so does finished().
class RequestFilterJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestFilterJob)

public:
    using Chunks = std::vector<std::shared_ptr<const RequestChunk>>;
    struct Outcome
    {
        std::shared_ptr<const RowFilter> filter;
        std::vector<quint64> rows; // positions, ascending
        quint64 shown = 0;         // of which are requests
        quint64 end = 0;           // rows from here on were not looked at
    };

    explicit RequestFilterJob(QObject *parent = nullptr);
    ~RequestFilterJob() override; // waits for the threads, which look up after at most one chunk

    void start(std::shared_ptr<const RowFilter> filter, Chunks chunks, quint64 end);
    void cancel();
    bool isRunning() const noexcept { return m_running; }

Q_SIGNALS:
    void finished(const std::shared_ptr<Retort::Requests::RequestFilterJob::Outcome> &outcome);

private:
    struct Walk;
    void run(Walk &walk, std::size_t part);
    void publish(quint64 generation, const std::shared_ptr<Outcome> &outcome);

    std::atomic<quint64> m_generation = 0;
    bool m_running = false;
    QThreadPool m_pool;
};

} // namespace Retort::Requests
