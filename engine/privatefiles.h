// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace Retort {

// The files a running engine keeps in the runtime folder besides its control socket: the socket its workers
// connect to, and their claim boards. Their names carry the engine's process id, so that the next start can
// tell what a killed engine left behind.

QString workerChannelPath(const QString &runtimeFolder);
QString claimBoardTemplate(const QString &runtimeFolder);  // for QTemporaryFile

// Removes what engines that run no more have left in the folder, which is ours alone (RELIABILITY.md part 3, 10).
void removeLeftovers(const QString &runtimeFolder);

} // namespace Retort
