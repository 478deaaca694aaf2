// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputtab.h"

#include "ui/output/outputdelegate.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Output {

OutputTab::OutputTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new OutputModel(OutputModel::standardCapacity, this))
    , m_view(new QTableView)
    , m_delegate(new OutputDelegate(*m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(makeFindBar());
    setUpView();
    setFocusProxy(m_view);
    connect(m_model, &OutputModel::rowsAboutToBeDropped, this, [this](int count) {
        if (!isFollowing()) {  // the rows under the eyes stay where they are
            QScrollBar *bar = m_view->verticalScrollBar();
            bar->setValue(bar->value() - count * m_view->verticalHeader()->defaultSectionSize());
        }
    });
    updateCount();
}

QWidget *OutputTab::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    m_level = new QComboBox;
    m_level->addItem(tr("All lines"), static_cast<int>(Level::Plain));
    m_level->addItem(tr("Warnings and errors"), static_cast<int>(Level::Warning));
    m_level->addItem(tr("Errors"), static_cast<int>(Level::Error));
    m_level->setAccessibleName(tr("Which lines to show"));
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setLeastLevel(static_cast<Level>(m_level->currentData().toInt()));
        updateCount();
    });
    m_count = new QLabel;
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_follow = Style::iconButton(u"follow"_s, tr("Follow the end"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_clear = Style::iconButton(u"delete"_s, tr("Clear"));
    QToolButton *find = Style::iconButton(u"search"_s, tr("Find (Ctrl+F)"));
    QToolButton *saveAs = Style::iconButton(u"save"_s, tr("Save as…"));
    connect(m_follow, &QToolButton::clicked, this, [this](bool on) {
        if (on) {
            m_view->scrollToBottom();
        }
    });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_model->canUndoClear() && m_model->lineCount() == 0 ? m_model->undoClear() : clear();
        updateClear();
        updateCount();
    });
    connect(find, &QToolButton::clicked, this, &OutputTab::showFind);
    connect(saveAs, &QToolButton::clicked, this, &OutputTab::save);
    layout->addWidget(m_level);
    layout->addSpacing(8);
    layout->addWidget(m_count);
    layout->addStretch(1);
    for (QToolButton *button : {find, m_follow, saveAs, m_clear}) {
        layout->addWidget(button);
    }
    return bar;
}

QWidget *OutputTab::makeFindBar()
{
    m_findBar = new QWidget;
    auto *layout = new QHBoxLayout(m_findBar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    m_find = new QLineEdit;
    m_find->setPlaceholderText(tr("Find in output"));
    m_find->setAccessibleName(tr("Find in output"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(320);
    m_found = new QLabel;
    m_found->setForegroundRole(QPalette::PlaceholderText);
    QToolButton *previous = Style::iconButton(u"up"_s, tr("Previous"));
    QToolButton *next = Style::iconButton(u"down"_s, tr("Next"));
    QToolButton *close = Style::iconButton(u"close"_s, tr("Close"));
    connect(m_find, &QLineEdit::textChanged, this, &OutputTab::searchedChanged);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { findNext(OutputModel::Direction::Forward); });
    connect(previous, &QToolButton::clicked, this, [this] { findNext(OutputModel::Direction::Backward); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(OutputModel::Direction::Forward); });
    connect(close, &QToolButton::clicked, this, &OutputTab::hideFind);
    layout->addWidget(m_find);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(m_found);
    layout->addStretch(1);
    layout->addWidget(close);
    m_findBar->hide();
    return m_findBar;
}

void OutputTab::setUpView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setFont(Style::fixedFont());
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Output of the site"));
    m_view->setTabKeyNavigation(false);
    const QFontMetrics metrics(m_view->font());
    QHeaderView *rows = m_view->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(metrics.height() + 4);
    QHeaderView *columns = m_view->horizontalHeader();
    columns->hide();
    columns->setSectionResizeMode(QHeaderView::Fixed);
    m_view->setColumnWidth(OutputModel::Time, metrics.horizontalAdvance(u"00:00:00.000"_s) + 14);
    m_view->setColumnWidth(OutputModel::Worker, metrics.horizontalAdvance(u"retort"_s) + 14);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_follow->setChecked(isFollowing()); });
}

bool OutputTab::isFollowing() const
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

void OutputTab::append(const QJsonArray &lines, quint64 skipped)
{
    const bool follow = isFollowing();
    m_model->append(lines, skipped);
    updateWidth();
    if (follow) {
        m_view->scrollToBottom();
    }
    updateCount();
    updateClear();
}

