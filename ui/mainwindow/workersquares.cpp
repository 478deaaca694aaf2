// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/workersquares.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace Retort::Window {

namespace {

constexpr int side = 7;
constexpr int gap = 2;
constexpr int processGap = 5;
constexpr int mostSquares = 64;  // more would be a pattern, not a number

} // namespace

WorkerSquares::WorkerSquares(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();  // until there are workers: nobody shall reach what they cannot see
}

void WorkerSquares::showCounts(int processes, int threads, int busy)
{
    if (processes == m_processes && threads == m_threads && busy == m_busy) {
        return;
    }
    m_processes = processes;
    m_threads = threads;
    m_busy = busy;
    const QString words = tr("%1 of %2 threads are busy").arg(busy).arg(processes * threads);
    setToolTip(words + u'\n' + tr("Click for the workers"));
    setAccessibleName(tr("Workers"));
    setAccessibleDescription(words);
    setVisible(processes > 0);
    updateGeometry();
    update();
}

QSize WorkerSquares::sizeHint() const
{
    const int total = std::min(m_processes * m_threads, mostSquares);
    const int groups = m_threads > 0 ? (total + m_threads - 1) / m_threads : 0;
    return {std::max(1, total * (side + gap) + std::max(0, groups - 1) * (processGap - gap) + 8), side + 10};
}

void WorkerSquares::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor busy = Style::tone(Style::Tone::Accent);
    const QColor idle = palette().color(QPalette::Mid);
    const int total = std::min(m_processes * m_threads, mostSquares);
    int left = 4;
    for (int i = 0; i < total; ++i) {
        if (i > 0 && i % m_threads == 0) {
            left += processGap - gap;
        }
        const QRect square(left, (height() - side) / 2, side, side);
        if (i < m_busy) {
            painter.fillRect(square, busy);
        } else {
            painter.setPen(idle);
            painter.drawRect(square.adjusted(0, 0, -1, -1));
        }
        left += side + gap;
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace Retort::Window
