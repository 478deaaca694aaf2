// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace Retort::Python {

// Wakes one waiting thread. Unlike a condition variable it also wakes for a signal, so that the
// handlers an application installs with signal.signal() run while Python's main thread waits for
// orders. ring() from any thread; wait() from one.
class Doorbell final
{
public:
    enum class Wake : std::uint8_t { Rung, Timeout, Signal };

    Doorbell();
    Doorbell(const Doorbell &) = delete;
    Doorbell &operator=(const Doorbell &) = delete;
    ~Doorbell();

    void ring() noexcept;
    Wake wait(int timeoutMs) noexcept;  // negative: for ever

private:
    std::intptr_t m_handles[2] = {-1, -1};
};

} // namespace Retort::Python
