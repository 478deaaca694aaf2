// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace Retort {

// Memory that programs can still have without others being swapped out, in bytes; 0 where the system does not
// tell. Any thread.
qint64 availableMemoryBytes();

} // namespace Retort
