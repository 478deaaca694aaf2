// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestchart.h"

#include "engine/base/clock.h"
#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimerEvent>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int barPx = 2; // a second
constexpr int gapPx = 8;
constexpr int belowPx = 5; // between its ground and the line under the tabs
constexpr std::array tokens{Style::Token::Ok, Style::Token::Redirect, Style::Token::ClientError, Style::Token::ServerError};

} // namespace

RequestChart::RequestChart(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Requests of the last minute"));
    describe();
}

RequestChart::~RequestChart() = default;

void RequestChart::add(qint64 finishedUs, int status, quint32 totalUs)
{
    m_rates.add(finishedUs, status, totalUs);
}

void RequestChart::updateSoon()
{
    if (isVisible() && !m_timer.isActive()) {
        setNow(wallClockUs());
        m_timer.start(1'000, this);
    }
    update();
}

void RequestChart::setNow(qint64 nowUs)
{
    m_rates.advance(nowUs);
    describe();
    update();
}

void RequestChart::clear()
{
    m_rates.clear();
    describe();
    update();
}

void RequestChart::setLarge(bool large)
{
    m_large = large;
    setSizePolicy(large ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateGeometry();
}

void RequestChart::describe()
{
    const RequestRates::Second minute = m_rates.total();
    const QString text = minute.requests == 0
        ? tr("Last minute: no requests")
        : tr("Last minute: %1 requests, %2 errors, p95 %3")
              .arg(QLocale().toString(minute.requests), QLocale().toString(minute.byClass[RequestRates::ServerError]),
                  durationText(minute.p95Us));
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
    }
}

// --- where things are -------------------------------------------------------------------------

QString RequestChart::numbers() const
{
    const RequestRates::Second minute = m_rates.total();
    if (minute.requests == 0) {
        return {};
    }
    const double rate = m_rates.perSecond();
    const QString perSecond = rate == 0 ? u"0"_s : rate < 9.95 ? QString::number(rate, 'f', 1) : QLocale().toString(std::llround(rate));
    return tr("%1/s  p95 %2").arg(perSecond, durationText(minute.p95Us));
}

int RequestChart::labelWidth() const
{
    return fontMetrics().horizontalAdvance(tr("%1/s  p95 %2").arg(u"99,999"_s, u"999 ms"_s));
}

QSize RequestChart::sizeHint() const
{
    return {RequestRates::seconds * barPx + gapPx + labelWidth(), m_large ? largeHeightPx : std::max(heightPx, fontMetrics().height() + 8)};
}

QSize RequestChart::minimumSizeHint() const
{
    return sizeHint();
}

QRect RequestChart::plot() const
{
    const int width = std::max(RequestRates::seconds * barPx, this->width() - gapPx - labelWidth());
    return {0, 2, width / RequestRates::seconds * RequestRates::seconds, height() - 2 - belowPx};
}

qint64 RequestChart::secondAt(int x) const
{
    const QRect area = plot();
    const int index = std::clamp((x - area.left()) * RequestRates::seconds / area.width(), 0, RequestRates::seconds - 1);
    return m_rates.newest() - (RequestRates::seconds - 1 - index);
}

int RequestChart::leftOf(qint64 second) const
{
    const QRect area = plot();
    const int index =
        RequestRates::seconds - 1 - static_cast<int>(std::clamp<qint64>(m_rates.newest() - second, -1, RequestRates::seconds - 1));
    return area.left() + index * area.width() / RequestRates::seconds;
}

// --- painting ---------------------------------------------------------------------------------

void RequestChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = plot();
    painter.setPen(Style::mixed(palette().color(QPalette::Window), Style::color(Style::Token::Muted, palette()), 0.45));
    if (m_rates.total().requests > 0) {
        painter.drawLine(area.bottomLeft(), area.bottomRight());
    }
    paintBrush(painter, area);
    paintBars(painter, area);
    paintLine(painter, area);
    painter.setPen(Style::color(Style::Token::Muted, palette()));
    painter.drawText(QRect(area.right() + gapPx, 0, width() - area.right() - gapPx, height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, numbers());
}

void RequestChart::paintBars(QPainter &painter, const QRect &area) const
{
    quint32 most = 1;
    for (int ago = 0; ago < RequestRates::seconds; ++ago) {
        most = std::max(most, m_rates.at(ago).requests);
    }
    const int step = area.width() / RequestRates::seconds;
    for (int ago = 0; ago < RequestRates::seconds; ++ago) {
        const RequestRates::Second second = m_rates.at(ago);
        int bottom = area.bottom();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (second.byClass[i] == 0) {
                continue;
            }
            // Never less than two pixels: one error among thousands is what one looks for.
            const int height =
                std::max(2, static_cast<int>(std::lround(static_cast<double>(second.byClass[i]) / most * (area.height() - 4))));
            painter.fillRect(
                leftOf(second.second), bottom - height, std::max(1, step - (step > 2 ? 1 : 0)), height, Style::color(tokens[i], palette()));
            bottom -= height;
        }
    }
}

