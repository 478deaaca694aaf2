// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requesttablemodel.h"

#include <QCache>
#include <QStyledItemDelegate>

namespace Retort::Requests {

// Paints the cells of the request table straight from the record: no QVariant, no string that is not shown. This
// one paints plain text; StatusDelegate, PathDelegate and TimeDelegate paint the columns that need more. Rows
// that are no requests are painted by the view, over all columns, so nothing is painted here.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    explicit CellDelegate(const RequestTableModel &model, QObject *parent = nullptr);
    ~CellDelegate() override;

    static constexpr int marginPx = 8; // left and right of a text

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    // Never asked row by row: the view sets its sizes itself.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    struct Look
    {
        QRect rect; // without margins
        QFont font;
        QColor text;
        bool selected = false;
        const QPalette *palette = nullptr;

        // `wanted`, unless the row is selected: then its text has the one colour that stands out there.
        QColor ink(const QColor &wanted) const { return selected ? text : wanted; }
    };

    virtual void paintCell(QPainter &painter, const Look &look, const RequestRow &row, int column) const;

    const RequestTableModel &m_model;
};

// The code in the colour of its class.
class StatusDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter &painter, const Look &look, const RequestRow &row, int column) const override;
};

// The path, and its query in a calmer colour; what does not fit leaves in the middle.
class PathDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    explicit PathDelegate(const RequestTableModel &model, QObject *parent = nullptr);

protected:
    void paintCell(QPainter &painter, const Look &look, const RequestRow &row, int column) const override;

private:
    struct Elided
    {
        QString text;
        int width = 0;           // it was made for
        qsizetype queryAt = 0;   // where the query starts in it
    };
    const Elided &elided(const QFont &font, const RequestRow &row, int width) const;

    mutable QCache<quint64, Elided> m_cache; // by position: what is on screen, and a little more
};

// A bar on a logarithmic scale from 1 ms to 10 s, made of waiting, app and sending, beside the number.
class TimeDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

    // How much of the bar a time fills, 0 to 1.
    static double share(qint64 us) noexcept;

protected:
    void paintCell(QPainter &painter, const Look &look, const RequestRow &row, int column) const override;
};

} // namespace Retort::Requests
