// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace Retort::Dialogs {

// Windows with text; none of them is modal.

// Every key there is: those of `actions`, and those that need no menu.
void showShortcuts(QWidget &parent, const QList<QAction *> &actions);

void showAbout(QWidget &parent);

} // namespace Retort::Dialogs
