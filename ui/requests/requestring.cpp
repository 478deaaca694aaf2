// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestring.h"

#include "engine/log/requestfilter.h"

#include <algorithm>

namespace Retort::Requests {

namespace {

// Bits of RequestRecord::flags that the engine does not use. They keep a record at 80 bytes.
constexpr std::uint16_t markerBit = 1 << 15;
constexpr std::uint16_t noticeBit = 1 << 14;

RowKind kindOf(const Log::RequestRecord &record) noexcept
{
    return (record.flags & markerBit) != 0 ? RowKind::Marker : (record.flags & noticeBit) != 0 ? RowKind::Notice : RowKind::Request;
}

RowCounts countsOf(const Log::RequestRecord &record, RowKind kind, std::string_view target) noexcept
{
    if (kind != RowKind::Request) {
        return {.markers = kind == RowKind::Marker ? 1u : 0u};
    }
    return {.requests = 1, .errors = Log::isError(record) ? 1u : 0u, .assets = Log::isAsset(target) ? 1u : 0u};
}

} // namespace

RowCounts &RowCounts::operator+=(const RowCounts &other) noexcept
{
    requests += other.requests;
    errors += other.errors;
    assets += other.assets;
    markers += other.markers;
    return *this;
}

RowCounts &RowCounts::operator-=(const RowCounts &other) noexcept
{
    requests -= other.requests;
    errors -= other.errors;
    assets -= other.assets;
    markers -= other.markers;
    return *this;
}

RequestRow RequestChunk::row(std::size_t index) const noexcept
{
    const Log::RequestRecord &record = records[index];
    const std::string_view all = std::string_view(bytes).substr(record.textAt);
    const std::size_t clientAt = static_cast<std::size_t>(record.methodLength) + record.targetLength;
    return {&record,
        {all.substr(0, record.methodLength), all.substr(record.methodLength, record.targetLength),
            all.substr(clientAt, record.clientLength)},
        kindOf(record), first + index};
}

RequestRing::RequestRing(std::size_t capacity, std::size_t textBytes)
{
    setCapacity(capacity, textBytes);
}

void RequestRing::setCapacity(std::size_t rows, std::size_t textBytes)
{
    m_capacity = std::max<std::size_t>(rows, 16);
    m_chunkRows = std::min(chunkRows, m_capacity / 16);
    m_maxTextBytes = std::max(textBytes, 16 * (maxTargetBytes + 512));
}

void RequestRing::append(Log::RequestRecord record, RowKind kind, const Log::RequestTexts &texts)
{
    const std::string_view method = texts.method.substr(0, 32);
    const std::string_view target = texts.target.substr(0, maxTargetBytes);
    const std::string_view client = texts.client.substr(0, 255);
    const std::size_t room = method.size() + target.size() + client.size();
    if (m_chunks.empty() || !isOpen(*m_chunks.back()) || m_chunks.back()->records.size() >= m_chunkRows
        || m_chunks.back()->bytes.size() + room > m_maxTextBytes / 16) {
        if (!m_chunks.empty() && isOpen(*m_chunks.back())) {
            m_chunks.back()->bytes.shrink_to_fit(); // sealed
        }
        auto chunk = std::make_shared<RequestChunk>();
        chunk->first = m_openFirst = m_end;
        chunk->records.reserve(m_chunkRows);
        m_chunks.push_back(std::move(chunk));
    }
    RequestChunk &chunk = *m_chunks.back();
    record.textAt = static_cast<std::uint32_t>(chunk.bytes.size());
    record.methodLength = static_cast<std::uint8_t>(method.size());
    record.targetLength = static_cast<std::uint16_t>(target.size());
    record.clientLength = static_cast<std::uint8_t>(client.size());
    record.flags = static_cast<std::uint16_t>(
        (record.flags & ~(markerBit | noticeBit)) | (kind == RowKind::Marker ? markerBit : 0) | (kind == RowKind::Notice ? noticeBit : 0));
    chunk.bytes.append(method).append(target).append(client);
    chunk.records.push_back(record);
    const RowCounts counts = countsOf(record, kind, target);
    chunk.counts += counts;
    m_counts += counts;
    m_textBytes += room;
    ++m_end;
}

void RequestRing::seal()
{
    if (!m_chunks.empty() && isOpen(*m_chunks.back())) {
        // It has room for all the rows it did not get.
        m_chunks.back()->records.shrink_to_fit();
        m_chunks.back()->bytes.shrink_to_fit();
        m_openFirst = m_end;
    }
}

const RequestChunk *RequestRing::chunkOf(quint64 position) const noexcept
{
    if (position < m_first || position >= m_end) {
        return nullptr;
    }
    const auto after = std::upper_bound(
        m_chunks.begin(), m_chunks.end(), position, [](quint64 wanted, const auto &chunk) { return wanted < chunk->first; });
    return std::prev(after)->get();
}

bool RequestRing::isOpen(const RequestChunk &chunk) const noexcept
{
    return chunk.first == m_openFirst && chunk.end() == m_end;
}

RequestRow RequestRing::row(quint64 position) const noexcept
{
    const RequestChunk *chunk = chunkOf(position);
    return chunk ? chunk->row(static_cast<std::size_t>(position - chunk->first)) : RequestRow{};
}

quint64 RequestRing::excessEnd() const noexcept
{
    if (size() <= m_capacity && m_textBytes <= m_maxTextBytes) {
        return m_first;
    }
    const std::size_t rowsWanted = m_capacity - m_capacity / 16;
    const std::size_t bytesWanted = m_maxTextBytes - m_maxTextBytes / 16;
    std::size_t rows = size();
    std::size_t bytes = m_textBytes;
    quint64 position = m_first;
    for (const auto &chunk : m_chunks) {
        if ((rows <= rowsWanted && bytes <= bytesWanted) || chunk == m_chunks.back()) {
            break;
        }
        rows -= chunk->records.size();
        bytes -= chunk->bytes.size();
        position = chunk->end();
    }
    return position;
}

void RequestRing::dropBefore(quint64 position)
{
    while (!m_chunks.empty() && m_chunks.front()->end() <= position) {
        const RequestChunk &oldest = *m_chunks.front();
        m_first = oldest.end();
        m_textBytes -= oldest.bytes.size();
        m_counts -= oldest.counts;
        m_chunks.pop_front();
    }
}

std::vector<std::shared_ptr<const RequestChunk>> RequestRing::sealed() const
{
    std::vector<std::shared_ptr<const RequestChunk>> chunks(m_chunks.begin(), m_chunks.end());
    if (!chunks.empty() && isOpen(*chunks.back())) {
        chunks.pop_back();
    }
    return chunks;
}

quint64 RequestRing::markerAfter(quint64 position) const noexcept
{
    for (const auto &chunk : m_chunks) {
        if (chunk->counts.markers == 0 || chunk->end() <= position) {
            continue;
        }
        for (quint64 at = std::max(chunk->first, position + 1); at < chunk->end(); ++at) {
            if (kindOf(chunk->records[static_cast<std::size_t>(at - chunk->first)]) == RowKind::Marker) {
                return at;
            }
        }
    }
    return m_end;
}

quint64 RequestRing::markerBefore(quint64 position) const noexcept
{
    for (auto it = m_chunks.rbegin(); it != m_chunks.rend(); ++it) {
        const RequestChunk &chunk = **it;
        if (chunk.counts.markers == 0 || chunk.first >= position) {
            continue;
        }
        for (quint64 at = std::min(chunk.end(), position); at-- > chunk.first;) {
            if (kindOf(chunk.records[static_cast<std::size_t>(at - chunk.first)]) == RowKind::Marker) {
                return at;
            }
        }
    }
    return m_end;
}

RequestRing::Chunks RequestRing::take()
{
    Chunks chunks = std::exchange(m_chunks, {});
    m_first = m_openFirst = m_end;
    m_textBytes = 0;
    m_counts = {};
    return chunks;
}

void RequestRing::putBack(Chunks chunks)
{
    for (auto it = chunks.rbegin(); it != chunks.rend(); ++it) {
        m_first = (*it)->first;
        m_textBytes += (*it)->bytes.size();
        m_counts += (*it)->counts;
        m_chunks.push_front(std::move(*it));
    }
}

} // namespace Retort::Requests
