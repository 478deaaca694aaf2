// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/sites/sitelist.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace Retort::Dialogs {

// The engines of this user that run, whoever started them; one is chosen to be looked at.
class AttachDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachDialog)

public:
    AttachDialog(Sites::SiteList &sites, QWidget *parent);

Q_SIGNALS:
    void chosen(Retort::Sites::Site *site);

private:
    void fill();
    void use();

    Sites::SiteList &m_sites;
    QTimer m_timer;
    QTreeWidget *m_table;
    QLabel *m_none;
    QPushButton *m_use;
};

} // namespace Retort::Dialogs
