// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputtab.h"

#include "ui/output/outputview.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

constexpr auto wrapKey = "output/wrap"_L1;

} // namespace

OutputTab::OutputTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new OutputModel(OutputModel::standardCapacity, this))
    , m_view(new OutputView(*m_model))
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
            bar->setValue(bar->value() - m_view->heightOfFirst(count));
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
    auto *wrap = Style::iconButton(u"wrap"_s, tr("Wrap long lines"));
    wrap->setCheckable(true);
    wrap->setChecked(QSettings().value(wrapKey).toBool());
    m_view->setWrapped(wrap->isChecked());
    connect(wrap, &QToolButton::toggled, this, [this](bool on) {
        m_view->setWrapped(on);
        QSettings().setValue(wrapKey, on);
    });
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
    for (QToolButton *button : {find, wrap, m_follow, saveAs, m_clear}) {
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
    m_view->setAccessibleName(tr("Output of the site"));
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_follow->setChecked(isFollowing()); });
    connect(m_view, &OutputView::openInEditorWanted, this, &OutputTab::openInEditorWanted);
    connect(m_view, &OutputView::requestWanted, this, &OutputTab::requestWanted);
}

bool OutputTab::isFollowing() const
{
    return m_view->isAtEnd();
}

void OutputTab::append(const QJsonArray &lines, quint64 skipped)
{
    const bool follow = isFollowing();
    m_model->append(lines, skipped);
    m_view->fitColumns();
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

void OutputTab::tell(const QString &sentence)
{
    m_count->setText(sentence);
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
    m_view->setSearched({});
    m_view->setFocus();
}

void OutputTab::searchedChanged()
{
    m_view->setSearched(m_find->text());
    m_found->clear();
}

void OutputTab::findNext(OutputModel::Direction direction)
{
    m_view->setSearched(m_find->text());
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
}

// --- keys, save ---

void OutputTab::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        showFind();
    } else if (event->matches(QKeySequence::FindNext)) {
        findNext(OutputModel::Direction::Forward);
    } else if (event->matches(QKeySequence::FindPrevious)) {
        findNext(OutputModel::Direction::Backward);
    } else if (event->key() == Qt::Key_Escape && m_findBar->isVisible()) {
        hideFind();
    } else {
        QWidget::keyPressEvent(event);
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
        tell(done ? tr("Saved to %1").arg(path) : tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    });
    dialog->open();
}

} // namespace Retort::Output
