// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/attachdialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr int lookEveryMs = 1000;

} // namespace

AttachDialog::AttachDialog(Sites::SiteList &sites, QWidget *parent)
    : QDialog(parent)
    , m_sites(sites)
    , m_table(new QTreeWidget)
    , m_none(new QLabel)
{
    setWindowTitle(tr("Attach to a running server"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    m_none->setText(tr("Servers that were started in a terminal with “retort --no-gui” show here by themselves."));
    m_none->setWordWrap(true);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_table->setRootIsDecorated(false);
    m_table->setHeaderLabels({tr("Site"), tr("Address"), tr("Folder")});
    m_table->setAccessibleName(windowTitle());
    auto *buttons = new QDialogButtonBox;
    m_use = buttons->addButton(tr("Show"), QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_none);
    layout->addWidget(buttons);
    resize(560, 280);
    connect(&m_sites, &Sites::SiteList::anyChanged, this, &AttachDialog::fill);
    connect(m_table, &QTreeWidget::itemActivated, this, &AttachDialog::use);
    connect(m_use, &QPushButton::clicked, this, &AttachDialog::use);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, &m_sites, &Sites::SiteList::look);
    m_timer.start();
    m_sites.look();
    fill();
}

void AttachDialog::fill()
{
    const int current = m_table->indexOfTopLevelItem(m_table->currentItem());
    m_table->clear();
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        const Sites::Site *site = m_sites.at(row);
        if (site->isConnected()) {
            const States::SiteFacts facts = site->facts();
            auto *item = new QTreeWidgetItem({site->record().name, facts.addresses.join(u' '), QDir::toNativeSeparators(facts.folder)});
            item->setData(0, Qt::UserRole, row);
            m_table->addTopLevelItem(item);
        }
    }
    m_table->setCurrentItem(m_table->topLevelItem(current < 0 ? 0 : current));
    m_table->resizeColumnToContents(0);
    m_table->resizeColumnToContents(1);
    m_use->setEnabled(m_table->topLevelItemCount() > 0);
}

void AttachDialog::use()
{
    if (const QTreeWidgetItem *item = m_table->currentItem()) {
        Sites::Site *site = m_sites.at(item->data(0, Qt::UserRole).toLongLong());
        accept();
        Q_EMIT chosen(site);
    }
}

} // namespace Retort::Dialogs
