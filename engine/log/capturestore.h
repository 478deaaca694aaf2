// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/capture.h"

#include <cstdint>
#include <deque>
#include <memory>

namespace Retort::Log {

// The captures of finished requests by the sequence number of their record; the oldest leave first. Not every
// request has one. Lives on the engine's thread.
class CaptureStore final
{
public:
    static constexpr std::size_t maxCaptures = 10'000;           // as many as there are records
    static constexpr std::size_t maxBytes = 256 * 1024 * 1024;   // what a developer's computer can spare

    explicit CaptureStore(std::size_t captures = maxCaptures, std::size_t bytes = maxBytes) : m_maxCaptures(captures), m_maxBytes(bytes) {}
    CaptureStore(const CaptureStore &) = delete;
    CaptureStore &operator=(const CaptureStore &) = delete;

    // Sequence numbers only grow. What alone is more than the store holds is not kept.
    void add(std::uint64_t sequence, std::shared_ptr<const Gateway::Capture> capture);
    // Null when there is none (any more); good until the next add().
    const Gateway::Capture *find(std::uint64_t sequence) const noexcept;
    // The same to keep: captures never change, so another thread may read it.
    std::shared_ptr<const Gateway::Capture> share(std::uint64_t sequence) const noexcept;

    std::size_t size() const noexcept { return m_entries.size(); }
    std::size_t bytes() const noexcept { return m_bytes; }

private:
    struct Entry
    {
        std::uint64_t sequence;
        std::size_t bytes;
        std::shared_ptr<const Gateway::Capture> capture;
    };

    std::deque<Entry> m_entries;  // by sequence number
    std::size_t m_maxCaptures;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
};

} // namespace Retort::Log
