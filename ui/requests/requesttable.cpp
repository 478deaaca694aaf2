// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttable.h"

#include "ui/requests/celldelegate.h"
#include "ui/requests/listkeys.h"
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
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int pillGapPx = 12;

constexpr int mostSearched = 20'000; // rows, for what is typed: a search must not stop the window

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
    for (const ListKey &key : listKeys()) {
        setKeys(key.command, {key.standard});
    }

    m_lettersSearch = QAccessible::isActive();
    QAccessible::installActivationObserver(this);

    m_pill->hide();
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->setCursor(Qt::ArrowCursor);
    connect(m_pill, &QPushButton::clicked, this, &RequestTable::follow);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestTable::scrolled);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { afterRowsInserted(first, last); });
    connect(&model, &RequestTableModel::rowsHeld, this, &RequestTable::afterRowsHeld);
    connect(&model, &RequestTableModel::sortingChanged, this, [this] {
        horizontalHeader()->viewport()->update();
        showPill();
    });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { afterRowsRemoved(last - first + 1); });
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &RequestTable::beforeReset);
    connect(&model, &QAbstractItemModel::modelReset, this, &RequestTable::afterReset);
}

RequestTable::~RequestTable()
{
    QAccessible::removeActivationObserver(this);
}

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
    horizontalHeader()->setSectionsClickable(true);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &RequestTable::sortOrStop);
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
    m_following = !m_model.isSorted() && value >= verticalScrollBar()->maximum();
    if (m_following) {
        m_unseen = 0;
        showPill();
    }
}

void RequestTable::follow()
{
    m_model.endSort();
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

void RequestTable::afterRowsHeld(quint64 requests)
{
    m_unseen += requests;
    showPill();
}

// What is biggest is looked for first; a text begins at its beginning. A third click leads back.
void RequestTable::sortOrStop(int column)
{
    const bool fromTop = column == RequestTableModel::Method || column == RequestTableModel::Path || column == RequestTableModel::Client;
    const Qt::SortOrder first = fromTop ? Qt::AscendingOrder : Qt::DescendingOrder;
    const auto wish = m_model.sortWish();
    if (!wish || wish->column != column) {
        m_model.sortBy(column, first);
    } else if (wish->order == first) {
        m_model.sortBy(column, fromTop ? Qt::DescendingOrder : Qt::AscendingOrder);
    } else {
        follow();
    }
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

void RequestTable::dropCurrent()
{
    setCurrentIndex({});
    if (std::exchange(m_hasCurrent, false)) {
        Q_EMIT currentRequestChanged(m_current, false);
    }
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
    m_following = m_following && !m_model.isSorted();
    if (m_following) {
        scrollToBottom();
    } else if (current >= 0) {
        scrollTo(m_model.index(current, 0));
    } else if (m_model.isSorted()) {
        scrollToTop();
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
    if (!m_model.isSorted() && verticalScrollBar()->value() >= verticalScrollBar()->maximum()) {
        m_following = true;
    }
    m_unseen = m_following ? 0 : m_unseen;
    showPill();
    forgetLostCurrent();
}

void RequestTable::showPill()
{
    const bool sorted = m_model.sortWish().has_value();
    m_pill->setVisible(m_unseen > 0 || sorted);
    if (m_pill->isHidden()) {
        return;
    }
    m_pill->setText(m_unseen > 0 ? tr("↓ %1 new").arg(QLocale().toString(m_unseen)) : tr("↓ As they come"));
    m_pill->setAccessibleName(
        m_unseen > 0 ? tr("%1 new requests below").arg(QLocale().toString(m_unseen)) : tr("Show requests in the order in which they come"));
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
    } else if (m_model.rowAtPosition(position).record) {
        m_hasCurrent = true; // its row is selected once a filter that works shows it
        m_current = position;
        Q_EMIT currentRequestChanged(m_current, true);
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

void RequestTable::setKeys(Command command, const QList<QKeySequence> &keys)
{
    m_keys.removeIf([command](const auto &entry) { return entry.value() == command; });
    for (const QKeySequence &key : keys) {
        m_keys.insert(key, command);
    }
}

QString RequestTable::keyText(Command command) const
{
    return m_keys.key(command).toString(QKeySequence::NativeText);
}

void RequestTable::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint() && (modifiers & ~Qt::ShiftModifier) == 0;
    if (isText && m_lettersSearch && event->key() != Qt::Key_Space) {
        QTableView::keyPressEvent(event); // letters are for the search of a screen reader then
        return;
    }
    if (handleKey(event->key(), modifiers)) {
        event->accept();
        return;
    }
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
    const QKeyCombination pressed(modifiers, static_cast<Qt::Key>(key == Qt::Key_Enter ? Qt::Key_Return : key));
    const auto command = m_keys.constFind(QKeySequence(pressed));
    if (command == m_keys.constEnd()) {
        return false;
    }
    obey(*command);
    return true;
}

void RequestTable::obey(Command command)
{
    if (command == Command::Next || command == Command::Previous) {
        stepCurrent(command == Command::Next);
    } else if (command == Command::First || command == Command::Newest) {
        goToEnd(command == Command::Newest);
    } else {
        Q_EMIT commandGiven(command);
    }
}

void RequestTable::stepCurrent(bool forward)
{
    const QModelIndex next = moveCursor(forward ? MoveDown : MoveUp, Qt::NoModifier);
    if (next.isValid()) {
        setCurrentIndex(next);
    }
}

// The first and last request; at the newest it follows again.
void RequestTable::goToEnd(bool newest)
{
    if (newest) {
        follow();
    }
    const int last = m_model.rowCount() - 1;
    for (int row = newest ? last : 0; row >= 0 && row <= last; row += newest ? -1 : 1) {
        if (m_model.row(row).kind == RowKind::Request) {
            setCurrentIndex(m_model.index(row, 0));
            break;
        }
    }
    newest ? follow() : scrollToTop();
}

void RequestTable::keyboardSearch(const QString &search)
{
    const int rows = m_model.rowCount();
    const QString path = search.startsWith(u'/') ? search : u'/' + search;
    const int from = std::max(0, currentIndex().row());
    for (int step = 1; step <= std::min(rows, mostSearched); ++step) {
        const int row = (from + step) % rows;
        const RequestRow shown = m_model.row(row);
        if (shown.kind == RowKind::Request && toText(shown.texts.target).startsWith(path, Qt::CaseInsensitive)) {
            setCurrentIndex(m_model.index(row, 0));
            return;
        }
    }
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
