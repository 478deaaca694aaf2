// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/preferences.h"

#include <QDialog>

class QCheckBox;

namespace Retort::Dialogs {

// The window is closed while sites serve: shall they go on?
class ClosingDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClosingDialog)

public:
    ClosingDialog(int servingSites, QWidget *parent);

Q_SIGNALS:
    void decided(Retort::Preferences::OnClose choice, bool always);

private:
    void decide(Preferences::OnClose choice);

    QCheckBox *m_always;
};

} // namespace Retort::Dialogs
