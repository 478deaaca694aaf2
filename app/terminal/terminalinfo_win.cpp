// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/terminalinfo.h"

#include <qt_windows.h>

namespace Retort::Terminal {

namespace {

bool isConsole(DWORD which)
{
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(which), &mode) != 0;
}

} // namespace

bool outputIsTerminal()
{
    return isConsole(STD_ERROR_HANDLE);
}
bool inputIsTerminal()
{
    return isConsole(STD_INPUT_HANDLE);
}

Log::TerminalStyle outputStyle()
{
    Log::TerminalStyle style;
    const HANDLE console = ::GetStdHandle(STD_ERROR_HANDLE);
    CONSOLE_SCREEN_BUFFER_INFO info = {};
    if (::GetConsoleScreenBufferInfo(console, &info)) {
        style.columns = info.srWindow.Right - info.srWindow.Left + 1;
    }
    // Colours are escape sequences, which a console understands only when asked to.
    DWORD mode = 0;
    style.colours = qEnvironmentVariableIsEmpty("NO_COLOR") && ::GetConsoleMode(console, &mode)
        && ::SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    return style;
}

} // namespace Retort::Terminal
