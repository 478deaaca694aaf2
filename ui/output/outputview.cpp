// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputview.h"

#include "ui/output/outputdelegate.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

constexpr int cellPadding = 14;
constexpr qsizetype widestSource = 28; // characters
constexpr int fitMs = 50;

} // namespace

OutputView::OutputView(OutputModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new OutputDelegate(model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setFont(Style::fixedFont());
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    horizontalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(0);
    viewport()->setMouseTracking(true);
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(fitMs);
    connect(&m_fitSoon, &QTimer::timeout, this, &OutputView::fitAllRows);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (m_wrapped) {
            fitColumns();
            fitRows(first, last);
        }
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_wrapped) {
            fitColumns();
            fitAllRows();
        }
    });
    fitColumns();
}

void OutputView::setSearched(const QString &text)
{
    m_delegate->setSearched(text);
    viewport()->update();
}

bool OutputView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

int OutputView::heightOfFirst(int rows) const
{
    return verticalHeader()->sectionPosition(rows - 1) + verticalHeader()->sectionSize(rows - 1);
}

void OutputView::setWrapped(bool wrapped)
{
    if (m_wrapped != wrapped) {
        m_wrapped = wrapped;
        m_delegate->setWrapped(wrapped);
        fitColumns();
        fitAllRows();
    }
}

// Most lines are short, and their rows are left alone.
void OutputView::fitRows(int first, int last)
{
    const int usual = verticalHeader()->defaultSectionSize();
    const int width = columnWidth(OutputModel::Text);
    bool changed = false;
    for (int row = first; row <= last; ++row) {
        const int wanted = m_wrapped ? m_delegate->heightFor(font(), width, row, usual) : usual;
        if (verticalHeader()->sectionSize(row) != wanted) {
            setRowHeight(row, wanted);
            changed = true;
        }
    }
    if (changed) {
        updateGeometries(); // now: who follows the end asks the scroll bar where it is
    }
}

void OutputView::fitAllRows()
{
    const bool atEnd = isAtEnd();
    fitRows(0, m_model.rowCount() - 1);
    if (atEnd) {
        scrollToBottom();
    }
}

void OutputView::fitColumns()
{
    const QFontMetricsF metrics(font()); // a fraction of a pixel a character cuts long lines
    const auto width = [&](qsizetype characters) {
        return static_cast<int>(std::ceil(static_cast<double>(characters) * metrics.horizontalAdvance(u'M'))) + cellPadding;
    };
    const bool isOneRequest = m_model.startUs() > 0;
    setColumnWidth(OutputModel::Time, width(isOneRequest ? 9 : 12));
    setColumnWidth(OutputModel::Worker, width(6));
    setColumnHidden(OutputModel::Worker, isOneRequest);
    setColumnWidth(OutputModel::Request, verticalHeader()->defaultSectionSize() + 2);
    setColumnHidden(OutputModel::Request, isOneRequest);
    setColumnHidden(OutputModel::Source, m_model.longestSource() == 0);
    setColumnWidth(OutputModel::Source, width(std::min(m_model.longestSource(), widestSource)));
    int fixed = 0;
    for (const int column : {OutputModel::Time, OutputModel::Worker, OutputModel::Request, OutputModel::Source}) {
        fixed += columnWidth(column);
    }
    const int room = viewport()->width() - fixed;
    setColumnWidth(OutputModel::Text, m_wrapped ? std::max(room, width(20)) : std::max(room, width(m_model.longestText())));
}

void OutputView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    if (m_wrapped) {
        m_fitSoon.start();
    }
}

// --- links and requests ---

bool OutputView::isOnLink(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    return index.isValid() && index.column() == OutputModel::Text && m_delegate->isOnLink(font(), visualRect(index), point, index.row());
}

quint64 OutputView::requestAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    return index.isValid() && index.column() == OutputModel::Request ? m_model.line(index.row())->request : 0;
}

void OutputView::openLink(int row)
{
    const OutputLine *line = m_model.line(row);
    if (line && line->link) {
        Q_EMIT openInEditorWanted(line->link->file, line->link->line);
    }
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    viewport()->setCursor(isOnLink(point) || requestAt(point) > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void OutputView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (isOnLink(point)) {
        openLink(indexAt(point).row());
    } else if (const quint64 request = requestAt(point); request > 0) {
        Q_EMIT requestWanted(request);
    }
}

QMenu *OutputView::menuOf(int row)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const OutputLine *line = m_model.line(row);
    if (line && line->request > 0 && m_model.startUs() == 0) {
        menu->addAction(tr("Show request"), this, [this, request = line->request] { Q_EMIT requestWanted(request); });
    }
    if (line && line->link) {
        menu->addAction(tr("Open in editor"), this, [this, link = *line->link] { Q_EMIT openInEditorWanted(link.file, link.line); });
    }
    menu->addAction(tr("Copy"), this, &OutputView::copySelected)->setEnabled(selectionModel()->hasSelection());
    return menu;
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    const QPoint place = isByKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos();
    menuOf(index.row())->popup(place);
}

void OutputView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        openLink(currentIndex().row());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void OutputView::copySelected()
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &index : rows) {
        lines.append(m_model.line(index.row())->styled.text);
    }
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

} // namespace Retort::Output
