// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/sitedelegate.h"

#include "ui/sites/sitelist.h"
#include "ui/sites/stateglyph.h"

#include <QApplication>
#include <QPainter>

namespace Retort::Sites {

namespace {

constexpr int margin = 8;
constexpr int glyphSide = 11;
constexpr int gap = 8;

} // namespace

QSize SiteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * option.fontMetrics.height() + margin + 4};
}

void SiteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString name = option.text;
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const auto glyph = static_cast<States::Glyph>(index.data(SiteList::GlyphRole).toInt());
    const int line = option.fontMetrics.height();
    const QRect inner = option.rect.adjusted(margin, (option.rect.height() - 2 * line) / 2, -margin, 0);
    const QRectF glyphBox(inner.left(), inner.top() + (line - glyphSide) / 2.0, glyphSide, glyphSide);
    paintStateGlyph(*painter, glyphBox, glyph, selected ? text : stateGlyphColour(glyph));

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
