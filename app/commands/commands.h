// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace Retort::Commands {

// What `retort ps`, `status`, … return to the shell.
enum ExitCode : int {
    Done = 0,
    Failed = 1,      // the engine said no, or went away; the ini has something to correct
    BadUsage = 2,    // unknown option or too many arguments
    NoSuchSite = 3,  // nothing of that name runs, or several run and none was named
};

// Runs `arguments` (the command's name first) against the running sites or an ini file and prints the result. Needs a
// QCoreApplication; runs an event loop of its own.
int runCommand(const QStringList &arguments);

} // namespace Retort::Commands
