// SPDX-License-Identifier: Apache-2.0
#include "engine/net/poller.h"

namespace Retort::Net {

Poller::~Poller() = default;

#ifndef Q_OS_LINUX
std::unique_ptr<Poller> Poller::create()
{
    return createFromNotifiers();
}
#endif

} // namespace Retort::Net
