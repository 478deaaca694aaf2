// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/sites/site.h"
#include "ui/states/stateview.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QHash>

class QLabel;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace Retort::Dialogs {

// The worker processes of a site and what they run, as new as the last second, with what can be done about them. Not modal: it
// stays beside the window.
class WorkersDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkersDialog)

public:
    WorkersDialog(Sites::Site &site, QWidget *parent);

Q_SIGNALS:
    void wanted(const Retort::States::Button &button);  // Do::ShowStack, Do::StopRequest
    void processesWanted(int processes);

private:
    // What a worker had used when it was last seen.
    struct Seen
    {
        qint64 cpuUs = 0;
        qint64 atMs = 0;
        QString shown;
    };

    QWidget *makeButtons();
    QWidget *makeProcesses();
    void showWorkers(const QJsonArray &workers);
    void showWorker(QTreeWidgetItem *item, const QJsonObject &worker);
    QString cpuText(const QJsonObject &worker);
    void updateButtons();
    int selectedWorker() const;
    States::RequestRef selectedRequest() const;
    void replace(const QString &mode);

    Sites::Site &m_site;
    QTreeWidget *m_table;
    QLabel *m_summary;
    QLabel *m_problem;
    QPushButton *m_stack = nullptr;
    QPushButton *m_stopRequest = nullptr;
    QPushButton *m_replace = nullptr;
    QPushButton *m_stop = nullptr;
    QSpinBox *m_processes = nullptr;
    QHash<qint64, Seen> m_seen;  // by pid
    QElapsedTimer m_clock;
};

} // namespace Retort::Dialogs
