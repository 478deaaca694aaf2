// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace Retort::Log {

// One finished request as the log keeps it: 80 bytes, no pointers. Its texts (method, target, client)
// stand in the chunk that holds it; RequestStore::text() finds them. Durations are microseconds and
// stop at 71 minutes, the most 32 bits can say. A plain value.
struct RequestRecord
{
    enum Flag : std::uint16_t {
        Exception = 1 << 0,   // the app raised
        ClientGone = 1 << 1,  // the client left before the end
        Truncated = 1 << 2,   // the answer breaks off
        Reused = 1 << 3,      // not the first request of its connection
        UwsgiProtocol = 1 << 4,
        Rejected = 1 << 5,    // was no request: the target text is the sentence that says why
        Replay = 1 << 6,      // a window sent it again
    };

    std::uint64_t sequence = 0;     // 1, 2, 3 … in the order they finished
    std::int64_t wallStartUs = 0;   // 1970-based
    std::uint64_t bodyBytesIn = 0;
    std::uint64_t bodyBytesOut = 0;
    std::uint32_t totalUs = 0;      // first byte to the end
    std::uint32_t readingUs = 0;    // first byte until head and body prefix were here
    std::uint32_t heldUs = 0;       // waited because the code on disk was newer than what served
    std::uint32_t queuedUs = 0;     // then until a slot was free
    std::uint32_t appWallUs = 0;    // in the callable and its iterable
    std::uint32_t appCpuUs = 0;     // of which the thread was running
    std::uint32_t writingUs = 0;    // last byte from the worker until the kernel had it all
    std::uint32_t load = 0;         // which load of the app answered
    std::uint32_t textAt = 0;       // into the chunk's bytes
    std::uint16_t targetLength = 0;
    std::uint16_t status = 0;       // 0: the client never got one
    std::uint16_t flags = 0;
    std::uint16_t workerId = 0;     // 0: no worker was asked
    std::int16_t slot = -1;
    std::uint8_t methodLength = 0;
    std::uint8_t clientLength = 0;

    bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
};

// The texts of a record, wherever they are kept. The bytes are the client's: escape and mask before showing.
struct RequestTexts
{
    std::string_view method;
    std::string_view target;
    std::string_view client;
};

static_assert(std::is_trivially_copyable_v<RequestRecord>);
static_assert(sizeof(RequestRecord) <= 80);

} // namespace Retort::Log
