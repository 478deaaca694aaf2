// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/framereader.h"

#include "engine/base/limits.h"

#include <cstring>

namespace Retort::Ipc {

char *FrameReader::prepare(std::size_t bytes)
{
    if (m_begin == m_end) {
        m_begin = m_end = 0;
    } else if (m_buffer.size() - m_end < bytes && m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_end < bytes) {
        m_buffer.resize(m_end + bytes);
    }
    return m_buffer.data() + m_end;
}

void FrameReader::append(std::string_view bytes)
{
    if (!bytes.empty()) {
        std::memcpy(prepare(bytes.size()), bytes.data(), bytes.size());
        commit(bytes.size());
    }
}

std::optional<Frame> FrameReader::next()
{
    if (m_broken || m_end - m_begin < frameHeaderBytes) {
        return std::nullopt;
    }
    const auto *at = reinterpret_cast<const unsigned char *>(m_buffer.data() + m_begin);
    const std::size_t length =
        at[0] | (static_cast<std::size_t>(at[1]) << 8) | (static_cast<std::size_t>(at[2]) << 16) | (static_cast<std::size_t>(at[3]) << 24);
    if (length > Limits::frameBytes) {
        m_broken = true;
        return std::nullopt;
    }
    if (m_end - m_begin - frameHeaderBytes < length) {
        return std::nullopt;
    }
    const Frame frame{static_cast<FrameType>(at[4]), std::string_view(m_buffer).substr(m_begin + frameHeaderBytes, length)};
    m_begin += frameHeaderBytes + length;
    return frame;
}

} // namespace Retort::Ipc
