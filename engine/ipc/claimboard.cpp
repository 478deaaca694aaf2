// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/claimboard.h"

namespace Retort::Ipc {

bool ClaimRow::isClaimed(std::uint32_t sequence) const noexcept
{
    const std::uint64_t now = m_words[sequence % depth].load(std::memory_order_acquire);
    return now == pack(sequence, Claimed) || now == pack(sequence, Cancelled);
}

bool ClaimRow::isCancelled(std::uint32_t sequence) const noexcept
{
    return m_words[sequence % depth].load(std::memory_order_relaxed) == pack(sequence, Cancelled);
}

bool ClaimRow::swap(std::uint32_t sequence, State from, State to) noexcept
{
    std::uint64_t expected = pack(sequence, from);
    return word(sequence).compare_exchange_strong(expected, pack(sequence, to), std::memory_order_acq_rel);
}

} // namespace Retort::Ipc
