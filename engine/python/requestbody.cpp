// SPDX-License-Identifier: Apache-2.0
#include "engine/python/requestbody.h"

#include "engine/python/pythonapi.h"
#include "engine/python/slotchannel.h"

namespace Retort::Python {

RequestBody::RequestBody(SlotChannel &channel, const Ipc::RequestMessage &message)
    : m_channel(channel)
    , m_data(message.body)
    , m_end(message.bodyFollows ? End::Open : End::Complete)
    , m_isWhole(!message.bodyFollows)
    , m_mustAsk(message.expectsContinue && message.bodyFollows)
{
}

RequestBody::More RequestBody::more()
{
    if (m_end == End::Open) {
        const std::unique_lock waiting(m_waiting, std::try_to_lock);
        if (!waiting) {
            return More::Busy;
        }
        if (std::exchange(m_mustAsk, false)) {
            std::string question;
            Ipc::appendFrame(question, Ipc::FrameType::WantBody, {});
            m_channel.send(question);
        }
        if (receive(true)) {
            return More::Added;
        }
    }
    return m_end == End::Complete ? More::AtEnd : More::Aborted;
}

// True when a piece of the body came; otherwise m_end says what ended it.
bool RequestBody::receive(bool keep)
{
    const auto frame = m_channel.next(SlotChannel::Wait::ForBody);
    if (!frame) {
        m_end = End::ChannelGone;
        return false;
    }
    if (frame->type == Ipc::FrameType::RequestBody) {
        if (keep) {
            dropConsumed();
            m_data.append(frame->payload);
        }
        return true;
    }
    const bool complete = frame->type == Ipc::FrameType::RequestBodyEnd && frame->payload.size() == 1
        && frame->payload.front() == static_cast<char>(Ipc::BodyEnd::Complete);
    m_end = complete ? End::Complete : End::Aborted;
    return false;
}

void RequestBody::dropConsumed()
{
    m_dropped += m_at;
    m_data.erase(0, m_at);
    m_at = 0;
}

bool RequestBody::drain()
{
    std::unique_lock waiting(m_waiting, std::try_to_lock);
    if (!waiting) {
        // A thread of the application still reads: its wait ends with the body.
        const WithoutGil patience;
        waiting.lock();
    }
    while (m_end == End::Open) {
        receive(false);
    }
    return m_end != End::ChannelGone;
}

} // namespace Retort::Python
