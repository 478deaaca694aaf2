// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/shortcutspage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Retort::Dialogs {

namespace {

constexpr int idRole = Qt::UserRole;

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta || key == Qt::Key_AltGr
        || key == Qt::Key_unknown || key == 0;
}

} // namespace

// Shows the key that was pressed in it. QKeySequenceEdit waits a second for a second stroke, which we have no use for. Tab
// leaves it as it leaves every field.
class ShortcutsPage::KeyField final : public QLineEdit
{
public:
    explicit KeyField(std::function<void()> typed) : m_typed(std::move(typed))
    {
        setReadOnly(true);
        setContextMenuPolicy(Qt::NoContextMenu);
    }

    const QKeySequence &key() const noexcept { return m_key; }
    void setKey(const QKeySequence &key)
    {
        m_key = key;
        setText(key.toString(QKeySequence::NativeText));
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept(); // what it does elsewhere, it does not do here
            return true;
        }
        return QLineEdit::event(event);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (isModifier(event->key())) {
            return;
        }
        // Shift is part of “?” already.
        const bool isCharacter = !event->text().isEmpty() && event->text().front().isPrint() && !event->text().front().isLetter();
        const auto dropped = isCharacter ? Qt::KeypadModifier | Qt::ShiftModifier : Qt::KeyboardModifiers(Qt::KeypadModifier);
        setKey(QKeyCombination(event->modifiers() & ~dropped, static_cast<Qt::Key>(event->key())));
        m_typed();
    }

private:
    std::function<void()> m_typed;
    QKeySequence m_key;
};

ShortcutsPage::ShortcutsPage(KeyBindings &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_table(makeTable(keys))
    , m_edit(new KeyField([this] { keyTyped(); }))
    , m_set(new QPushButton(tr("Set")))
    , m_none(new QPushButton(tr("No key")))
    , m_standard(new QPushButton(tr("Standard")))
    , m_conflict(new QLabel)
{
    auto *search = new QLineEdit;
    search->setPlaceholderText(tr("Search"));
    search->setAccessibleName(tr("Search shortcuts"));
    search->setClearButtonEnabled(true);
    m_edit->setAccessibleName(tr("New key"));
    m_conflict->setTextFormat(Qt::PlainText);
    m_conflict->setWordWrap(true);
    auto *all = new QPushButton(tr("All as standard"));
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    for (QPushButton *button : {m_set, m_none, m_standard, all}) {
        button->setAutoDefault(false); // Enter is a key like others here
        row->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(search);
    layout->addWidget(m_table, 1);
    layout->addLayout(row);
    layout->addWidget(m_conflict);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::showCurrent);
    connect(m_set, &QPushButton::clicked, this, &ShortcutsPage::setKey);
    connect(m_none, &QPushButton::clicked, this, [this] { change([this](const QString &id) { m_keys.takeAll(id); }); });
    connect(m_standard, &QPushButton::clicked, this, [this] { change([this](const QString &id) { m_keys.restore(id); }); });
    connect(all, &QPushButton::clicked, this, [this] {
        m_keys.restoreAll();
        fill();
        Q_EMIT keysChanged();
    });
    connect(search, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
            QTreeWidgetItem *group = m_table->topLevelItem(i);
            for (int j = 0; j < group->childCount(); ++j) {
                QTreeWidgetItem *item = group->child(j);
                item->setHidden(!item->text(0).contains(text, Qt::CaseInsensitive) && !item->text(1).contains(text, Qt::CaseInsensitive));
            }
        }
    });
    showCurrent();
}

QTreeWidget *ShortcutsPage::makeTable(const KeyBindings &keys)
{
    auto *table = new QTreeWidget;
    table->setColumnCount(2);
    table->setHeaderHidden(true);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAccessibleName(tr("Shortcuts"));
    auto *window = new QTreeWidgetItem(table, {tr("Everywhere")});
    auto *list = new QTreeWidgetItem(table, {tr("In the list of requests")});
    for (QTreeWidgetItem *group : {window, list}) {
        QFont bold = table->font();
        bold.setBold(true);
        group->setFont(0, bold);
        group->setFlags(Qt::ItemIsEnabled);
        group->setFirstColumnSpanned(true);
    }
    for (const KeyBindings::Binding &binding : keys.all()) {
        auto *item = new QTreeWidgetItem(binding.where == KeyBindings::Where::List ? list : window, {binding.name, binding.keyText()});
        item->setData(0, idRole, binding.id);
    }
    table->expandAll();
    table->resizeColumnToContents(0);
    return table;
}

QString ShortcutsPage::current() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item ? item->data(0, idRole).toString() : QString();
}

void ShortcutsPage::fill()
{
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_table->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *item = group->child(j);
            const QString id = item->data(0, idRole).toString();
            for (const KeyBindings::Binding &binding : m_keys.all()) {
                if (binding.id == id) {
                    item->setText(1, binding.keyText());
                }
            }
        }
    }
    showCurrent();
}

void ShortcutsPage::showCurrent()
{
    const bool chosen = !current().isEmpty();
    for (QWidget *widget : {static_cast<QWidget *>(m_edit), static_cast<QWidget *>(m_none), static_cast<QWidget *>(m_standard)}) {
        widget->setEnabled(chosen);
    }
    m_edit->setKey(m_keys.keys(current()).value(0));
    m_set->setEnabled(false);
    m_conflict->setText(chosen ? tr("Click into the field and press the new key.") : tr("Choose what shall have another key."));
}

void ShortcutsPage::keyTyped()
{
    const QKeySequence key = m_edit->key();
    m_set->setEnabled(!key.isEmpty() && !current().isEmpty());
    const KeyBindings::Binding *owner = m_keys.owner(key, current());
    m_conflict->setText(
        owner ? tr("%1 is the key of “%2”. Set takes it from there.").arg(key.toString(QKeySequence::NativeText), owner->name) : QString());
}

void ShortcutsPage::setKey()
{
    change([this](const QString &id) { m_keys.give(id, m_edit->key()); });
}

void ShortcutsPage::change(const std::function<void(const QString &id)> &what)
{
    if (const QString id = current(); !id.isEmpty()) {
        what(id);
        fill();
        Q_EMIT keysChanged();
    }
}

} // namespace Retort::Dialogs
