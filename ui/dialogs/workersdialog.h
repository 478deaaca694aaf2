// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/sites/site.h"

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace Retort::Dialogs {

// The worker processes of a site, as new as the last second. Not modal: it stays beside the window.
class WorkersDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkersDialog)

public:
    WorkersDialog(Sites::Site &site, QWidget *parent);

private:
    void showWorkers(const QJsonArray &workers);

    QTreeWidget *m_table;
    QLabel *m_summary;
};

} // namespace Retort::Dialogs
