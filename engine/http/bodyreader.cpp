// SPDX-License-Identifier: Apache-2.0
#include "engine/http/bodyreader.h"

#include <algorithm>
#include <utility>

namespace Retort::Http {

void BodyReader::start(const RequestHead &head, std::uint64_t maxBytes)
{
    m_chunks.reset();
    if (head.chunked) {
        m_chunks.emplace(maxBytes);
    }
    m_left = head.contentLength.value_or(0);
    m_received = 0;
    m_bytes.clear();
    m_takenBytes = 0;
    m_complete = !head.hasBody();
    m_discarding = false;
}

Result<std::size_t, ParseError> BodyReader::feed(std::string_view input, std::size_t room)
{
    std::size_t used = 0;
    while (!m_complete && used < input.size() && room > 0) {
        if (!m_chunks) {
            const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, std::min(input.size(), room)));
            keep(input.substr(0, length));
            m_left -= length;
            m_complete = m_left == 0;
            return length;
        }
        // Chunk framing is read past the room, body bytes are not: the decoder never waits with data in hand.
        const auto step = m_chunks->feed(input.substr(used, room));
        if (!step) {
            return std::unexpected(step.error());
        }
        keep(step->body);
        used += step->consumed;
        room -= step->body.size();
        m_complete = step->done;
    }
    return used;
}

void BodyReader::keep(std::string_view bytes)
{
    m_received += bytes.size();
    if (!m_discarding) {
        m_bytes.append(bytes);
    }
}

std::string BodyReader::take(std::size_t most)
{
    if (m_takenBytes == 0 && most >= m_bytes.size()) {
        return std::exchange(m_bytes, {});
    }
    std::string piece = m_bytes.substr(m_takenBytes, most);
    m_takenBytes += piece.size();
    if (m_takenBytes == m_bytes.size()) {
        m_bytes.clear();
        m_takenBytes = 0;
    } else if (m_takenBytes >= m_bytes.size() / 2) {
        m_bytes.erase(0, m_takenBytes);  // at most half is moved for each half taken: linear over the body
        m_takenBytes = 0;
    }
    return piece;
}

void BodyReader::discard()
{
    m_discarding = true;
    m_bytes = {};
    m_takenBytes = 0;
}

std::optional<std::uint64_t> BodyReader::expected() const noexcept
{
    if (m_complete) {
        return 0;
    }
    return m_chunks ? std::nullopt : std::optional(m_left);
}

} // namespace Retort::Http
