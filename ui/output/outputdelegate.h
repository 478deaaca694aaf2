// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStyledItemDelegate>

namespace Retort::Output {

class OutputModel;

// Paints a line of output: its colours, the place in a source file as a link, what was searched for.
class OutputDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputDelegate)

public:
    explicit OutputDelegate(const OutputModel &model, QObject *parent = nullptr);

    void setSearched(const QString &text) { m_searched = text; }
    // Whether that point of the text cell is on a link.
    bool isOnLink(const QFont &font, const QRect &cell, const QPoint &point, int row) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintRequest(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const;

    const OutputModel &m_model;
    QString m_searched;
};

} // namespace Retort::Output
