// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace Retort::Gateway {

struct Capture;

// What happened to one request and when: filled in by the connection (reading, writing), the
// dispatcher (queue, worker) and the worker's report (time in the app). Times are monotonic
// microseconds (clock.h); 0 means "did not happen".
struct Trace
{
    std::int64_t wallStartUs = 0;    // 1970-based, for people
    std::int64_t startedUs = 0;      // first byte of the request
    std::int64_t acceptedUs = 0;     // head and body prefix were here; handed to the sink
    std::int64_t dispatchedUs = 0;   // given to a slot
    std::int64_t respondedUs = 0;    // the answer's head arrived
    std::int64_t answeredUs = 0;     // the last byte of the answer arrived from the worker
    std::int64_t finishedUs = 0;     // the last byte was handed to the kernel, or the client went away

    std::int64_t heldUs = 0;         // of the wait for a slot: until new code was loaded
    std::int64_t appWallUs = 0;      // in the callable and its iterable
    std::int64_t appCpuUs = 0;       // of which the thread was running
    std::uint64_t bodyBytesIn = 0;
    std::uint64_t bodyBytesOut = 0;
    std::uint32_t headBytesOut = 0;  // status line and headers
    std::uint16_t headerCount = 0;   // fields the app gave
    std::uint16_t status = 0;        // 0: the client never got one
    std::uint32_t switches = 0;      // blocks the app's iterable gave
    std::int32_t workerId = 0;       // 1-based; 0 when no worker was asked
    std::int32_t slot = -1;          // thread of that worker
    std::int64_t workerPid = 0;
    std::uint64_t requestId = 0;     // engine-wide, since it was given to a slot; output is attributed by it
    std::uint32_t workerRequests = 0;// requests this worker has answered, this one included
    std::uint32_t load = 0;          // which load (start or reload) of the app answered
    std::uint64_t rssBytes = 0;      // of the worker after the request; 0 unless memory-report
    std::uint64_t vszBytes = 0;
    bool exception = false;          // the app raised
    bool clientGone = false;         // the client left before the end
    bool truncated = false;          // the answer was cut: worker died or app broke off
    std::shared_ptr<Capture> capture; // null for most; Exchange::capture() makes it
    std::string logVars;             // VarBlock bytes of uwsgi.set_logvar(), usually empty
};

} // namespace Retort::Gateway
