// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttable.h"

#include "ui/requests/celldelegate.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/tableheader.h"
#include "ui/style/colors.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int pillGapPx = 12;

struct Shortcut
{
    int key;
    RequestTable::Command command;
};

using C = RequestTable::Command;
constexpr std::array shortcuts{Shortcut{Qt::Key_Return, C::Open}, Shortcut{Qt::Key_Enter, C::Open}, Shortcut{Qt::Key_Escape, C::Close},
    Shortcut{Qt::Key_Right, C::NextTab}, Shortcut{Qt::Key_Left, C::PreviousTab}, Shortcut{Qt::Key_R, C::Replay},
    Shortcut{Qt::Key_E, C::Edit}, Shortcut{Qt::Key_P, C::Watch}, Shortcut{Qt::Key_D, C::Compare}, Shortcut{Qt::Key_C, C::CopyCurl},
    Shortcut{Qt::Key_U, C::CopyUrl}, Shortcut{Qt::Key_O, C::Browser}, Shortcut{Qt::Key_V, C::Editor}, Shortcut{Qt::Key_X, C::Hide}};

} // namespace

RequestTable::RequestTable(RequestTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_pill(new QPushButton(viewport()))
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setShowGrid(false);
    setSortingEnabled(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Requests"));
    setUpHeaders();
    setModel(&model);
    setUpColumns();

    m_pill->hide();
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->setCursor(Qt::ArrowCursor);
    connect(m_pill, &QPushButton::clicked, this, &RequestTable::follow);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestTable::scrolled);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { afterRowsInserted(first, last); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { afterRowsRemoved(last - first + 1); });
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &RequestTable::beforeReset);
    connect(&model, &QAbstractItemModel::modelReset, this, &RequestTable::afterReset);
}

RequestTable::~RequestTable() = default;

void RequestTable::setUpHeaders()
{
    setHorizontalHeader(new TableHeader(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(rowHeightPx());
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void RequestTable::setUpColumns()
{
    auto *plain = new CellDelegate(m_model, this);
    setItemDelegate(plain);
    setItemDelegateForColumn(RequestTableModel::Status, new StatusDelegate(m_model, this));
    setItemDelegateForColumn(RequestTableModel::Path, new PathDelegate(m_model, this));
    setItemDelegateForColumn(RequestTableModel::Time, new TimeDelegate(m_model, this));
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        horizontalHeader()->setSectionResizeMode(
            column, column == RequestTableModel::Path ? QHeaderView::Stretch : QHeaderView::Interactive);
        setColumnWidth(column, defaultWidth(column));
        m_wantedColumns[static_cast<std::size_t>(column)] = column <= RequestTableModel::When;
    }
    fitColumns();
}

void RequestTable::setColumnWanted(int column, bool wanted)
{
    m_wantedColumns[static_cast<std::size_t>(column)] = wanted;
    fitColumns();
}

void RequestTable::fitColumns()
{
    int room = viewport()->width() - leastPathPx;
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        if (column != RequestTableModel::Path && isColumnWanted(column)) {
            room -= std::max(horizontalHeader()->minimumSectionSize(), isColumnHidden(column) ? defaultWidth(column) : columnWidth(column));
        }
    }
    std::array<bool, RequestTableModel::ColumnCount> shown = m_wantedColumns;
    for (const int column : {RequestTableModel::When, RequestTableModel::Size}) {
        if (room < 0 && isColumnWanted(column)) {
            shown[static_cast<std::size_t>(column)] = false;
            room += isColumnHidden(column) ? defaultWidth(column) : columnWidth(column);
        }
    }
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        if (isColumnHidden(column) == shown[static_cast<std::size_t>(column)]) {
            setColumnHidden(column, !shown[static_cast<std::size_t>(column)]);
        }
    }
}

// From the widest usual text: measuring rows would ask every one of them.
int RequestTable::defaultWidth(int column) const
{
    const auto sample = [column]() -> QString {
        switch (column) {
        case RequestTableModel::Status: return u"500 ▲"_s;
        case RequestTableModel::Method: return u"DELETE"_s;
        case RequestTableModel::Time: return u"999 ms"_s;
        case RequestTableModel::Size: return u"99.9 M"_s;
        case RequestTableModel::When: return u"23:59:59"_s;
        case RequestTableModel::Client: return u"192.168.100.100"_s;
        case RequestTableModel::Protocol: return u"uwsgi"_s;
        case RequestTableModel::Route: return u"/users/<int:id>"_s;
        case RequestTableModel::AppCpu: return u"99.9 s"_s;
        default: return u"99999"_s;
        }
    }();
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int bar = column == RequestTableModel::Time ? 56 : 0;
    return std::max(metrics.horizontalAdvance(sample), metrics.horizontalAdvance(RequestTableModel::columnName(column)) + 8) + bar
        + 2 * CellDelegate::marginPx;
}

