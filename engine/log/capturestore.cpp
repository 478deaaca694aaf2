// SPDX-License-Identifier: Apache-2.0
#include "engine/log/capturestore.h"

#include <algorithm>
#include <utility>

namespace Retort::Log {

void CaptureStore::add(std::uint64_t sequence, std::shared_ptr<const Gateway::Capture> capture)
{
    const std::size_t bytes = capture->byteCount();
    m_entries.push_back({sequence, bytes, std::move(capture)});
    m_bytes += bytes;
    while (!m_entries.empty() && (m_entries.size() > m_maxCaptures || m_bytes > m_maxBytes)) {
        m_bytes -= m_entries.front().bytes;
        m_entries.pop_front();
    }
}

const Gateway::Capture *CaptureStore::find(std::uint64_t sequence) const noexcept
{
    return share(sequence).get();
}

std::shared_ptr<const Gateway::Capture> CaptureStore::share(std::uint64_t sequence) const noexcept
{
    const auto found = std::ranges::lower_bound(m_entries, sequence, {}, &Entry::sequence);
    return found != m_entries.end() && found->sequence == sequence ? found->capture : nullptr;
}

} // namespace Retort::Log
