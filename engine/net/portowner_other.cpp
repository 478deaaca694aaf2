// SPDX-License-Identifier: Apache-2.0
#include "engine/net/portowner.h"

namespace Retort::Net {

// macOS and Windows tell this through libproc and the IP helper API; until someone can try that there,
// the message says "another program".
std::optional<PortOwner> portOwner(quint16)
{
    return std::nullopt;
}

} // namespace Retort::Net
