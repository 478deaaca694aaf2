// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/request.h"
#include "engine/gateway/trace.h"
#include "engine/log/requestfields.h"
#include "engine/log/requestrecord.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <string_view>

namespace Retort::Log {

// The bounded memory of finished requests. Records stand in chunks, each with the bytes of its texts,
// and leave by whole chunks, oldest first, so that forgetting costs nothing per request. A chunk has
// 4,096 records, or a sixteenth of the capacity if that is less: at least 15/16 of the capacity and of
// the text bytes are kept. Sequence numbers have no gaps, so a reader needs only the next one it wants;
// what it missed is firstSequence() minus that. Plain C++; lives on the engine's thread.
class RequestStore final
{
public:
    static constexpr std::size_t defaultCapacity = 10'000;
    static constexpr std::size_t chunkRecords = 4'096;
    static constexpr std::size_t maxTargetBytes = 8 * 1024;   // longer targets are cut
    static constexpr std::size_t defaultTextBytes = 16 * 1024 * 1024;

    using Text = RequestTexts;

    explicit RequestStore(std::size_t capacity = defaultCapacity, std::size_t textBytes = defaultTextBytes);
    ~RequestStore();
    RequestStore(const RequestStore &) = delete;
    RequestStore &operator=(const RequestStore &) = delete;

    // The reference stays good until the next append.
    // `flags`: what neither the request nor its trace knows.
    const RequestRecord &append(
        const Gateway::Request &request, const RequestFields &fields, const Gateway::Trace &trace, std::uint16_t flags = 0);
    const RequestRecord &appendRejected(std::int64_t wallUs, std::string_view peer, int status, std::string_view sentence);

    // Records firstSequence() … endSequence() - 1 are here.
    std::uint64_t firstSequence() const noexcept { return m_first; }
    std::uint64_t endSequence() const noexcept { return m_end; }
    std::size_t size() const noexcept { return static_cast<std::size_t>(m_end - m_first); }
    std::size_t capacity() const noexcept { return m_capacity; }
    std::size_t textBytes() const noexcept { return m_textBytes; }

    // Null when it is not here (any more).
    const RequestRecord *find(std::uint64_t sequence) const noexcept;
    // Views stay good until the next append.
    Text text(const RequestRecord &record) const noexcept;

private:
    struct Chunk;
    Chunk &chunkWithRoom(std::size_t textBytes);
    const Chunk *chunkOf(std::uint64_t sequence) const noexcept;
    const RequestRecord &add(RequestRecord record, const Text &text);

    std::deque<std::unique_ptr<Chunk>> m_chunks;  // oldest first
    std::size_t m_capacity;
    std::size_t m_chunkRecords;
    std::size_t m_maxTextBytes;
    std::size_t m_chunkTextBytes;
    std::size_t m_textBytes = 0;
    std::uint64_t m_first = 1;
    std::uint64_t m_end = 1;
};

} // namespace Retort::Log
