// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requestring.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace Retort::Requests {

// Sorts rows by what a column shows, on another thread, by the values and not by their texts. Rows that are no requests
// are left out: they say what happened in between. A new start() makes the one before it stale. Lives on the window's
// thread; so does finished().
class RequestSortJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestSortJob)

public:
    using Chunks = std::vector<std::shared_ptr<const RequestChunk>>; // sealed, ascending
    using Rows = std::vector<quint64>;                               // positions
    struct Wish
    {
        int column = 0; // of RequestTableModel
        Qt::SortOrder order = Qt::AscendingOrder;
    };

    explicit RequestSortJob(QObject *parent = nullptr);
    ~RequestSortJob() override; // waits for the thread: a third of a second for a million rows

    void startAll(Wish wish, Chunks chunks);
    void start(Wish wish, Chunks chunks, Rows rows); // of these only, ascending
    void cancel();

Q_SIGNALS:
    void finished(const std::shared_ptr<std::vector<quint64>> &rows);

private:
    void run(Wish wish, Chunks chunks, std::shared_ptr<Rows> only);

    std::atomic<quint64> m_generation = 0;
    QThreadPool m_pool;
};

} // namespace Retort::Requests
