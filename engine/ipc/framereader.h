// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/frames.h"

#include <optional>

namespace Retort::Ipc {

struct Frame
{
    FrameType type;
    std::string_view payload;  // points into the reader; good until the next call
};

// Cuts a byte stream into frames. Write into the buffer that prepare() gives, tell how much with
// commit(), then call next() until it answers nothing. Lives on any one thread.
class FrameReader final
{
public:
    // Room for at least `bytes` more; good until the next call.
    char *prepare(std::size_t bytes);
    void commit(std::size_t bytes) noexcept { m_end += bytes; }
    void append(std::string_view bytes);

    // The next whole frame; nothing when more bytes are needed or the stream is broken.
    std::optional<Frame> next();
    // A length beyond Limits::frameBytes was announced: drop the channel.
    bool isBroken() const noexcept { return m_broken; }
    // Whether bytes of an unfinished frame are waiting.
    bool hasPartialFrame() const noexcept { return m_end > m_begin; }

private:
    std::string m_buffer;
    std::size_t m_begin = 0;  // of the first byte not yet given out
    std::size_t m_end = 0;    // behind the last byte received
    bool m_broken = false;
};

} // namespace Retort::Ipc
