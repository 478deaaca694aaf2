// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/workersquares.h"

#include "engine/log/requestfilter.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int side = 7;
constexpr int gap = 2;
constexpr int processGap = 5;
constexpr qsizetype mostLines = 6;
constexpr qsizetype mostCharacters = 80;
constexpr int mostSquares = 64;  // more would be a pattern, not a number

// The words, and what runs for long; a person would rather not click for that.
QString toolTipOf(const QString &words, const QList<States::RunningRequest> &running)
{
    QStringList lines{words};
    for (const States::RunningRequest &request : running) {
        if (request.us > Log::slowRequestUs && lines.size() < mostLines) {
            lines.append(
                WorkerSquares::tr("worker %1: %2 %3").arg(request.worker).arg(request.method, request.target.left(mostCharacters)));
        }
    }
    lines.append(WorkerSquares::tr("Click for the workers"));
    return u"<p style='white-space:pre'>"_s + lines.join(u'\n').toHtmlEscaped() + u"</p>"_s;
}

} // namespace

WorkerSquares::WorkerSquares(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();  // until there are workers: nobody shall reach what they cannot see
}

void WorkerSquares::showThreads(int processes, int threads, const QList<States::RunningRequest> &running)
{
    QList<Thread> states(qsizetype{processes} * threads, Thread::Idle);
    int slow = 0;
    for (const States::RunningRequest &request : running) {
        const qsizetype at = qsizetype{request.worker - 1} * threads + request.slot;
        if (request.slot < threads && at >= 0 && at < states.size()) {
            states[at] = request.us > Log::slowRequestUs ? Thread::Slow : Thread::Busy;
            slow += request.us > Log::slowRequestUs ? 1 : 0;
        }
    }
    if (processes == m_processes && threads == m_threads && states == m_states) {
        return;
    }
    m_processes = processes;
    m_threads = threads;
    m_states = states;
    const qsizetype busy = states.size() - states.count(Thread::Idle);
    QString words = tr("%1 of %2 threads are busy").arg(busy).arg(states.size());
    if (slow > 0) {
        words += u", "_s + tr("%1 for more than half a second").arg(slow);
    }
    setToolTip(toolTipOf(words, running));
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
    const QColor slow = Style::tone(Style::Tone::Warning);
    const QColor idle = Style::tone(Style::Tone::Muted);
    const int total = std::min(m_processes * m_threads, mostSquares);
    int left = 4;
    for (int i = 0; i < total; ++i) {
        if (i > 0 && i % m_threads == 0) {
            left += processGap - gap;
        }
        const QRect square(left, (height() - side) / 2, side, side);
        const Thread state = m_states.value(i);
        if (state == Thread::Busy) {
            painter.fillRect(square, busy);
        } else if (state == Thread::Slow) {  // by shape too: a thick edge
            painter.fillRect(square, slow);
            painter.fillRect(square.adjusted(2, 2, -2, -2), palette().window());
        } else if (state == Thread::Idle) {
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
