// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/trace.h"

#include <cstdint>
#include <string>

namespace Retort::Log {

// Which request lines are written, and how: the log options of uWSGI (UWSGI.md §7.7). A plain value; the
// façade fills it from Config::LogConfig, because this folder does not know config.
struct LogRules
{
    enum class Style : std::uint8_t {
        Uwsgi,     // uWSGI's request line, or `format`
        Terminal,  // short, aligned, coloured: terminalline.h
    };

    Style style = Style::Uwsgi;
    bool requests = true;         // false: disable-logging
    bool log4xx = false;          // with disable-logging, still write these
    bool log5xx = false;
    bool logZero = false;         // log-zero: answers without a body
    int slowMs = 0;               // log-slow; 0: off
    std::int64_t bigBytes = 0;    // log-big; 0: off
    std::string format;           // log-format; empty: uWSGI's line
    std::string date;             // log-date: "true" or a strftime format; empty: off. Prefixes lines that are no requests
    bool formatStrftime = false;  // logformat-strftime: %(ftime) uses `date`
    bool micros = false;          // log-micros
    bool memoryReport = false;    // memory-report
    bool forwardedFor = false;    // log-x-forwarded-for
    bool maskSecrets = true;      // query values of token, key, … become *** (masking.h)

    // Without `requests`, what the other rules or the app itself (uwsgi.log_this_request()) ask for.
    bool wants(const Gateway::Trace &trace) const;
};

// What counts as the response time of a request: from its complete head (and body prefix) to its end.
std::int64_t responseUs(const Gateway::Trace &trace) noexcept;

} // namespace Retort::Log
