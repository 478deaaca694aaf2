// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QStringList>

namespace Retort {

// Whether the program of the window is installed beside this one.
bool hasWindow();

// Turns this process into the window (or, on Windows, starts it). Comes back only when that does not work; the error says
// why: no display, most of the time.
Result<void> becomeWindow(const QStringList &arguments);

} // namespace Retort
