// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputdelegate.h"

#include "ui/output/outputmodel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

constexpr int padding = 6;

// Terminal colours that can be read on our backgrounds; black and white are the text colour.
QColor terminalColour(int number, const QColor &plain)
{
    static constexpr std::array<Style::Tone, 8> tones{Style::Tone::Muted, Style::Tone::Error, Style::Tone::Ok, Style::Tone::Warning,
        Style::Tone::Info, Style::Tone::Accent, Style::Tone::Info, Style::Tone::Muted};
    const int base = number % 8;
    return base == 0 || base == 7 ? plain : Style::tone(tones[static_cast<std::size_t>(base)]);
}

QColor levelColour(Level level, const QColor &plain)
{
    switch (level) {
    case Level::Plain: break;
    case Level::Warning: return Style::tone(Style::Tone::Warning);
    case Level::Error: return Style::tone(Style::Tone::Error);
    }
    return plain;
}

QTextLayout::FormatRange range(qsizetype start, qsizetype length, const QTextCharFormat &format)
{
    return {static_cast<int>(start), static_cast<int>(length), format};
}

} // namespace

OutputDelegate::OutputDelegate(const OutputModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

bool OutputDelegate::isOnLink(const QFont &font, const QRect &cell, const QPoint &point, int row) const
{
    const OutputLine *line = m_model.line(row);
    if (!line || !line->link || !cell.contains(point)) {
        return false;
    }
    const QFontMetrics metrics(font);
    const int left = cell.left() + padding + metrics.horizontalAdvance(line->styled.text.left(line->link->start));
    const int width = metrics.horizontalAdvance(line->styled.text.mid(line->link->start, line->link->length));
    return point.x() >= left && point.x() <= left + width;
}

void OutputDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, option.palette.highlight());
    }
    const QColor plain = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->setFont(option.font);
    if (index.column() == OutputModel::Text) {
        paintText(*painter, option, index.row(), plain, selected);
    } else if (index.column() == OutputModel::Request) {
        paintRequest(*painter, option, index.row(), plain, selected);
    } else {
        painter->setPen(selected ? plain : Style::tone(Style::Tone::Muted));
        const QRect area = option.rect.adjusted(padding, 0, -padding, 0);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

void OutputDelegate::paintRequest(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const
{
    const OutputLine *line = m_model.line(row);
    const OutputLine *above = m_model.line(row - 1);
    if (!line || line->request == 0 || (above && above->request == line->request && !selected)) {
        return; // once is enough for lines that follow each other; all can be clicked
    }
    const int size = std::min(16, option.rect.height());
    const QRect place = QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, {size, size}, option.rect);
    const QColor colour = selected ? plain : option.palette.color(QPalette::Link);
    painter.drawPixmap(place, Style::iconPixmap(u"request"_s, colour, size, painter.device()->devicePixelRatioF()));
}

void OutputDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const
{
    const OutputLine *line = m_model.line(row);
    if (!line) {
        return;
    }
    const QString &text = line->styled.text;
    QList<QTextLayout::FormatRange> formats;
    for (const StyledText::Span &span : line->styled.spans) {
        QTextCharFormat format;
        if (span.colour >= 0 && !selected) {
            format.setForeground(terminalColour(span.colour, plain));
        }
        format.setFontWeight(span.bold ? QFont::Bold : QFont::Normal);
        format.setFontUnderline(span.underline);
        formats.append(range(span.start, span.length, format));
    }
    if (line->link) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        if (!selected) {
            format.setForeground(option.palette.link());
        }
        formats.append(range(line->link->start, line->link->length, format));
    }
    if (!m_searched.isEmpty()) {
        QTextCharFormat format;
        format.setBackground(Style::tone(Style::Tone::Warning));
        format.setForeground(option.palette.base());
        for (qsizetype at = text.indexOf(m_searched, 0, Qt::CaseInsensitive); at >= 0;
            at = text.indexOf(m_searched, at + m_searched.size(), Qt::CaseInsensitive)) {
            formats.append(range(at, m_searched.size(), format));
        }
    }
    painter.setPen(selected ? plain : levelColour(line->level, plain));
    const QRect area = option.rect.adjusted(padding, 0, 0, 0);
    if (formats.isEmpty()) {
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        return;
    }
    QTextLayout layout(text, option.font);
    QTextOption noWrap;
    noWrap.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(noWrap);
    layout.setFormats(formats);
    layout.beginLayout();
    const QTextLine only = layout.createLine();
    layout.endLayout();
    painter.setClipRect(option.rect);
    layout.draw(&painter, QPointF(area.left(), area.top() + (area.height() - only.height()) / 2));
}

} // namespace Retort::Output
