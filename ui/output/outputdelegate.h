// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStyledItemDelegate>
#include <QTextLayout>

namespace Retort::Output {

class OutputModel;
struct OutputLine;

// Paints a line of output: its colours, the place in a source file as a link, what was searched for.
class OutputDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputDelegate)

public:
    explicit OutputDelegate(const OutputModel &model, QObject *parent = nullptr);

    void setSearched(const QString &text) { m_searched = text; }
    void setWrapped(bool wrapped) { m_wrapped = wrapped; }
    // Of a row whose text may be that wide, when a row of one line is `usual` high.
    int heightFor(const QFont &font, int width, int row, int usual) const;
    // Whether that point of the text cell is on a link.
    bool isOnLink(const QFont &font, const QRect &cell, const QPoint &point, int row) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void layOut(QTextLayout &layout, int width) const;
    QList<QTextLayout::FormatRange> formatsOf(
        const OutputLine &line, const QStyleOptionViewItem &option, const QColor &plain, bool selected) const;
    void paintRequest(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, int row, const QColor &plain, bool selected) const;

    const OutputModel &m_model;
    QString m_searched;
    bool m_wrapped = false;
};

} // namespace Retort::Output
