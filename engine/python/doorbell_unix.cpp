// SPDX-License-Identifier: Apache-2.0
#include "engine/python/doorbell.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace Retort::Python {

Doorbell::Doorbell()
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) == 0) {
        for (const int end : ends) {
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
            ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
        }
    }
    m_handles[0] = ends[0];
    m_handles[1] = ends[1];
}

Doorbell::~Doorbell()
{
    for (const std::intptr_t handle : m_handles) {
        if (handle >= 0) {
            ::close(static_cast<int>(handle));
        }
    }
}

void Doorbell::ring() noexcept
{
    const char byte = 1;
    // A full pipe already says what this byte would.
    [[maybe_unused]] const auto written = ::write(static_cast<int>(m_handles[1]), &byte, 1);
}

Doorbell::Wake Doorbell::wait(int timeoutMs) noexcept
{
    pollfd waiting{.fd = static_cast<int>(m_handles[0]), .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, timeoutMs);
    if (ready == 0) {
        return Wake::Timeout;
    }
    if (ready < 0) {
        return Wake::Signal;
    }
    char bytes[64];
    while (::read(static_cast<int>(m_handles[0]), bytes, sizeof bytes) == sizeof bytes) {}
    return Wake::Rung;
}

} // namespace Retort::Python
