// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requesttablemodel.h"

#include <QAccessible>
#include <QHash>
#include <QKeySequence>
#include <QTableView>

#include <array>

class QPushButton;

namespace Retort::Requests {

// The view of the request table. Scrolled to its end it follows what comes; scrolled up, nothing moves under the
// eyes: new rows only count in the pill, and rows that leave above are made up for. Rows that are no requests are
// painted across all columns. A click on a header sorts: that is a copy which stands still, until the pill or End leads
// back to what comes. Keys become signals; which ones is ListKey's and a person's to say.
class RequestTable final : public QTableView, public QAccessible::ActivationObserver
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestTable)

public:
    enum class Command : quint8 {
        Open,
        Close,
        NextTab,
        PreviousTab,
        Replay,
        Edit,
        Watch,
        Compare,
        CopyCurl,
        CopyUrl,
        Browser,
        Editor,
        Hide,
        Delete,
        Page,
        Undo,
        Next,     // this and those below are the table's own: nobody else hears of them
        Previous,
        First,
        Newest
    };
    Q_ENUM(Command)

    explicit RequestTable(RequestTableModel &model, QWidget *parent = nullptr);
    ~RequestTable() override;

    bool isFollowing() const noexcept { return m_following; }
    quint64 unseen() const noexcept { return m_unseen; } // requests that came while not following
    void follow(); // ends sorting
    void setKeys(Command command, const QList<QKeySequence> &keys);
    QString keyText(Command command) const; // as the platform writes it; empty: it has none

    void jumpToMarker(bool forward);

    // The selected request, or one without a record. It stays selected while it is in the table, wherever its row is.
    RequestRow currentRequest() const noexcept;
    void setCurrentPosition(quint64 position);
    void stepCurrent(bool forward);
    void dropCurrent();

    // What a person wants to see. Where the path would get too little room, When and Size step back meanwhile.
    void setColumnWanted(int column, bool wanted);
    bool isColumnWanted(int column) const noexcept { return m_wantedColumns[static_cast<std::size_t>(column)]; }

    // Sizes of sections in the font the table has now.
    static constexpr int rowPaddingPx = 10;
    static constexpr int leastPathPx = 180;
    int defaultWidth(int column) const;

    // While a screen reader listens, letters are not commands: it jumps to what is typed.
    void accessibilityActiveChanged(bool active) override { m_lettersSearch = active; }
    // The next row whose path begins with it.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void commandGiven(Retort::Requests::RequestTable::Command command);
    void currentRequestChanged(quint64 position, bool valid);
    void menuWanted(const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void setUpHeaders();
    void setUpColumns();
    void fitColumns();
    void sortOrStop(int column);
    void afterRowsInserted(int first, int last);
    void afterRowsHeld(quint64 requests);
    void afterRowsRemoved(int count);
    void beforeReset();
    void afterReset();
    void forgetLostCurrent();
    void scrolled(int value);
    void scrollToRowAtTop(int row);
    void paintWideRow(QPainter &painter, const QRect &rect, const RequestRow &row) const;
    void showPill();
    int rowHeightPx() const;
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void obey(Command command);
    void goToEnd(bool newest);

    RequestTableModel &m_model;
    QPushButton *m_pill;
    std::array<bool, RequestTableModel::ColumnCount> m_wantedColumns{};
    QHash<QKeySequence, Command> m_keys;
    bool m_lettersSearch = false;
    bool m_following = true;
    bool m_adjusting = false;    // we move the scroll bar, not a person
    quint64 m_unseen = 0;
    quint64 m_current = 0;       // position of the current request, if m_hasCurrent
    bool m_hasCurrent = false;
    quint64 m_lastMarker = 0;    // where F8 went last
    int m_valueBefore = 0;       // of the scroll bar, before rows left or all changed
    quint64 m_topBefore = 0;     // position of the row at the top then
    int m_topOffsetPx = 0;       // and how much of it was scrolled away
};

} // namespace Retort::Requests