int RequestTable::rowHeightPx() const
{
    return fontMetrics().height() + rowPaddingPx;
}

// --- following, and not moving ----------------------------------------------------------------

void RequestTable::scrolled(int value)
{
    if (m_adjusting) {
        return;
    }
    m_following = value >= verticalScrollBar()->maximum();
    if (m_following) {
        m_unseen = 0;
        showPill();
    }
}

void RequestTable::follow()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    m_following = true;
    m_unseen = 0;
    scrollToBottom();
    showPill();
}

void RequestTable::afterRowsInserted(int first, int last)
{
    if (m_following) {
        follow();
        return;
    }
    for (int row = first; row <= last; ++row) {
        m_unseen += m_model.row(row).kind == RowKind::Request ? 1 : 0;
    }
    showPill();
}

void RequestTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_valueBefore = verticalScrollBar()->value();
    m_adjusting = true; // the scroll range shrinks before we have a say
    if (currentIndex().isValid() && currentIndex().row() >= start && currentIndex().row() <= end) {
        setCurrentIndex({}); // Qt would select the next row: a selection never moves by itself
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void RequestTable::afterRowsRemoved(int count)
{
    executeDelayedItemsLayout();
    const int value = m_valueBefore - count * rowHeightPx();
    if (m_following) {
        scrollToBottom();
    } else {
        verticalScrollBar()->setValue(std::max(0, value));
    }
    m_adjusting = false;
    forgetLostCurrent();
}

void RequestTable::forgetLostCurrent()
{
    if (m_hasCurrent && !m_model.rowAtPosition(m_current).record) {
        m_hasCurrent = false;
        Q_EMIT currentRequestChanged(m_current, false);
    }
}

void RequestTable::beforeReset()
{
    m_adjusting = true;
    const int top = rowAt(0);
    const RequestRow row = m_model.row(std::max(top, 0));
    m_topBefore = row.position;
    m_topOffsetPx = top >= 0 ? -rowViewportPosition(top) : 0;
}

void RequestTable::afterReset()
{
    executeDelayedItemsLayout();
    const int current = m_hasCurrent ? m_model.rowOf(m_current) : -1;
    if (current >= 0) {
        setCurrentIndex(m_model.index(current, 0));
    }
    if (m_following) {
        scrollToBottom();
    } else if (current >= 0) {
        scrollTo(m_model.index(current, 0));
    } else {
        // The first row that is still shown at or after the one that was on top.
        int low = 0;
        int high = m_model.rowCount();
        while (low < high) {
            const int middle = low + (high - low) / 2;
            (m_model.row(middle).position < m_topBefore ? low = middle + 1 : high = middle);
        }
        verticalScrollBar()->setValue(low * rowHeightPx() + m_topOffsetPx);
    }
    m_adjusting = false;
    if (verticalScrollBar()->value() >= verticalScrollBar()->maximum()) {
        m_following = true;
    }
    m_unseen = m_following ? 0 : m_unseen;
    showPill();
    forgetLostCurrent();
}

void RequestTable::showPill()
{
    m_pill->setVisible(m_unseen > 0);
    if (m_unseen == 0) {
        return;
    }
    m_pill->setText(tr("↓ %1 new").arg(QLocale().toString(m_unseen)));
    m_pill->setAccessibleName(tr("%1 new requests below").arg(QLocale().toString(m_unseen)));
    m_pill->resize(m_pill->sizeHint());
    m_pill->move((viewport()->width() - m_pill->width()) / 2, viewport()->height() - m_pill->height() - pillGapPx);
}

// --- the current request, markers -------------------------------------------------------------

RequestRow RequestTable::currentRequest() const noexcept
{
    return m_hasCurrent ? m_model.rowAtPosition(m_current) : RequestRow{};
}

void RequestTable::setCurrentPosition(quint64 position)
{
    const int row = m_model.rowOf(position);
    if (row >= 0) {
        setCurrentIndex(m_model.index(row, 0));
    }
}

void RequestTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    const RequestRow row = m_model.row(current.isValid() ? current.row() : -1);
    if (row.record && row.kind == RowKind::Request && (!m_hasCurrent || m_current != row.position)) {
        m_hasCurrent = true;
        m_current = row.position;
        Q_EMIT currentRequestChanged(m_current, true);
    }
}

