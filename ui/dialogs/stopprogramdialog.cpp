// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/stopprogramdialog.h"

#include "engine/base/processes.h"
#include "ui/dialogs/programfacts.h"
#include "ui/dialogs/projectlook.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Retort::Dialogs {

namespace {

constexpr int lookEveryMs = 100;
constexpr int mostLooks = 50;

} // namespace

StopProgramDialog::StopProgramDialog(qint64 pid, int port, QWidget *parent) : QDialog(parent), m_pid(pid), m_port(port), m_note(new QLabel)
{
    const auto program = programFacts(pid);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Stop the program on port %1").arg(port));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *title = new QLabel(program ? tr("%1 (pid %2) has port %3.").arg(program->name).arg(pid).arg(port)
                                     : tr("The program on port %1 has ended, or belongs to another user.").arg(port));
    title->setTextFormat(Qt::PlainText);
    auto *command = new QLabel(program ? program->command : QString());
    command->setTextFormat(Qt::PlainText);
    command->setFont(Style::fixedFont());
    command->setWordWrap(true);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setText(program ? tr("Unsaved work in it may be lost.") : QString());
    auto *buttons = new QDialogButtonBox;
    m_stop = buttons->addButton(program ? tr("Stop %1").arg(program->name) : tr("Stop"), QDialogButtonBox::DestructiveRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_stop->setEnabled(program.has_value());
    m_stop->setAutoDefault(false);
    cancel->setDefault(true);
    layout->addWidget(title);
    layout->addWidget(command);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    layout->addStrut(396);
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &StopProgramDialog::look);
    connect(m_stop, &QPushButton::clicked, this, &StopProgramDialog::stop);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void StopProgramDialog::stop()
{
    if (const auto done = endProgram(m_pid, m_port); !done) {
        m_note->setText(done.error().sentence);
        return;
    }
    m_stop->setEnabled(false);
    m_note->setText(tr("Waiting for it to end…"));
    m_looks = 0;
    m_timer.start();
}

void StopProgramDialog::look()
{
    if (!processExists(m_pid) || isPortFree(m_port)) {
        m_timer.stop();
        accept();
        Q_EMIT stopped();
    } else if (++m_looks >= mostLooks) {
        m_timer.stop();
        m_stop->setEnabled(true);
        m_note->setText(tr("It did not end. Stop it where you started it."));
    }
}

} // namespace Retort::Dialogs
