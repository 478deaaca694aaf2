// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/framereader.h"
#include "engine/python/channel.h"

#include <atomic>
#include <optional>
#include <string_view>

namespace Retort::Python {

// A slot's channel as frames. The slot's thread calls everything but retire(), with the GIL held;
// whatever has to wait gives it away, but only when waiting is really needed: with requests sent
// ahead a busy slot never lets go of the GIL between two of them.
class SlotChannel final
{
public:
    enum class Wait : std::uint8_t {
        ForRequest,  // retire() may end it
        ForBody,     // part of a request that runs: retire() lets it finish
    };

    explicit SlotChannel(Channel channel) : m_channel(std::move(channel)) {}

    // The next frame, good until the next call; nothing when the channel has ended or the slot retires.
    std::optional<Ipc::Frame> next(Wait wait);
    // False when the engine is gone.
    bool send(std::string_view bytes);

    // From any thread: no request is begun from now on. One that runs is finished.
    void retire() noexcept;
    bool isRetiring() const noexcept { return m_retiring; }
    void close() noexcept { m_channel.close(); }

private:
    enum class State : std::uint8_t { Busy, Idle, Stopped };

    bool receiveMore(Wait wait);
    Channel::Receipt receiveIdle(char *buffer, std::size_t room, std::size_t &received);

    Channel m_channel;
    Ipc::FrameReader m_reader;
    std::atomic<State> m_state = State::Busy;
    std::atomic<bool> m_retiring = false;
};

} // namespace Retort::Python
