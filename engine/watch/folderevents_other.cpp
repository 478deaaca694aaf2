// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/folderevents.h"

#include "engine/watch/qtfolderevents.h"

namespace Retort::Watch {

std::unique_ptr<FolderEvents> FolderEvents::fromSystem()
{
    return std::make_unique<QtFolderEvents>();
}

} // namespace Retort::Watch
