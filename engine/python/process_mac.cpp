// SPDX-License-Identifier: Apache-2.0
#include "engine/python/process.h"
#include "engine/python/process_unix.h"

#include <mach/mach.h>

namespace Retort::Python {

void tieToParent() noexcept
{
    // macOS has nothing of the kind: the end of the control channel ends the worker.
}

MemoryUse memoryUse() noexcept
{
    mach_task_basic_info_data_t info{};
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    if (::task_info(mach_task_self(), MACH_TASK_BASIC_INFO, reinterpret_cast<task_info_t>(&info), &count) != KERN_SUCCESS) {
        return {};
    }
    return {.residentBytes = info.resident_size, .virtualBytes = info.virtual_size};
}

} // namespace Retort::Python
