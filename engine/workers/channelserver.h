// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/ipc/messages.h"
#include "engine/net/deadline.h"
#include "engine/net/listener.h"
#include "engine/net/poller.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace Retort::Workers {

// The local socket that workers connect their channels to. A connection must open with a Hello frame;
// what says anything else, or nothing for Limits::workerHelloMs, is dropped. Who may speak is decided by the
// token inside, which the receiver checks. Lives on the engine's thread.
class ChannelServer final
{
public:
    using Connected = std::function<void(const Ipc::Hello &, std::unique_ptr<Net::Stream>, std::string_view leftover)>;

    ChannelServer(Net::Poller &poller, Net::DeadlineQueue &deadlines, Connected connected);
    ~ChannelServer();

    // `path`: in a folder that only this user can enter.
    Result<void> listen(const QString &path);

private:
    class Newcomer;

    void greet(std::unique_ptr<Net::Stream> stream);
    void introduced(Newcomer *newcomer);

    Net::Poller &m_poller;
    Net::DeadlineQueue &m_deadlines;
    Connected m_connected;
    std::unique_ptr<Net::Listener> m_listener;
    std::unordered_map<Newcomer *, std::unique_ptr<Newcomer>> m_newcomers;
};

} // namespace Retort::Workers
