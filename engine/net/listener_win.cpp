// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listener.h"

#include "engine/net/devicelistener.h"

namespace Retort::Net {

// Qt's servers need neither poller nor retries: they wait on the system's own objects.
Result<std::unique_ptr<Listener>> Listener::open(
    Poller &, DeadlineQueue &, const Endpoint &endpoint, const ListenOptions &options, NewStream newStream)
{
    return DeviceListener::open(endpoint, options, std::move(newStream));
}

} // namespace Retort::Net
