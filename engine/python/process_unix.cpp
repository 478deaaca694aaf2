// SPDX-License-Identifier: Apache-2.0
#include "engine/python/process.h"

#include "engine/python/process_unix.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>

namespace Retort::Python {

namespace {

std::int64_t clockUs(clockid_t clock) noexcept
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

} // namespace

void prepareProcess() noexcept
{
    tieToParent();
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const int empty = ::open("/dev/null", O_RDONLY);
    if (empty > 0) {
        ::dup2(empty, STDIN_FILENO);
        ::close(empty);
    }
}

void exitNow(int code) noexcept
{
    ::_exit(code);
}

std::int64_t processId() noexcept
{
    return ::getpid();
}

std::int64_t threadCpuUs() noexcept
{
    return clockUs(CLOCK_THREAD_CPUTIME_ID);
}

std::int64_t monotonicUs() noexcept
{
    return clockUs(CLOCK_MONOTONIC);
}

} // namespace Retort::Python
