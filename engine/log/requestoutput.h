// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/outputlog.h"

#include <array>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>

namespace Retort::Log {

// What one request printed: its last lines, oldest first. A plain value.
struct RequestOutput
{
    static constexpr std::size_t maxLines = 200;
    static constexpr std::size_t maxBytes = 64 * 1024;

    std::deque<OutputLine> lines;
    std::size_t bytes = 0;    // of their texts
    std::uint64_t left = 0;   // lines before these that are not kept

    void add(const OutputLine &line);
    std::size_t byteCount() const noexcept { return bytes + lines.size() * sizeof(OutputLine); }  // what it takes in memory
};

// What requests have printed, kept apart from the OutputLog so that a chatty one does not push out the lines of others. A
// line may come before its request has ended or after: the pipe and the channel of a worker are read in any order, and what
// a request started may print for long. The requests that printed first leave first. Lives on the engine's thread; what
// outputs() gave may be read on another one while lines are added here.
class RequestOutputs final
{
public:
    static constexpr std::size_t maxRequests = 10'000;  // as many as there are records
    static constexpr std::size_t maxBytes = 32 * 1024 * 1024;
    using Shared = std::shared_ptr<const RequestOutput>;

    explicit RequestOutputs(std::size_t requests = maxRequests, std::size_t bytes = maxBytes) : m_maxRequests(requests), m_maxBytes(bytes)
    {
    }
    RequestOutputs(const RequestOutputs &) = delete;
    RequestOutputs &operator=(const RequestOutputs &) = delete;

    void add(const OutputLine &line);  // of a request: its source says of which
    void finished(std::uint64_t requestId, std::uint64_t sequence);

    // By the sequence number of the record; null when it printed nothing (that is still kept).
    Shared find(std::uint64_t sequence) const;
    // The record of a request; nothing while it runs, or when it was too long ago.
    std::optional<std::uint64_t> sequenceOf(std::uint64_t requestId) const;

    std::size_t size() const noexcept { return m_entries.size(); }
    std::size_t bytes() const noexcept { return m_bytes; }  // with what lines take besides their texts

private:
    struct Entry
    {
        std::uint64_t requestId = 0;
        std::uint64_t sequence = 0;  // 0: it runs
        std::shared_ptr<RequestOutput> output;
    };
    using Entries = std::list<Entry>;

    Entry &entry(std::uint64_t requestId);
    void makeRoom();

    Entries m_entries;  // in the order of their first lines
    std::unordered_map<std::uint64_t, Entries::iterator> m_byRequest;
    std::unordered_map<std::uint64_t, Entries::iterator> m_bySequence;
    std::array<std::pair<std::uint64_t, std::uint64_t>, 4'096> m_ended{};  // (request, sequence) of those that ended last
    std::size_t m_nextEnded = 0;
    std::size_t m_maxRequests;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
};

} // namespace Retort::Log
