// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>

#include <optional>

namespace Retort::Dialogs {

// A program of this user that holds a port.
struct ProgramFacts
{
    QString name;
    QString command;      // with its arguments
    qint64 pid = 0;
};

// nullopt when it has ended, belongs to somebody else, or the system does not tell.
std::optional<ProgramFacts> programFacts(qint64 pid);

// Asks it to end (SIGTERM), only if it still holds the port and is this user's: the number of a process that ended may mean
// another one a moment later.
Result<void> endProgram(qint64 pid, int port);

} // namespace Retort::Dialogs
