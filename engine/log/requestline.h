// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/request.h"
#include "engine/gateway/trace.h"
#include "engine/log/logrules.h"
#include "engine/log/logtime.h"
#include "engine/log/requestfields.h"

#include <string>

namespace Retort::Log {

// One finished request as the line formats see it. Views; lives for one call.
struct LoggedRequest
{
    const Gateway::Request &request;
    const RequestFields &fields;
    const Gateway::Trace &trace;
    std::uint64_t totalRequests = 0;  // of all workers, this one included
    std::int64_t enginePid = 0;       // stands in when no worker was asked
};

// Appends uWSGI's default request line (UWSGI.md §7.7), byte for byte, without a line end:
//   [pid: 21666|app: 0|req: 1/1] 127.0.0.1 () {36 vars in 458 bytes} [Sun Nov 22 08:32:13 2026] POST /a%20b?q=1 => generated
//   1464 bytes in 1 msecs (HTTP/1.1 200) 2 headers in 67 bytes (1 switches on core 0)
// Differences, all on purpose: control characters are escaped, secret query values masked, and a line is
// kept under maxLineBytes by cutting the URI in its middle where uWSGI drops address, method and URI.
// "app: -1" and the engine's pid when no worker was asked, as for uWSGI's static files.
void appendRequestLine(std::string &to, const LoggedRequest &logged, const LogRules &rules, LogTime &time);

// The `memory-report` prefix, with the blank after it.
void appendMemoryReport(std::string &to, const Gateway::Trace &trace);

// The address to show: with log-x-forwarded-for the first address of that header, if there is one.
std::string_view shownAddress(const RequestFields &fields, const LogRules &rules) noexcept;

inline constexpr std::size_t maxLineBytes = 4096;     // uWSGI's buffer for a line
inline constexpr std::size_t maxUriBytes = 2048;      // of one URI in a line
inline constexpr std::size_t maxValueBytes = 512;     // of any other value

} // namespace Retort::Log
