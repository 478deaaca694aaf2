// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/choosedialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Retort::Dialogs {

ChooseDialog::ChooseDialog(const QString &title, const QString &placeholder, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
    , m_typed(new QLineEdit)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setAccessibleName(title);
    m_list->setVisible(false);
    m_typed->setPlaceholderText(placeholder);
    m_typed->setAccessibleName(placeholder);
    auto *buttons = new QDialogButtonBox;
    m_use = buttons->addButton(tr("Use"), QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    m_use->setEnabled(false);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_typed);
    layout->addWidget(buttons);
    layout->addStrut(456);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item) {
            m_typed->setText(item->data(0, Qt::UserRole).toString());
        }
    });
    connect(m_list, &QTreeWidget::itemActivated, this, &ChooseDialog::use);
    connect(m_typed, &QLineEdit::textChanged, this, [this](const QString &text) { m_use->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_use, &QPushButton::clicked, this, &ChooseDialog::use);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void ChooseDialog::addRow(const QStringList &columns, const QString &value)
{
    auto *item = new QTreeWidgetItem(columns);
    item->setData(0, Qt::UserRole, value);
    m_list->setColumnCount(static_cast<int>(columns.size()));
    m_list->addTopLevelItem(item);
    m_list->setVisible(true);
    for (int column = 0; column < columns.size(); ++column) {
        m_list->resizeColumnToContents(column);  // a handful of rows
    }
    if (!m_list->currentItem()) {
        m_list->setCurrentItem(item);
    }
}

void ChooseDialog::use()
{
    const QString value = m_typed->text().trimmed();
    if (!value.isEmpty()) {
        accept();
        Q_EMIT chosen(value);
    }
}

} // namespace Retort::Dialogs
