// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/editors.h"

namespace Retort::Editor {

// How to open a terminal that stands in `folder`: the platform's usual one, or the first of those people have. It must
// be started there too: some take the folder from where they are started.
Result<Command> terminalCommand(const QString &folder, const FindProgram &find);

// Opens it, detached.
Result<void> openTerminal(const QString &folder, const FindProgram &find);

} // namespace Retort::Editor
