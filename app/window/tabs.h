// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/mainwindow/sitepage.h"

namespace Retort {

// The tabs that a site has besides Output.
Window::TabMakers tabMakers();

} // namespace Retort
