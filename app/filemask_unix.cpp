// SPDX-License-Identifier: Apache-2.0
#include "app/filemask.h"

#include <sys/stat.h>

namespace Retort {

void setFileMask(int mask)
{
    ::umask(static_cast<mode_t>(mask));
}

} // namespace Retort
