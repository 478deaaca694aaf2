// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/engine.h"

namespace Retort {

// Finds what belongs to the program beside it: bin/retort-worker and lib/retort/{_retort module, runtime/}. The
// same layout in the build folder and when installed. The error names what is missing.
Result<InstalledParts> findInstalledParts();

} // namespace Retort
