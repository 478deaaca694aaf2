// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/programfacts.h"

#include <QObject>

namespace Retort::Dialogs {

// Who holds a port is not asked on Windows yet (engine/net/portowner.h), so there is nothing to end.
std::optional<ProgramFacts> programFacts(qint64)
{
    return std::nullopt;
}

Result<void> endProgram(qint64, int port)
{
    return std::unexpected(Error{Errc::ProcessFailed, QObject::tr("Port %1 is no longer held by that program.").arg(port)});
}

} // namespace Retort::Dialogs
