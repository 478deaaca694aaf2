// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Retort::Workers {

// How long to wait before a dead worker is replaced. One that had served is replaced at once, however
// often that happens: a developer's app may crash on every request. One that died while starting would
// die again: the wait doubles from Limits::respawnFirstMs to respawnMaxMs until a worker gets ready.
// A plain value; knows no clock.
class RestartPolicy final
{
public:
    // A worker died; returns milliseconds to wait.
    int delayAfterDeathMs(bool wasReady) noexcept;
    void workerReady() noexcept { m_deathsWhileStarting = 0; }
    // Deaths in a row of workers that never got ready.
    int deathsWhileStarting() const noexcept { return m_deathsWhileStarting; }

private:
    int m_deathsWhileStarting = 0;
};

} // namespace Retort::Workers
