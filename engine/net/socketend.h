// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace Retort::Net {

// What Qt's sockets leave out, on their native descriptor. For sockets only, not for named pipes.
void shutSending(qintptr socket) noexcept;    // the peer sees the end; reading goes on
void resetWhenClosed(qintptr socket) noexcept;  // closing sends a reset (TCP)

} // namespace Retort::Net
