// SPDX-License-Identifier: Apache-2.0
#include "engine/base/processes.h"

#include <cerrno>
#include <csignal>

namespace Retort {

bool processExists(qint64 pid)
{
    return pid > 0 && (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

} // namespace Retort
