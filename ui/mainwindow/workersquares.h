// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace Retort::Window {

// One small square for each thread of the workers, filled while it runs a request. A click asks for details.
class WorkerSquares final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerSquares)

public:
    explicit WorkerSquares(QWidget *parent = nullptr);

    void showCounts(int processes, int threads, int busy);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_processes = 0;
    int m_threads = 0;
    int m_busy = 0;
};

} // namespace Retort::Window