void RequestTable::jumpToMarker(bool forward)
{
    if (m_model.rowCount() == 0) {
        return;
    }
    // From the marker we went to last while that is on screen, or else from the row at the top.
    int from = std::max(0, rowAt(0));
    const int last = m_model.rowOf(m_lastMarker);
    if (last >= from && m_model.row(last).kind == RowKind::Marker && rowViewportPosition(last) < viewport()->height()) {
        from = last;
    } else if (forward && m_model.row(from).kind == RowKind::Marker && rowViewportPosition(from) >= 0 && from == 0) {
        scrollToRowAtTop(from);
        m_lastMarker = m_model.row(from).position;
        return;
    }
    const int row = forward ? m_model.nextMarker(from) : m_model.previousMarker(from);
    if (row >= 0) {
        scrollToRowAtTop(row);
        m_lastMarker = m_model.row(row).position;
        viewport()->update();
    }
}

void RequestTable::scrollToRowAtTop(int row)
{
    scrollTo(m_model.index(row, horizontalHeader()->logicalIndexAt(0)), PositionAtTop);
}

// --- keys and menus ---------------------------------------------------------------------------

void RequestTable::keyPressEvent(QKeyEvent *event)
{
    if (handleKey(event->key(), event->modifiers() & ~Qt::KeypadModifier)) {
        event->accept();
        return;
    }
    // Letters that mean nothing here must not start a search through a million rows.
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint()
        && (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (isText) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

bool RequestTable::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_F8 && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier)) {
        jumpToMarker(modifiers == Qt::NoModifier);
        return true;
    }
    if (modifiers != Qt::NoModifier) {
        return false;
    }
    if (key == Qt::Key_J || key == Qt::Key_K) {
        const QModelIndex next = moveCursor(key == Qt::Key_J ? MoveDown : MoveUp, Qt::NoModifier);
        if (next.isValid()) {
            setCurrentIndex(next);
        }
        return true;
    }
    if (key == Qt::Key_End || key == Qt::Key_Home) {
        // The first and last request; End follows again.
        const int last = m_model.rowCount() - 1;
        for (int row = key == Qt::Key_End ? last : 0; row >= 0 && row <= last; row += key == Qt::Key_End ? -1 : 1) {
            if (m_model.row(row).kind == RowKind::Request) {
                setCurrentIndex(m_model.index(row, 0));
                break;
            }
        }
        key == Qt::Key_End ? follow() : scrollToTop();
        return true;
    }
    for (const Shortcut &shortcut : shortcuts) {
        if (shortcut.key == key) {
            Q_EMIT commandGiven(shortcut.command);
            return true;
        }
    }
    return false;
}

void RequestTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QModelIndex under = indexAt(event->pos());
        if (!under.isValid() || m_model.row(under.row()).kind != RowKind::Request) {
            return;
        }
        setCurrentIndex(under);
        Q_EMIT menuWanted(event->globalPos());
    } else if (currentRequest().record) {
        Q_EMIT menuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
    }
}

// --- painting ---------------------------------------------------------------------------------

void RequestTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const int first = rowAt(event->rect().top());
    if (first < 0) {
        return;
    }
    QPainter painter(viewport());
    const int height = rowHeightPx();
    for (int row = first, top = rowViewportPosition(first); top <= event->rect().bottom() && row < m_model.rowCount();
        ++row, top += height) {
        const RequestRow shown = m_model.row(row);
        if (shown.record && shown.kind != RowKind::Request) {
            paintWideRow(painter, QRect(0, top, viewport()->width(), height), shown);
        }
    }
}

// ── 14:02:11  reload · views.py · 212 ms · load 17 ──────────
void RequestTable::paintWideRow(QPainter &painter, const QRect &rect, const RequestRow &row) const
{
    const QColor base = palette().color(QPalette::Base);
    const QColor ink = Style::color(row.kind == RowKind::Marker ? Style::Token::Accent : Style::Token::Muted, palette());
    painter.fillRect(rect, base);
    const int margin = CellDelegate::marginPx;
    const QString text = clockText(row.record->wallStartUs) + u"  " + toText(row.texts.target);
    const QString shown = fontMetrics().elidedText(text, Qt::ElideRight, rect.width() - 8 * margin);
    const int textLeft = rect.left() + 4 * margin;
    const int textRight = textLeft + fontMetrics().horizontalAdvance(shown);
    const int middle = rect.center().y();
    painter.setPen(Style::mixed(base, ink, 0.45));
    painter.drawLine(rect.left() + margin, middle, textLeft - margin, middle);
    painter.drawLine(textRight + margin, middle, rect.right() - margin, middle);
    painter.setFont(font());
    painter.setPen(ink);
    painter.drawText(
        QRect(textLeft, rect.top(), rect.right() - textLeft, rect.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void RequestTable::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::resizeEvent(event);
    fitColumns();
    if (m_following) {
        scrollToBottom();
    }
    showPill();
}

void RequestTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        verticalHeader()->setDefaultSectionSize(rowHeightPx());
    }
}

} // namespace Retort::Requests
