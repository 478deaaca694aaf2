// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace Retort::Dialogs {

// Stops the program that holds a port, after a look at which one it is. Programs of this user only.
class StopProgramDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StopProgramDialog)

public:
    StopProgramDialog(qint64 pid, int port, QWidget *parent);

Q_SIGNALS:
    // The port is free.
    void stopped();

private:
    void stop();
    void look();

    qint64 m_pid;
    int m_port;
    int m_looks = 0;
    QTimer m_timer;
    QLabel *m_note;
    QPushButton *m_stop;
};

} // namespace Retort::Dialogs