// The 95th percentile of each second, on the scale of the time bars.
void RequestChart::paintLine(QPainter &painter, const QRect &area) const
{
    QPainterPath path;
    bool drawing = false;
    const int half = area.width() / RequestRates::seconds / 2;
    for (int ago = RequestRates::seconds - 1; ago >= 0; --ago) {
        const RequestRates::Second second = m_rates.at(ago);
        if (second.requests == 0) {
            drawing = false;
            continue;
        }
        const double share = std::clamp(std::log10(std::max(1.0, static_cast<double>(second.p95Us) / 1e3)) / 4, 0.0, 1.0);
        const QPointF point(leftOf(second.second) + half, area.bottom() - 1 - share * (area.height() - 3));
        drawing ? path.lineTo(point) : path.moveTo(point);
        drawing = true;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ink = palette().color(QPalette::WindowText);
    ink.setAlphaF(0.6F);
    painter.setPen(QPen(ink, 1));
    painter.drawPath(path);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void RequestChart::paintBrush(QPainter &painter, const QRect &area) const
{
    if (m_brushFrom == 0 || std::max(m_brushFrom, m_brushTo) <= m_rates.newest() - RequestRates::seconds) {
        return;
    }
    const int left = leftOf(std::min(m_brushFrom, m_brushTo));
    const int right = leftOf(std::max(m_brushFrom, m_brushTo) + 1);
    painter.fillRect(left, area.top() - 2, std::max(right - left, barPx), area.height() + 4,
        Style::mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.35));
}

// --- the brush --------------------------------------------------------------------------------

void RequestChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->position().x() <= plot().right() && m_rates.newest() > 0) {
        m_dragging = true;
        m_brushFrom = m_brushTo = secondAt(static_cast<int>(event->position().x()));
        update();
    }
}

void RequestChart::mouseMoveEvent(QMouseEvent *event)
{
    const qint64 second = secondAt(static_cast<int>(event->position().x()));
    if (m_dragging) {
        m_brushTo = second;
        update();
    } else if (second != m_hovered && event->position().x() <= plot().right()) {
        m_hovered = second;
        const RequestRates::Second shown = m_rates.at(static_cast<int>(m_rates.newest() - second));
        QToolTip::showText(event->globalPosition().toPoint(),
            shown.requests == 0 ? tr("%1: no requests").arg(clockText(second * 1'000'000))
                                : tr("%1: %2 requests, %3 errors, p95 %4")
                                      .arg(clockText(second * 1'000'000), QLocale().toString(shown.requests),
                                          QLocale().toString(shown.byClass[RequestRates::ServerError]), durationText(shown.p95Us)),
            this);
    }
}

void RequestChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_dragging && event->button() == Qt::LeftButton) {
        m_dragging = false;
        m_brushTo = secondAt(static_cast<int>(event->position().x()));
        update();
        Q_EMIT brushed(std::min(m_brushFrom, m_brushTo) * 1'000'000, std::max(m_brushFrom, m_brushTo) * 1'000'000 + 999'999);
    }
}

void RequestChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_brushFrom != 0) {
        clearBrush();
        Q_EMIT brushCleared();
        return;
    }
    QWidget::keyPressEvent(event);
}

void RequestChart::clearBrush()
{
    m_dragging = false;
    m_brushFrom = m_brushTo = 0;
    update();
}

void RequestChart::leaveEvent(QEvent *)
{
    m_hovered = 0;
}

// --- time goes on -----------------------------------------------------------------------------

void RequestChart::timerEvent(QTimerEvent *)
{
    setNow(wallClockUs());
    if (m_rates.total().requests == 0) {
        m_timer.stop();
    }
}

void RequestChart::showEvent(QShowEvent *)
{
    if (m_rates.newest() > 0) {
        setNow(wallClockUs());
        m_timer.start(1'000, this);
    }
}

void RequestChart::hideEvent(QHideEvent *)
{
    m_timer.stop();
}

} // namespace Retort::Requests
