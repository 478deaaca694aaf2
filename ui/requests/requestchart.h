// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requestrates.h"

#include <QBasicTimer>
#include <QWidget>

namespace Retort::Requests {

// The last minute beside the tabs: a bar per second, stacked by class of answer, the 95th percentile as a line,
// and both as numbers. Drag over some seconds to see only their requests; Escape ends that. Its timer runs only
// while there is something in the minute.
class RequestChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestChart)

public:
    static constexpr int heightPx = 28;
    static constexpr int largeHeightPx = 64;

    explicit RequestChart(QWidget *parent = nullptr);
    ~RequestChart() override;

    void add(qint64 finishedUs, int status, quint32 totalUs);
    void updateSoon(); // after some add()
    void setNow(qint64 nowUs);
    void clear();
    void clearBrush();
    void setLarge(bool large);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // Wall-clock microseconds; both seconds are included.
    void brushed(qint64 fromUs, qint64 toUs);
    void brushCleared();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QRect plot() const;
    QString numbers() const;
    int labelWidth() const;
    qint64 secondAt(int x) const;
    int leftOf(qint64 second) const;
    void paintBars(QPainter &painter, const QRect &area) const;
    void paintLine(QPainter &painter, const QRect &area) const;
    void paintBrush(QPainter &painter, const QRect &area) const;
    void describe();

    RequestRates m_rates;
    QBasicTimer m_timer;
    bool m_large = false;
    bool m_dragging = false;
    qint64 m_brushFrom = 0; // seconds; 0: there is no brush
    qint64 m_brushTo = 0;
    qint64 m_hovered = 0;
};

} // namespace Retort::Requests
