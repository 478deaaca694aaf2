// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestrecord.h"

#include <QtGlobal>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace Retort::Requests {

// Markers and notices stand between the requests they happened between, and scroll away with them.
enum class RowKind : quint8 {
    Request,
    Marker,  // a reload, a start: the target is its text
    Notice,  // requests that were not shown: the target is the sentence
};

// What is counted of some rows.
struct RowCounts
{
    quint64 requests = 0;
    quint64 errors = 0;
    quint64 assets = 0;
    quint64 markers = 0;

    RowCounts &operator+=(const RowCounts &other) noexcept;
    RowCounts &operator-=(const RowCounts &other) noexcept;
};

// One row. The views stay good until its chunk is dropped.
struct RequestRow
{
    const Log::RequestRecord *record = nullptr; // null: there is no such row
    Log::RequestTexts texts;
    RowKind kind = RowKind::Request;
    quint64 position = 0;
};

// Up to 4,096 rows and the bytes of their texts. Full, it is sealed and never changes: other threads read it
// without a lock, and whoever holds it keeps it alive.
struct RequestChunk
{
    quint64 first = 0; // the position of records[0]
    std::vector<Log::RequestRecord> records;
    std::string bytes;
    RowCounts counts;

    RequestRow row(std::size_t index) const noexcept;
    quint64 end() const noexcept { return first + records.size(); }
};

// The rows a window keeps. A row is found by its position, which counts all rows that ever came: engines
// restart, and their sequence numbers with them. append() never forgets anything; its caller asks for the
// excess and drops it, because views want to hear of it in between. Lives on the window's thread.
class RequestRing final
{
public:
    using Chunks = std::deque<std::shared_ptr<RequestChunk>>;

    static constexpr std::size_t chunkRows = 4'096;
    static constexpr std::size_t maxTargetBytes = 8 * 1024;

    RequestRing(std::size_t capacity, std::size_t textBytes);

    void setCapacity(std::size_t rows, std::size_t textBytes);
    void append(Log::RequestRecord record, RowKind kind, const Log::RequestTexts &texts);

    // Rows first() … end() - 1 are here.
    quint64 first() const noexcept { return m_first; }
    quint64 end() const noexcept { return m_end; }
    std::size_t size() const noexcept { return static_cast<std::size_t>(m_end - m_first); }
    const RowCounts &counts() const noexcept { return m_counts; }

    RequestRow row(quint64 position) const noexcept;

    // Where dropping must end for the bounds to hold with a sixteenth to spare; first() while they hold.
    quint64 excessEnd() const noexcept;
    void dropBefore(quint64 position); // whole chunks

    // The chunks that are sealed, oldest first; rows from their end on are in none of them.
    std::vector<std::shared_ptr<const RequestChunk>> sealed() const;
    // The chunk that grows does not any more: from now on all rows are in sealed ones.
    void seal();
    // The next marker after `position` in that direction, or end().
    quint64 markerAfter(quint64 position) const noexcept;
    quint64 markerBefore(quint64 position) const noexcept;

    // For clearing that can be undone: everything leaves, and comes back in front of what came since.
    Chunks take();
    void putBack(Chunks chunks);

private:
    const RequestChunk *chunkOf(quint64 position) const noexcept;
    bool isOpen(const RequestChunk &chunk) const noexcept;

    Chunks m_chunks;
    std::size_t m_capacity = 0;
    std::size_t m_chunkRows = 0;
    std::size_t m_maxTextBytes = 0;
    std::size_t m_textBytes = 0;
    quint64 m_first = 0;
    quint64 m_end = 0;
    quint64 m_openFirst = 0; // the chunk that starts here may still grow
    RowCounts m_counts;
};

} // namespace Retort::Requests
