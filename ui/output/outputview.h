// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/outputmodel.h"

#include <QTableView>
#include <QTimer>

class QMenu;

namespace Retort::Output {

class OutputDelegate;

// Lines of output as a table without a grid: a place in a source file is a link, an icon leads to the request that printed
// the line. Copies and has a menu for what a click does. The model must outlive it.
class OutputView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputView)

public:
    explicit OutputView(OutputModel &model, QWidget *parent = nullptr);

    void setSearched(const QString &text);
    void setWrapped(bool wrapped); // long lines go on below instead of beyond the edge
    bool isAtEnd() const;
    int heightOfFirst(int rows) const;
    void fitColumns();     // after lines came or went
    void copySelected();
    void openLink(int row);

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);
    void requestWanted(quint64 request); // the number it had while it ran

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool isOnLink(const QPoint &point) const;
    quint64 requestAt(const QPoint &point) const; // 0: none
    QMenu *menuOf(int row);
    void fitRows(int first, int last);
    void fitAllRows();

    OutputModel &m_model;
    OutputDelegate *m_delegate;
    QTimer m_fitSoon; // many rows, and a window is pulled in many steps
    bool m_wrapped = false;
};

} // namespace Retort::Output
