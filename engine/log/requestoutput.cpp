// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestoutput.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace Retort::Log {

void RequestOutput::add(const OutputLine &line)
{
    lines.push_back(line);
    bytes += line.text.size();
    while (lines.size() > maxLines || (bytes > maxBytes && lines.size() > 1)) {
        bytes -= lines.front().text.size();
        lines.pop_front();
        ++left;
    }
}

void RequestOutputs::add(const OutputLine &line)
{
    Entry &to = entry(line.source.requestId);
    if (to.output.use_count() > 1) {
        to.output = std::make_shared<RequestOutput>(*to.output);  // somebody reads the one that was given out
    } else {
        std::atomic_thread_fence(std::memory_order_acquire);  // after what a reader on another thread did last
    }
    m_bytes -= to.output->byteCount();
    to.output->add(line);
    m_bytes += to.output->byteCount();
    makeRoom();
}

RequestOutputs::Entry &RequestOutputs::entry(std::uint64_t requestId)
{
    const auto known = m_byRequest.find(requestId);
    if (known != m_byRequest.end()) {
        return *known->second;
    }
    m_entries.push_back({requestId, sequenceOf(requestId).value_or(0), std::make_shared<RequestOutput>()});
    const auto fresh = std::prev(m_entries.end());
    m_byRequest.emplace(requestId, fresh);
    if (fresh->sequence > 0) {
        m_bySequence.emplace(fresh->sequence, fresh);
    }
    return *fresh;
}

void RequestOutputs::makeRoom()
{
    while (m_entries.size() > 1 && (m_entries.size() > m_maxRequests || m_bytes > m_maxBytes)) {
        const Entry &oldest = m_entries.front();
        m_bytes -= oldest.output->byteCount();
        m_byRequest.erase(oldest.requestId);
        m_bySequence.erase(oldest.sequence);
        m_entries.pop_front();
    }
}

void RequestOutputs::finished(std::uint64_t requestId, std::uint64_t sequence)
{
    m_ended[m_nextEnded++ % m_ended.size()] = {requestId, sequence};
    const auto known = m_byRequest.find(requestId);
    if (known != m_byRequest.end()) {
        known->second->sequence = sequence;
        m_bySequence.insert_or_assign(sequence, known->second);
    }
}

RequestOutputs::Shared RequestOutputs::find(std::uint64_t sequence) const
{
    const auto known = m_bySequence.find(sequence);
    return known != m_bySequence.end() ? known->second->output : nullptr;
}

std::optional<std::uint64_t> RequestOutputs::sequenceOf(std::uint64_t requestId) const
{
    const auto known = m_byRequest.find(requestId);
    if (known != m_byRequest.end()) {
        return known->second->sequence > 0 ? std::optional(known->second->sequence) : std::nullopt;
    }
    const auto ended = std::ranges::find(m_ended, requestId, &std::pair<std::uint64_t, std::uint64_t>::first);
    return ended != m_ended.end() && requestId > 0 ? std::optional(ended->second) : std::nullopt;
}

} // namespace Retort::Log
