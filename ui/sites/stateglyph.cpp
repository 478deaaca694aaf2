// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/stateglyph.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace Retort::Sites {

QColor stateGlyphColour(States::Glyph glyph)
{
    switch (glyph) {
    case States::Glyph::Stopped: break;
    case States::Glyph::Running: return Style::tone(Style::Tone::Ok);
    case States::Glyph::Loading: return Style::tone(Style::Tone::Accent);
    case States::Glyph::Error: return Style::tone(Style::Tone::Error);
    case States::Glyph::Attached: return Style::tone(Style::Tone::Info);
    }
    return Style::tone(Style::Tone::Muted);
}

void paintStateGlyph(QPainter &painter, const QRectF &area, States::Glyph glyph, const QColor &colour)
{
    const qreal side = std::min(area.width(), area.height());
    const QRectF box(area.center().x() - side / 2, area.center().y() - side / 2, side, side);
    const qreal line = std::max(1.4, side / 8);
    const QRectF ring = box.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (glyph) {
    case States::Glyph::Stopped: painter.drawEllipse(ring); break;
    case States::Glyph::Running:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(box);
        break;
    case States::Glyph::Loading:
        painter.drawEllipse(ring);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(ring, 90 * 16, 180 * 16);
        break;
    case States::Glyph::Error: {
        const QPointF corners[] = {{ring.center().x(), ring.top()}, ring.bottomRight(), ring.bottomLeft()};
        painter.setBrush(colour);
        painter.drawPolygon(corners, 3);
        break;
    }
    case States::Glyph::Attached: {
        QPainterPath wave(QPointF(ring.left(), ring.center().y() + side / 8));
        wave.lineTo(ring.center().x() - side / 12, ring.top() + side / 6);
        wave.lineTo(ring.center().x() + side / 12, ring.bottom() - side / 6);
        wave.lineTo(ring.right(), ring.center().y() - side / 8);
        painter.drawPath(wave);
        break;
    }
    }
    painter.restore();
}

} // namespace Retort::Sites
