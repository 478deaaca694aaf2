// SPDX-License-Identifier: Apache-2.0
#include "engine/net/socketend.h"

#include <sys/socket.h>

namespace Retort::Net {

void shutSending(qintptr socket) noexcept
{
    ::shutdown(int(socket), SHUT_WR);
}

void resetWhenClosed(qintptr socket) noexcept
{
    const linger atOnce = {.l_onoff = 1, .l_linger = 0};
    setsockopt(int(socket), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

} // namespace Retort::Net
