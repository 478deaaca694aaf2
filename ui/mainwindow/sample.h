// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace Retort::Window {

// Puts the sample app into the user's own data folder, where it can be changed, and answers that folder. Files that are
// there stay as they are.
Result<QString> copySample();

} // namespace Retort::Window
