// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/engineprocess.h"

#include <unistd.h>

namespace Retort::Sites {

void giveOwnSession(QProcess &process)
{
    process.setChildProcessModifier([] { ::setsid(); });
}

} // namespace Retort::Sites
