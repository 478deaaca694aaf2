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
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

constexpr int padding = 6;
constexpr int rowSpare = 4;  // px of a row above and below its text

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

// Half way between muted and nothing.
QColor fainter(const QPalette &palette)
{
    const QColor colour = Style::tone(Style::Tone::Muted);
    const QColor base = palette.color(QPalette::Base);
    return QColor((colour.red() + base.red()) / 2, (colour.green() + base.green()) / 2, (colour.blue() + base.blue()) / 2);
}

// Without laying it out, since there are fifty thousand: other letters than Latin ones are at most twice as wide.
bool fitsSurely(const QString &text, int width, double letter)
{
    const auto wide = std::ranges::count_if(text, [](QChar c) { return c.unicode() >= 0x80; });
    return static_cast<double>(text.size() + wide) * letter <= width;
}

} // namespace

OutputDelegate::OutputDelegate(const OutputModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

bool OutputDelegate::isOnLink(const QFont &font, const QRect &cell, const QPoint &point, int row) const
{
    const OutputLine *line = m_model.line(row);
    if (!line || !line->link || !cell.contains(point)) {
        return false;
    }
    QTextLayout layout(line->styled.text, font);
    layOut(layout, cell.width());
    const double top = m_wrapped ? cell.top() : cell.top() + (cell.height() - layout.boundingRect().height()) / 2;
    const QPointF place = point - QPointF(cell.left() + padding, top);
    for (int number = 0; number < layout.lineCount(); ++number) {
        const QTextLine part = layout.lineAt(number);
        if (place.y() < part.y() + part.height() || number + 1 == layout.lineCount()) {
            const int at = part.xToCursor(place.x(), QTextLine::CursorOnCharacter);
            return place.x() >= 0 && place.x() <= part.naturalTextWidth() && at >= line->link->start
                && at < line->link->start + line->link->length;
        }
    }
    return false;
}

// In one line, or as many as the width asks for.
void OutputDelegate::layOut(QTextLayout &layout, int width) const
{
    QTextOption option;
    option.setWrapMode(m_wrapped ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(m_wrapped ? std::max(width - padding, 1) : 1e6);
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
}

int OutputDelegate::heightFor(const QFont &font, int width, int row, int usual) const
{
    const OutputLine *line = m_model.line(row);
    if (!line || fitsSurely(line->styled.text, width - padding, QFontMetricsF(font).horizontalAdvance(u'M'))) {
        return usual;
    }
    QTextLayout layout(line->styled.text, font);
    layOut(layout, width);
    const int one = QFontMetrics(font).height();
    return usual + std::max(0, static_cast<int>(std::ceil(layout.boundingRect().height())) - one);
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
        QRect area = option.rect.adjusted(padding, 0, -padding, 0);
        area.setHeight(std::min(area.height(), option.fontMetrics.height() + rowSpare)); // beside the first line of a wrapped text
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }
    painter->restore();
}

void OutputDelegate::paintRequest(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const
{
    const OutputLine *line = m_model.line(row);
    const OutputLine *above = m_model.line(row - 1);
    if (!line || line->request == 0) {
        return;
    }
    const bool isFirst = !above || above->request != line->request; // of lines that follow each other; the others stand back
    const int size = std::min(16, option.rect.height());
    QRect firstLine = option.rect;
    firstLine.setHeight(std::min(firstLine.height(), option.fontMetrics.height() + rowSpare));
    const QRect place = QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, {size, size}, firstLine);
    const QColor colour = selected ? plain : (isFirst ? option.palette.color(QPalette::Link) : fainter(option.palette));
    painter.drawPixmap(place, Style::iconPixmap(u"request"_s, colour, size, painter.device()->devicePixelRatioF()));
}

void OutputDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const
{
    const OutputLine *line = m_model.line(row);
    if (!line) {
        return;
    }
    const QList<QTextLayout::FormatRange> formats = formatsOf(*line, option, plain, selected);
    painter.setPen(selected ? plain : levelColour(line->level, plain));
    const QRect area = option.rect.adjusted(padding, 0, 0, 0);
    if (formats.isEmpty() && !m_wrapped) {
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line->styled.text);
        return;
    }
    QTextLayout layout(line->styled.text, option.font);
    layout.setFormats(formats);
    layOut(layout, option.rect.width());
    painter.setClipRect(option.rect);
    const double spare = m_wrapped ? rowSpare / 2.0 : (area.height() - layout.boundingRect().height()) / 2;
    layout.draw(&painter, QPointF(area.left(), area.top() + spare));
}

QList<QTextLayout::FormatRange> OutputDelegate::formatsOf(
    const OutputLine &line, const QStyleOptionViewItem &option, const QColor &plain, bool selected) const
{
    const QString &text = line.styled.text;
    QList<QTextLayout::FormatRange> formats;
    for (const StyledText::Span &span : line.styled.spans) {
        QTextCharFormat format;
        if (span.colour >= 0 && !selected) {
            format.setForeground(terminalColour(span.colour, plain));
        }
        format.setFontWeight(span.bold ? QFont::Bold : QFont::Normal);
        format.setFontUnderline(span.underline);
        formats.append(range(span.start, span.length, format));
    }
    if (line.link) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        if (!selected) {
            format.setForeground(option.palette.link());
        }
        formats.append(range(line.link->start, line.link->length, format));
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
    return formats;
}

} // namespace Retort::Output
