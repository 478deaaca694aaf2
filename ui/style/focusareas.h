// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace Retort::Style {

// The places between which F6 jumps: tool bar, list of sites, rows and so on. Each part of the window says for itself that
// it is one; their order is that of Tab, so that it is decided once. On the thread of the GUI.
void markFocusArea(QWidget &area);

// Gives the focus to the next area (step 1) or the one before (step -1) which can take it, round the window.
void jumpToFocusArea(QWidget &window, int step);

} // namespace Retort::Style
