// SPDX-License-Identifier: Apache-2.0
#include "engine/python/process.h"
#include "engine/python/process_unix.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace Retort::Python {

void tieToParent() noexcept
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

MemoryUse memoryUse() noexcept
{
    MemoryUse use;
    std::FILE *file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) {
        return use;
    }
    unsigned long virtualPages = 0;
    unsigned long residentPages = 0;
    if (std::fscanf(file, "%lu %lu", &virtualPages, &residentPages) == 2) {
        const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        use.residentBytes = residentPages * page;
        use.virtualBytes = virtualPages * page;
    }
    std::fclose(file);
    return use;
}

} // namespace Retort::Python
