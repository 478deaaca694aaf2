// SPDX-License-Identifier: Apache-2.0
#include "engine/net/socketend.h"

#include <winsock2.h>

namespace Retort::Net {

void shutSending(qintptr socket) noexcept
{
    ::shutdown(SOCKET(socket), SD_SEND);
}

void resetWhenClosed(qintptr socket) noexcept
{
    const linger atOnce = {1, 0};
    setsockopt(SOCKET(socket), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&atOnce), sizeof atOnce);
}

} // namespace Retort::Net
