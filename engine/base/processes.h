// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace Retort {

// Whether a process of that id runs, ours to signal or not.
bool processExists(qint64 pid);

} // namespace Retort
