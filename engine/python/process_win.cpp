// SPDX-License-Identifier: Apache-2.0
#include "engine/python/process.h"

#include <windows.h>

#include <psapi.h>

namespace Retort::Python {

void prepareProcess() noexcept
{
    // The engine's job object ends the worker with it; the end of the control channel does so too.
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);  // no dialog when the application crashes
}

void exitNow(int code) noexcept
{
    ::TerminateProcess(::GetCurrentProcess(), static_cast<UINT>(code));
    for (;;) {
        ::Sleep(INFINITE);
    }
}

std::int64_t processId() noexcept
{
    return static_cast<std::int64_t>(::GetCurrentProcessId());
}

std::int64_t threadCpuUs() noexcept
{
    FILETIME created{};
    FILETIME ended{};
    FILETIME kernel{};
    FILETIME user{};
    if (!::GetThreadTimes(::GetCurrentThread(), &created, &ended, &kernel, &user)) {
        return 0;
    }
    const auto hundredNs = [](const FILETIME &time) {
        return (static_cast<std::int64_t>(time.dwHighDateTime) << 32) | static_cast<std::int64_t>(time.dwLowDateTime);
    };
    return (hundredNs(kernel) + hundredNs(user)) / 10;
}

std::int64_t monotonicUs() noexcept
{
    LARGE_INTEGER now{};
    LARGE_INTEGER perSecond{};
    ::QueryPerformanceCounter(&now);
    ::QueryPerformanceFrequency(&perSecond);
    return now.QuadPart / perSecond.QuadPart * 1'000'000 + now.QuadPart % perSecond.QuadPart * 1'000'000 / perSecond.QuadPart;
}

MemoryUse memoryUse() noexcept
{
    PROCESS_MEMORY_COUNTERS_EX counters{};
    if (!::GetProcessMemoryInfo(::GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS *>(&counters), sizeof counters)) {
        return {};
    }
    return {.residentBytes = counters.WorkingSetSize, .virtualBytes = counters.PrivateUsage};
}

} // namespace Retort::Python
