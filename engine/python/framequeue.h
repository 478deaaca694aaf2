// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/frames.h"
#include "engine/python/doorbell.h"

#include <deque>
#include <mutex>
#include <string>

namespace Retort::Python {

struct OwnedFrame
{
    Ipc::FrameType type{};
    std::string payload;
};

// Frames of the control channel on their way to the Python thread that wants them. push() and
// close() from the control thread, pop() from one Python thread, which must not hold the GIL.
class FrameQueue final
{
public:
    enum class Popped : std::uint8_t { Frame, Timeout, Signal, Closed };

    void push(OwnedFrame frame);
    Popped pop(OwnedFrame &frame, int timeoutMs);  // negative: for ever
    void close();

private:
    std::mutex m_mutex;
    std::deque<OwnedFrame> m_frames;
    bool m_closed = false;
    Doorbell m_doorbell;
};

} // namespace Retort::Python
