// SPDX-License-Identifier: Apache-2.0
#include "engine/python/doorbell.h"

#include <windows.h>

namespace Retort::Python {

namespace {

// Windows runs Python's Ctrl+C handler in a thread of its own, which cannot wake us: look now and then.
constexpr DWORD signalCheckMs = 1'000;

} // namespace

Doorbell::Doorbell()
{
    m_handles[0] = reinterpret_cast<std::intptr_t>(::CreateEventW(nullptr, FALSE, FALSE, nullptr));
}

Doorbell::~Doorbell()
{
    ::CloseHandle(reinterpret_cast<HANDLE>(m_handles[0]));
}

void Doorbell::ring() noexcept
{
    ::SetEvent(reinterpret_cast<HANDLE>(m_handles[0]));
}

Doorbell::Wake Doorbell::wait(int timeoutMs) noexcept
{
    const DWORD limit = timeoutMs < 0 ? signalCheckMs : static_cast<DWORD>(timeoutMs);
    if (::WaitForSingleObject(reinterpret_cast<HANDLE>(m_handles[0]), limit) == WAIT_OBJECT_0) {
        return Wake::Rung;
    }
    return timeoutMs < 0 ? Wake::Signal : Wake::Timeout;
}

} // namespace Retort::Python
