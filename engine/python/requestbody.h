// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/messages.h"

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace Retort::Python {

class SlotChannel;

// The body of one request on its way to the application: what came with the head, and more frames
// when they are asked for. Nothing waits before somebody reads. Lives on the slot's stack; the
// application sees it through wsgi.input (inputobject.h). Needs the GIL; more() and drain() give it
// away while they wait, so other threads may read in between but never two at the same time.
class RequestBody final
{
public:
    enum class More : std::uint8_t { Added, AtEnd, Aborted, Busy };

    RequestBody(SlotChannel &channel, const Ipc::RequestMessage &message);
    RequestBody(const RequestBody &) = delete;
    RequestBody &operator=(const RequestBody &) = delete;

    std::string_view pending() const noexcept { return std::string_view(m_data).substr(m_at); }
    void consume(std::size_t bytes) noexcept { m_at += bytes; }
    // Waits for the next piece. Busy: another thread of the application waits already.
    More more();

    bool isWhole() const noexcept { return m_isWhole; }  // all of it came with the head: seekable
    bool isComplete() const noexcept { return m_end != End::Open; }
    std::size_t position() const noexcept { return m_dropped + m_at; }
    void seek(std::size_t position) noexcept { m_at = position < m_data.size() ? position : m_data.size(); }
    std::size_t wholeSize() const noexcept { return m_data.size(); }

    // After the answer: takes the rest of the body off the channel. False when the channel ended.
    bool drain();

private:
    enum class End : std::uint8_t { Open, Complete, Aborted, ChannelGone };

    bool receive(bool keep);
    void dropConsumed();

    SlotChannel &m_channel;
    std::string m_data;
    std::size_t m_at = 0;       // in m_data, of the first byte not yet read
    std::size_t m_dropped = 0;  // bytes read and no longer in m_data
    End m_end;
    bool m_isWhole;
    bool m_mustAsk;             // the client waits for "100 Continue"
    std::mutex m_waiting;       // held by the thread that waits for a frame
};

} // namespace Retort::Python
