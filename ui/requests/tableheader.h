// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHeaderView>

namespace Retort::Requests {

// A header whose names stand exactly above the texts of the cells; everything else of it is the style's.
class TableHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableHeader)

public:
    explicit TableHeader(QWidget *parent = nullptr);
    ~TableHeader() override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

} // namespace Retort::Requests
