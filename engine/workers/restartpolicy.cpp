// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/restartpolicy.h"

#include "engine/base/limits.h"

#include <algorithm>

namespace Retort::Workers {

int RestartPolicy::delayAfterDeathMs(bool wasReady) noexcept
{
    if (wasReady) {
        return 0;
    }
    const int doublings = std::min(m_deathsWhileStarting++, 16);
    return std::min(Limits::respawnFirstMs << doublings, Limits::respawnMaxMs);
}

} // namespace Retort::Workers
