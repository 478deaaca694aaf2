// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/tableheader.h"

#include "ui/requests/celldelegate.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

TableHeader::~TableHeader() = default;

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->text.clear(); // styles put it two to eight pixels from the edge, each as it likes
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save(); // the style may leave anything behind
    QHeaderView::paintSection(painter, rect, logicalIndex);
    painter->restore();
    const QVariant alignment = model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole);
    const QRect text = rect.adjusted(CellDelegate::marginPx, 0, -CellDelegate::marginPx, 0);
    QString name = model()->headerData(logicalIndex, Qt::Horizontal, Qt::DisplayRole).toString();
    const auto *requests = qobject_cast<const RequestTableModel *>(model());
    if (const auto wish = requests ? requests->sortWish() : std::nullopt; wish && wish->column == logicalIndex) {
        name += wish->order == Qt::AscendingOrder ? u" ↑"_s : u" ↓"_s;
    }
    painter->setFont(font());
    painter->setPen(palette().color(QPalette::ButtonText));
    painter->drawText(text, static_cast<int>(alignment.value<Qt::Alignment>()) | Qt::TextSingleLine,
        fontMetrics().elidedText(name, Qt::ElideRight, text.width()));
}

} // namespace Retort::Requests
