// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace Retort::Dialogs {

// Windows that explain; none of them is modal.

// The window in a page: what is where, and where to go on.
void showHelp(QWidget &parent);

// The filter language in a page.
void showFilterHelp(QWidget &parent);

} // namespace Retort::Dialogs
