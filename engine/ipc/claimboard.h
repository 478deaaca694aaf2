// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace Retort::Ipc {

// Who has a request: a few words of memory that engine and worker both see (a mapped file, one
// board per worker process, one row per slot).
//
// The engine may send a slot its next request before the running one is answered: a round trip
// between two processes costs 10–40 µs here, and a worker that must wait for it idles half its time.
// A request sent ahead must not be stuck behind a slow one, nor lost, nor run twice when the worker
// dies. So before running a request the worker claims it, and the engine takes it back by
// withdrawing; both are one compare-and-swap on the same word, so exactly one of them wins:
//
//     engine: offer(sequence)                    worker: claim(sequence) → run it, or skip the frame
//     engine: withdraw(sequence) → may be given to another slot
//     engine: cancel(sequence): the client has gone; worker: isCancelled(sequence) between blocks
//
// Lock-free; offer, withdraw and cancel belong to the engine, claim and isCancelled to the slot's thread.
class alignas(64) ClaimRow final  // a cache line per slot: threads do not slow each other
{
public:
    static constexpr int depth = 4;  // requests of a slot under way at once, the running one included

    void offer(std::uint32_t sequence) noexcept { word(sequence).store(pack(sequence, Offered), std::memory_order_release); }
    bool withdraw(std::uint32_t sequence) noexcept { return swap(sequence, Offered, Withdrawn); }
    bool claim(std::uint32_t sequence) noexcept { return swap(sequence, Offered, Claimed); }
    bool isClaimed(std::uint32_t sequence) const noexcept;
    void cancel(std::uint32_t sequence) noexcept { swap(sequence, Claimed, Cancelled); }
    bool isCancelled(std::uint32_t sequence) const noexcept;

private:
    enum State : std::uint64_t { Offered = 1, Claimed = 2, Withdrawn = 3, Cancelled = 4 };

    static constexpr std::uint64_t pack(std::uint32_t sequence, State state) noexcept
    {
        return (static_cast<std::uint64_t>(sequence) << 8) | state;
    }
    std::atomic<std::uint64_t> &word(std::uint32_t sequence) noexcept { return m_words[sequence % depth]; }
    bool swap(std::uint32_t sequence, State from, State to) noexcept;

    std::atomic<std::uint64_t> m_words[depth] = {};
};

static_assert(sizeof(ClaimRow) == 64 && std::atomic<std::uint64_t>::is_always_lock_free);

} // namespace Retort::Ipc
