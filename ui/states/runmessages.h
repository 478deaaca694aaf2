// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/stateview.h"

namespace Retort::States {

// What the strip says of an engine that starts, loads or runs, message by message; describe() decides which of them are due.

Message portInUseMessage(const StartFailure &failure);
Message importingMessage(const SiteFacts &facts);
Message reloadingMessage(const SiteFacts &facts);
Message crashLoopMessage(const SiteFacts &facts);
Message workerDiedMessage(const SiteFacts &facts);
// "segmentation fault", "exit code 3"; and with the place, "segmentation fault in `_imaging.so`".
QString deathKind(const WorkerDeath &death);
QString deathWords(const WorkerDeath &death);
Message stuckMessage(const RunningRequest &request);

} // namespace Retort::States
