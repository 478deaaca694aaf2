// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/commandpalette.h"

#include "ui/base/fuzzymatch.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int iconSide = 16;
constexpr int detailRole = Qt::UserRole;
constexpr int entryRole = Qt::UserRole + 1;
constexpr int mostShown = 50;
constexpr int widthPx = 560;
constexpr int rowsSeen = 10;

// The detail stands at the right, in a quieter colour.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        const QString detail = index.data(detailRole).toString();
        const int room = given.fontMetrics.horizontalAdvance(detail) + 16;
        QStyledItemDelegate::paint(painter, given, index);
        const bool selected = (given.state & QStyle::State_Selected) != 0;
        painter->setPen(given.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(given.rect.adjusted(given.rect.width() - room, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, detail);
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 10};
    }
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features |= QStyleOptionViewItem::HasDecoration; // names stand below each other, also of what has no icon
        option->decorationSize = {iconSide, iconSide};
        const int room = option->fontMetrics.horizontalAdvance(index.data(detailRole).toString()) + 56; // and the icon
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideMiddle, option->rect.width() - room);
    }
};

} // namespace

CommandPalette::CommandPalette(QList<PaletteEntry> entries, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_entries(std::move(entries))
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Commands"));
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::showFound);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    showFound({});
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::openAtTop()
{
    const QWidget *window = parentWidget();
    const int width = std::min(widthPx, window->width() - 32);
    resize(width, m_field->sizeHint().height() + rowsSeen * (fontMetrics().height() + 10) + 24);
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 56)));
    setVisible(true);
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::showFound(const QString &typed)
{
    std::vector<std::pair<int, qsizetype>> found; // the best first, alike as they were given
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (const int score = fuzzyScore(typed, m_entries.at(i).text); score > 0) {
            found.emplace_back(typed.isEmpty() ? 0 : -score, i);
        }
    }
    std::ranges::sort(found);
    m_list->clear();
    for (const auto &each : found) {
        if (m_list->count() == mostShown) {
            break;
        }
        const PaletteEntry &entry = m_entries.at(each.second);
        auto *item = new QListWidgetItem(entry.icon, entry.text, m_list);
        item->setData(detailRole, entry.detail);
        item->setData(entryRole, each.second);
        item->setData(Qt::AccessibleTextRole, entry.detail.isEmpty() ? entry.text : entry.text + u", "_s + entry.detail);
    }
    m_list->setCurrentRow(0);
}

// The field keeps the focus; the arrows are for the list.
bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress) {
        return QFrame::eventFilter(watched, event);
    }
    const int rows = m_list->count();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down: m_list->setCurrentRow(rows > 0 ? (m_list->currentRow() + 1) % rows : -1); return true;
    case Qt::Key_Up: m_list->setCurrentRow(rows > 0 ? (m_list->currentRow() + rows - 1) % rows : -1); return true;
    case Qt::Key_PageDown: m_list->setCurrentRow(std::min(rows - 1, m_list->currentRow() + rowsSeen)); return true;
    case Qt::Key_PageUp: m_list->setCurrentRow(std::max(0, m_list->currentRow() - rowsSeen)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Escape: close(); return true;
    default: return false;
    }
}

void CommandPalette::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item) {
        return;
    }
    // Closed first: what it does may open a window, or move the focus.
    const auto run = m_entries.at(item->data(entryRole).toLongLong()).run;
    close();
    run();
}

} // namespace Retort::Window
