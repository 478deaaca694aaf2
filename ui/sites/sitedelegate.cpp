// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/sitedelegate.h"

#include "ui/sites/sitelist.h"
#include "ui/sites/stateglyph.h"

#include <QApplication>
#include <QPainter>

namespace Retort::Sites {

namespace {

constexpr int margin = 12;
constexpr int glyphSide = 11;
constexpr int gap = 8;
constexpr int barWidth = 3;

// A tint and a bar: the colours of the states stay what they are.
void paintBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    QColor tint = option.palette.color(QPalette::Highlight);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), barWidth, option.rect.height()), tint);
        tint.setAlphaF(0.16F);
        painter.fillRect(option.rect, tint);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        tint.setAlphaF(0.07F);
        painter.fillRect(option.rect, tint);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, option.widget);
    }
}

} // namespace

QSize SiteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * option.fontMetrics.height() + margin};
}

void SiteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString name = option.text;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor text = option.palette.color(QPalette::Text);
    paintBackground(*painter, option);
    const auto glyph = static_cast<States::Glyph>(index.data(SiteList::GlyphRole).toInt());
    const int line = option.fontMetrics.height();
    const QRect inner = option.rect.adjusted(margin, (option.rect.height() - 2 * line) / 2, -margin, 0);
    const QRectF glyphBox(inner.left(), inner.top() + (line - glyphSide) / 2.0, glyphSide, glyphSide);
    paintStateGlyph(*painter, glyphBox, glyph, stateGlyphColour(glyph));

    const int left = inner.left() + glyphSide + gap;
    const QRect first(left, inner.top(), inner.right() - left, line);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->save();
    painter->setPen(text);
    painter->setFont(bold);
    painter->drawText(
        first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(bold).elidedText(name, Qt::ElideRight, first.width()));
    QColor second = text;
    second.setAlphaF(selected ? 0.85F : 0.72F);
    painter->setPen(second);
    painter->setFont(option.font);
    const QString words = index.data(SiteList::SecondLineRole).toString();
    painter->drawText(first.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(words, Qt::ElideRight, first.width()));
    painter->restore();
}

} // namespace Retort::Sites
