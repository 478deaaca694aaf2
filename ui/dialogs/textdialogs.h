// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/keybindings.h"

class QWidget;

namespace Retort::Dialogs {

// Windows with text; none of them is modal.

// Every key there is.
void showShortcuts(QWidget &parent, const KeyBindings &keys);

void showAbout(QWidget &parent);

} // namespace Retort::Dialogs
