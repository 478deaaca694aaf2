// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"

namespace Retort {

Window::TabMakers tabMakers()
{
    return {};
}

} // namespace Retort
