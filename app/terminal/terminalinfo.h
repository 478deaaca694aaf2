// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/terminalline.h"

#include <QString>

namespace Retort::Terminal {

// What is known of the terminal behind standard error and standard input.
bool outputIsTerminal();
bool inputIsTerminal();  // and we are in its foreground: a background job must not read keys

// Width and colours for lines on standard error. NO_COLOR (https://no-color.org), TERM=dumb and an output
// that is no terminal switch colours off.
Log::TerminalStyle outputStyle();

// Opens an address in the user's browser through the system's opener. False when there is none.
bool openInBrowser(const QString &address);

} // namespace Retort::Terminal
