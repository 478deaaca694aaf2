// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/closingdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Retort::Dialogs {

ClosingDialog::ClosingDialog(int servingSites, QWidget *parent) : QDialog(parent), m_always(new QCheckBox(tr("Do this every time")))
{
    setWindowTitle(tr("Close Retort"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *title = new QLabel(servingSites == 1 ? tr("1 site is serving.") : tr("%1 sites are serving.").arg(servingSites));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *text = new QLabel(tr("A site can keep serving without the window; it is in the list again when Retort is opened."));
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    QPushButton *keep = buttons->addButton(tr("Keep serving"), QDialogButtonBox::AcceptRole);
    QPushButton *stop = buttons->addButton(tr("Stop and quit"), QDialogButtonBox::DestructiveRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    keep->setDefault(true);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(m_always);
    layout->addWidget(buttons);
    connect(keep, &QPushButton::clicked, this, [this] { decide(Preferences::OnClose::KeepServing); });
    connect(stop, &QPushButton::clicked, this, [this] { decide(Preferences::OnClose::StopAll); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void ClosingDialog::decide(Preferences::OnClose choice)
{
    accept();
    Q_EMIT decided(choice, m_always->isChecked());
}

} // namespace Retort::Dialogs
