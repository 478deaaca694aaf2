// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/sitefacts.h"

#include <QAbstractButton>

namespace Retort::Window {

// One small square for each thread of the workers, filled while it runs a request, with an amber edge when that takes longer than a
// request should. A click asks for details.
class WorkerSquares final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerSquares)

public:
    explicit WorkerSquares(QWidget *parent = nullptr);

    void showThreads(int processes, int threads, const QList<States::RunningRequest> &running);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Thread : quint8 { Idle, Busy, Slow };

    int m_processes = 0;
    int m_threads = 0;
    QList<Thread> m_states;  // worker by worker; of threads that are there
};

} // namespace Retort::Window
