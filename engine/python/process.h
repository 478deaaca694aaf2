// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// What a worker asks of the operating system about itself. Any thread, no GIL needed.
namespace Retort::Python {

// Ties the process to the engine and takes rights away that no application needs: it is killed when
// the engine dies (Linux; elsewhere the control channel tells), it and its children gain no
// rights through set-uid programs, no core file holds the user's secrets, standard input is empty.
// Harmless when called twice.
void prepareProcess() noexcept;

// Ends the process at once: no destructors, no atexit, no GIL. For when the engine is gone.
[[noreturn]] void exitNow(int code) noexcept;

std::int64_t processId() noexcept;
std::int64_t threadCpuUs() noexcept;  // CPU time of the calling thread
std::int64_t monotonicUs() noexcept;

struct MemoryUse
{
    std::uint64_t residentBytes = 0;
    std::uint64_t virtualBytes = 0;
};
MemoryUse memoryUse() noexcept;  // zeros when the system does not say

} // namespace Retort::Python
