// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/request.h"
#include "engine/gateway/trace.h"

#include <initializer_list>
#include <string_view>

namespace Retort::Test {

inline Gateway::Request requestWith(std::initializer_list<Gateway::VarBlock::Pair> variables)
{
    Gateway::Request request;
    for (const auto &[key, value] : variables) {
        request.vars.add(key, value);
    }
    return request;
}

// A GET of that target, as a browser on this computer sends it.
inline Gateway::Request sampleRequest(std::string_view target = "/")
{
    return requestWith({{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", target}, {"SERVER_PROTOCOL", "HTTP/1.1"}, {"REMOTE_ADDR", "127.0.0.1"},
        {"HTTP_HOST", "127.0.0.1:5000"}});
}

// Answered by thread 1 of worker 2 with 200 and 812 bytes, 34 ms after it was complete.
inline Gateway::Trace sampleTrace()
{
    Gateway::Trace trace;
    trace.wallStartUs = 1'795'338'281'000'123;  // Sun Nov 22 09:04:41 2026 UTC
    trace.startedUs = 1'000'000;
    trace.acceptedUs = 1'001'000;
    trace.dispatchedUs = 1'003'000;
    trace.respondedUs = 1'030'000;
    trace.answeredUs = 1'033'000;
    trace.finishedUs = 1'035'200;
    trace.appWallUs = 29'000;
    trace.appCpuUs = 12'000;
    trace.bodyBytesOut = 812;
    trace.headBytesOut = 67;
    trace.headerCount = 2;
    trace.status = 200;
    trace.switches = 1;
    trace.workerId = 2;
    trace.slot = 1;
    trace.workerPid = 8975;
    trace.workerRequests = 7;
    trace.load = 17;
    return trace;
}

} // namespace Retort::Test
