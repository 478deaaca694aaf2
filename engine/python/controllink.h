// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/messages.h"
#include "engine/python/channel.h"
#include "engine/python/framequeue.h"

#include <expected>
#include <memory>
#include <mutex>
#include <string>

namespace Retort::Python {

// The worker's control channel. A native thread reads it, so that the death of the engine ends the
// worker even while application code spins with the GIL held: at the end of the stream the
// process exits on the spot. Frames go to two queues: orders for Python's main thread, replies
// for the thread that hands them to their callers. send() may be called from any thread; nothing
// here needs the GIL, and what waits must not hold it.
class ControlLink final
{
public:
    // Connects, says hello and starts the thread. The error is a sentence.
    static std::expected<std::shared_ptr<ControlLink>, std::string> open(const std::string &path, const Ipc::Hello &hello);

    explicit ControlLink(Channel channel) : m_channel(std::move(channel)) {}

    bool send(Ipc::FrameType type, std::string_view payload);

    FrameQueue orders;
    FrameQueue replies;

    // In a forked child: the channel belongs to the parent. There is no thread here to stop.
    void forget() noexcept { m_channel.close(); }

private:
    void readUntilTheEngineIsGone();

    Channel m_channel;
    std::mutex m_sending;
};

} // namespace Retort::Python
