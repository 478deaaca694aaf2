// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requeststore.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace Retort::Log {

struct RequestStore::Chunk
{
    std::uint64_t first = 0;
    std::vector<RequestRecord> records;
    std::string bytes;
};

namespace {

// The time from one moment to a later one; 0 when one of them did not happen.
std::uint32_t between(std::int64_t fromUs, std::int64_t toUs) noexcept
{
    if (fromUs == 0 || toUs <= fromUs) {
        return 0;
    }
    return static_cast<std::uint32_t>(std::min<std::int64_t>(toUs - fromUs, std::numeric_limits<std::uint32_t>::max()));
}

std::uint32_t limited(std::int64_t us) noexcept
{
    return between(1, us + 1);
}

template<typename T>
T narrowed(std::int64_t value) noexcept
{
    return static_cast<T>(std::clamp<std::int64_t>(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
}

std::uint16_t flagsOf(const Gateway::Request &request, const Gateway::Trace &trace) noexcept
{
    const auto flag = [](bool set, RequestRecord::Flag which) { return set ? static_cast<unsigned>(which) : 0u; };
    return static_cast<std::uint16_t>(flag(trace.exception, RequestRecord::Exception) | flag(trace.clientGone, RequestRecord::ClientGone)
        | flag(trace.truncated, RequestRecord::Truncated) | flag(request.numberOnConnection > 1, RequestRecord::Reused)
        | flag(request.protocol == Gateway::Protocol::Uwsgi, RequestRecord::UwsgiProtocol));
}

} // namespace

RequestStore::RequestStore(std::size_t capacity, std::size_t textBytes)
    : m_capacity(std::max<std::size_t>(capacity, 16))
    , m_chunkRecords(std::min(chunkRecords, m_capacity / 16))
    , m_maxTextBytes(std::max(textBytes, 16 * (maxTargetBytes + 512)))
    , m_chunkTextBytes(m_maxTextBytes / 16)
{
}

RequestStore::~RequestStore() = default;

const RequestRecord &RequestStore::append(
    const Gateway::Request &request, const RequestFields &fields, const Gateway::Trace &trace, std::uint16_t flags)
{
    RequestRecord record;
    record.wallStartUs = trace.wallStartUs;
    record.bodyBytesIn = trace.bodyBytesIn;
    record.bodyBytesOut = trace.bodyBytesOut;
    record.totalUs = between(trace.startedUs, trace.finishedUs);
    record.readingUs = between(trace.startedUs, trace.acceptedUs);
    record.heldUs = limited(trace.heldUs);
    record.queuedUs = between(trace.acceptedUs + trace.heldUs, trace.dispatchedUs);
    record.appWallUs = limited(trace.appWallUs);
    record.appCpuUs = limited(trace.appCpuUs);
    record.writingUs = between(trace.answeredUs, trace.finishedUs);
    record.load = trace.load;
    record.status = trace.status;
    record.flags = static_cast<std::uint16_t>(flagsOf(request, trace) | flags);
    record.workerId = narrowed<std::uint16_t>(trace.workerId);
    record.slot = narrowed<std::int16_t>(trace.slot);
    return add(record, {fields.method, fields.uri, fields.address});
}

const RequestRecord &RequestStore::appendRejected(std::int64_t wallUs, std::string_view peer, int status, std::string_view sentence)
{
    RequestRecord record;
    record.wallStartUs = wallUs;
    record.status = narrowed<std::uint16_t>(status);
    record.flags = RequestRecord::Rejected;
    return add(record, {{}, sentence, peer});
}

const RequestRecord &RequestStore::add(RequestRecord record, const Text &text)
{
    const std::string_view method = text.method.substr(0, 32);
    const std::string_view target = text.target.substr(0, maxTargetBytes);
    const std::string_view client = text.client.substr(0, 255);
    const std::size_t room = method.size() + target.size() + client.size();
    Chunk &chunk = chunkWithRoom(room);
    record.sequence = m_end++;
    record.textAt = static_cast<std::uint32_t>(chunk.bytes.size());
    record.methodLength = static_cast<std::uint8_t>(method.size());
    record.targetLength = static_cast<std::uint16_t>(target.size());
    record.clientLength = static_cast<std::uint8_t>(client.size());
    chunk.bytes.append(method).append(target).append(client);
    m_textBytes += room;
    return chunk.records.emplace_back(record);
}

RequestStore::Chunk &RequestStore::chunkWithRoom(std::size_t textBytes)
{
    if (!m_chunks.empty()) {
        Chunk &last = *m_chunks.back();
        if (last.records.size() < m_chunkRecords && last.bytes.size() + textBytes <= m_chunkTextBytes) {
            return last;
        }
        last.bytes.shrink_to_fit();  // sealed: it never changes again
    }
    // Both bounds are kept with the new chunk full.
    while (!m_chunks.empty() && (size() + m_chunkRecords > m_capacity || m_textBytes + m_chunkTextBytes > m_maxTextBytes)) {
        const Chunk &oldest = *m_chunks.front();
        m_first = oldest.first + oldest.records.size();
        m_textBytes -= oldest.bytes.size();
        m_chunks.pop_front();
    }
    auto chunk = std::make_unique<Chunk>();
    chunk->first = m_end;
    chunk->records.reserve(m_chunkRecords);
    return *m_chunks.emplace_back(std::move(chunk));
}

const RequestStore::Chunk *RequestStore::chunkOf(std::uint64_t sequence) const noexcept
{
    if (sequence < m_first || sequence >= m_end) {
        return nullptr;
    }
    const auto after = std::upper_bound(
        m_chunks.begin(), m_chunks.end(), sequence, [](std::uint64_t wanted, const auto &chunk) { return wanted < chunk->first; });
    return std::prev(after)->get();
}

const RequestRecord *RequestStore::find(std::uint64_t sequence) const noexcept
{
    const Chunk *chunk = chunkOf(sequence);
    return chunk ? &chunk->records[static_cast<std::size_t>(sequence - chunk->first)] : nullptr;
}

RequestStore::Text RequestStore::text(const RequestRecord &record) const noexcept
{
    const Chunk *chunk = chunkOf(record.sequence);
    if (!chunk) {
        return {};
    }
    const std::string_view all = std::string_view(chunk->bytes).substr(record.textAt);
    const std::size_t clientAt = static_cast<std::size_t>(record.methodLength) + record.targetLength;
    return {all.substr(0, record.methodLength), all.substr(record.methodLength, record.targetLength),
        all.substr(clientAt, record.clientLength)};
}

} // namespace Retort::Log