void OutputTab::clear()
{
    m_model->clear();
    updateCount();
    updateClear();
}

void OutputTab::updateClear()
{
    const bool undo = m_model->canUndoClear() && m_model->lineCount() == 0;
    const QString text = undo ? tr("Undo: show the cleared lines again") : tr("Clear");
    m_clear->setIcon(Style::icon(undo ? u"undo"_s : u"delete"_s));
    m_clear->setToolTip(text);
    m_clear->setAccessibleName(text);
}

void OutputTab::updateCount()
{
    const auto hidden = m_model->hiddenCount();
    const int shown = m_model->rowCount();
    QString text = shown == 1 ? tr("1 line") : tr("%1 lines").arg(shown);
    if (hidden > 0) {
        text = tr("%1, %2 hidden").arg(text).arg(hidden);
    }
    m_count->setText(text);
}

void OutputTab::updateWidth()
{
    const QFontMetricsF metrics(m_view->font());  // a fraction of a pixel a character cuts long lines
    const int fixed = m_view->columnWidth(OutputModel::Time) + m_view->columnWidth(OutputModel::Worker);
    const int room = m_view->viewport()->width() - fixed;
    const int wanted = static_cast<int>(std::ceil(static_cast<double>(m_model->longestText()) * metrics.horizontalAdvance(u'M'))) + 16;
    const int width = std::max(room, wanted);
    if (m_view->columnWidth(OutputModel::Text) != width) {
        m_view->setColumnWidth(OutputModel::Text, width);
    }
}

// --- find ---

void OutputTab::showFind()
{
    m_findBar->show();
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void OutputTab::hideFind()
{
    m_findBar->hide();
    m_delegate->setSearched({});
    m_view->viewport()->update();
    m_view->setFocus();
}

void OutputTab::searchedChanged()
{
    m_delegate->setSearched(m_find->text());
    m_found->clear();
    m_view->viewport()->update();
}

void OutputTab::findNext(OutputModel::Direction direction)
{
    m_delegate->setSearched(m_find->text());
    const int step = direction == OutputModel::Direction::Forward ? 1 : -1;
    const int current = m_view->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    int row = m_model->find(m_find->text(), current < 0 ? (step > 0 ? 0 : last) : current + step, direction);
    if (row < 0) {  // around the end
        row = m_model->find(m_find->text(), step > 0 ? 0 : last, direction);
    }
    m_found->setText(row < 0 && !m_find->text().isEmpty() ? tr("Not found") : QString());
    if (row >= 0) {
        m_view->selectRow(row);
        m_view->scrollTo(m_model->index(row, OutputModel::Time));
    }
    m_view->viewport()->update();
}

// --- links, copy, save ---

bool OutputTab::isPointOnLink(const QPoint &point) const
{
    const QModelIndex index = m_view->indexAt(point);
    return index.isValid() && index.column() == OutputModel::Text
        && m_delegate->isOnLink(m_view->font(), m_view->visualRect(index), point, index.row());
}

void OutputTab::openLink(int row)
{
    const OutputLine *line = m_model->line(row);
    if (line && line->link) {
        Q_EMIT openInEditorWanted(line->link->file, line->link->line);
    }
}

bool OutputTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize) {
        updateWidth();
    }
    if (watched == m_view->viewport() && event->type() == QEvent::MouseMove) {
        const QPoint point = static_cast<QMouseEvent *>(event)->position().toPoint();
        m_view->viewport()->setCursor(isPointOnLink(point) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && isPointOnLink(mouse->position().toPoint())) {
            openLink(m_view->indexAt(mouse->position().toPoint()).row());
        }
    }
    return QWidget::eventFilter(watched, event);
}

void OutputTab::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else if (event->matches(QKeySequence::Find)) {
        showFind();
    } else if (event->matches(QKeySequence::FindNext)) {
        findNext(OutputModel::Direction::Forward);
    } else if (event->matches(QKeySequence::FindPrevious)) {
        findNext(OutputModel::Direction::Backward);
    } else if (event->key() == Qt::Key_Escape && m_findBar->isVisible()) {
        hideFind();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        openLink(m_view->currentIndex().row());
    } else {
        QWidget::keyPressEvent(event);
    }
}

void OutputTab::copySelected()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &index : rows) {
        lines.append(m_model->line(index.row())->styled.text);
    }
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void OutputTab::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the output"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(u"output.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray text = m_model->plainText().toUtf8();
        const bool done = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        m_count->setText(done ? tr("Saved to %1").arg(path) : tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    });
    dialog->open();
}

} // namespace Retort::Output
