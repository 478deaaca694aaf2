// SPDX-License-Identifier: Apache-2.0
#include "engine/python/framequeue.h"

namespace Retort::Python {

void FrameQueue::push(OwnedFrame frame)
{
    {
        const std::lock_guard lock(m_mutex);
        m_frames.push_back(std::move(frame));
    }
    m_doorbell.ring();
}

FrameQueue::Popped FrameQueue::pop(OwnedFrame &frame, int timeoutMs)
{
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_frames.empty()) {
                frame = std::move(m_frames.front());
                m_frames.pop_front();
                return Popped::Frame;
            }
            if (m_closed) {
                return Popped::Closed;
            }
        }
        switch (m_doorbell.wait(timeoutMs)) {
        case Doorbell::Wake::Rung: break;
        case Doorbell::Wake::Timeout: return Popped::Timeout;
        case Doorbell::Wake::Signal: return Popped::Signal;
        }
    }
}

void FrameQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_doorbell.ring();
}

} // namespace Retort::Python
