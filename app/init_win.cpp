// SPDX-License-Identifier: Apache-2.0
#include "app/init.h"

namespace Retort {

// Windows has no process that must reap the orphans of others.
int superviseIfFirstProcess()
{
    return -1;
}

} // namespace Retort
