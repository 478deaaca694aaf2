// SPDX-License-Identifier: Apache-2.0
#include "engine/log/logrules.h"

#include "engine/gateway/varblock.h"

namespace Retort::Log {

namespace {

// The app called uwsgi.log_this_request().
bool askedFor(const Gateway::Trace &trace)
{
    if (trace.logVars.empty()) {
        return false;
    }
    const auto vars = Gateway::VarBlock::fromBytes(trace.logVars);
    return vars && vars->value("log_this_request") == "1";
}

} // namespace

std::int64_t responseUs(const Gateway::Trace &trace) noexcept
{
    const std::int64_t from = trace.acceptedUs != 0 ? trace.acceptedUs : trace.startedUs;
    return from != 0 && trace.finishedUs > from ? trace.finishedUs - from : 0;
}

bool LogRules::wants(const Gateway::Trace &trace) const
{
    if (requests) {
        return true;
    }
    return (log4xx && trace.status >= 400 && trace.status < 500) || (log5xx && trace.status >= 500 && trace.status < 600)
        || (logZero && trace.bodyBytesOut == 0) || (slowMs > 0 && responseUs(trace) >= std::int64_t{slowMs} * 1000)
        || (bigBytes > 0 && trace.bodyBytesOut >= static_cast<std::uint64_t>(bigBytes)) || askedFor(trace);
}

} // namespace Retort::Log
