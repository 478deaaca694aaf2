// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/engineprocess.h"

#include <windows.h>

namespace Retort::Sites {

void giveOwnSession(QProcess &process)
{
    process.setCreateProcessArgumentsModifier(
        [](QProcess::CreateProcessArguments *arguments) { arguments->flags |= CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW; });
}

} // namespace Retort::Sites
