// SPDX-License-Identifier: Apache-2.0
#include "engine/base/memory.h"

#include <windows.h>

namespace Retort {

qint64 availableMemoryBytes()
{
    MEMORYSTATUSEX status = {};
    status.dwLength = sizeof status;
    return GlobalMemoryStatusEx(&status) ? static_cast<qint64>(status.ullAvailPhys) : 0;
}

} // namespace Retort
