// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/terminalinfo.h"

#include <QtGlobal>

#include <sys/ioctl.h>
#include <unistd.h>

namespace Retort::Terminal {

bool outputIsTerminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

bool inputIsTerminal()
{
    return ::isatty(STDIN_FILENO) != 0 && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
}

Log::TerminalStyle outputStyle()
{
    Log::TerminalStyle style;
    winsize size = {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        style.columns = size.ws_col;
    }
    style.colours = outputIsTerminal() && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    return style;
}

} // namespace Retort::Terminal
