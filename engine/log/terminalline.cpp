// SPDX-License-Identifier: Apache-2.0
#include "engine/log/terminalline.h"

#include "engine/log/escape.h"
#include "engine/log/masking.h"
#include "engine/log/numbers.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace Retort::Log {

namespace {

// UX.md §2 in the sixteen colours of a terminal, which follow the user's own theme and contrast.
constexpr std::string_view ok = "\x1b[32m";
constexpr std::string_view redirect = "\x1b[34m";
constexpr std::string_view clientError = "\x1b[33m";
constexpr std::string_view serverError = "\x1b[1;31m";
constexpr std::string_view muted = "\x1b[2m";
constexpr std::string_view accent = "\x1b[36m";
constexpr std::string_view plain = "\x1b[0m";

std::string_view colourOf(int status) noexcept
{
    if (status >= 500 || status == 0) {
        return serverError;
    }
    return status >= 400 ? clientError : status >= 300 ? redirect : ok;
}

void appendColoured(std::string &to, std::string_view text, std::string_view colour, const TerminalStyle &style)
{
    if (style.colours) {
        to.append(colour).append(text).append(plain);
    } else {
        to.append(text);
    }
}

bool startsCharacter(char byte) noexcept
{
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

// Columns a text takes: one per character. Wide characters are rare in targets and only shift a line.
int columnsOf(std::string_view text) noexcept
{
    return static_cast<int>(std::ranges::count_if(text, startsCharacter));
}

// `text` in exactly `columns`: padded on the right, or its middle replaced by "…".
std::string fitted(std::string_view text, int columns)
{
    const int width = columnsOf(text);
    if (width <= columns) {
        return std::string(text) + std::string(static_cast<std::size_t>(columns - width), ' ');
    }
    const int headColumns = (columns - 1) * 2 / 3;
    const int tailFrom = width - (columns - 1 - headColumns);
    std::string out;
    int column = 0;
    for (const char byte : text) {
        column += startsCharacter(byte) ? 1 : 0;
        if (column == headColumns + 1 && startsCharacter(byte)) {
            out.append("…");
        }
        if (column <= headColumns || column > tailFrom) {
            out.push_back(byte);
        }
    }
    return out;
}

std::string rightAligned(const std::string &text, int columns)
{
    return std::string(static_cast<std::size_t>(std::max(0, columns - columnsOf(text))), ' ') + text;
}

std::string statusText(int status)
{
    return status > 0 ? std::to_string(status) : "cut";
}

std::string noteOf(const Gateway::Trace &trace)
{
    std::string note = trace.workerId > 0 ? "  w" + std::to_string(trace.workerId) : "   -";
    if (trace.exception) {
        note.append(" ▲");
    }
    if (trace.clientGone) {
        note.append(" client left");
    } else if (trace.truncated) {
        note.append(" cut");
    }
    return note;
}

} // namespace

std::string durationText(std::int64_t microseconds)
{
    std::array<char, 32> text{};
    if (microseconds < 9'950) {
        std::snprintf(text.data(), text.size(), "%.1f ms", static_cast<double>(microseconds) / 1e3);
    } else if (microseconds < 999'500) {
        std::snprintf(text.data(), text.size(), "%.0f ms", static_cast<double>(microseconds) / 1e3);
    } else if (microseconds < 99'950'000) {
        std::snprintf(text.data(), text.size(), "%.1f s", static_cast<double>(microseconds) / 1e6);
    } else {
        std::snprintf(text.data(), text.size(), "%.0f min", static_cast<double>(microseconds) / 6e7);
    }
    return text.data();
}

std::string sizeText(std::uint64_t bytes)
{
    static constexpr std::array units = {"kB", "MB", "GB", "TB"};
    if (bytes < 1000) {
        return std::to_string(bytes) + " B";
    }
    double amount = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (amount >= 999.5 && unit + 1 < units.size()) {
        amount /= 1000;
        ++unit;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), amount < 9.95 ? "%.1f %s" : "%.0f %s", amount, units.at(unit));
    return text.data();
}

void appendTerminalLine(std::string &to, const LoggedRequest &logged, const TerminalStyle &style, LogTime &time)
{
    const Gateway::Trace &trace = logged.trace;
    std::string masked;
    std::string target;
    appendEscapedBounded(target, maskedTarget(logged.fields.uri, masked), maxUriBytes);
    std::string method;
    appendEscapedBounded(method, logged.fields.method, 16);
    const std::string note = noteOf(trace);

    // clock 8, status 2 + 3, method 2 + 7, target 1 + n, duration 9, size 9, note
    const int room = std::max(12, style.columns - 8 - 5 - 9 - 1 - 18 - columnsOf(note));
    appendColoured(to, time.clockForm(trace.wallStartUs), muted, style);
    to.append("  ");
    appendColoured(to, statusText(trace.status), colourOf(trace.status), style);
    to.append("  ").append(fitted(method, 7)).append(" ").append(fitted(target, std::min(room, 100)));
    to.append(rightAligned(durationText(responseUs(trace)), 9));
    to.append(rightAligned(trace.bodyBytesOut > 0 ? sizeText(trace.bodyBytesOut) : "–", 9));
    appendColoured(to, note, trace.exception || trace.truncated ? serverError : muted, style);
}

void appendRejectedLine(std::string &to, std::int64_t wallUs, std::string_view peer, int status, std::string_view sentence,
    const TerminalStyle &style, LogTime &time)
{
    appendColoured(to, time.clockForm(wallUs), muted, style);
    to.append("  ");
    appendColoured(to, status > 0 ? std::to_string(status) : "---", clientError, style);
    to.append("  ");
    appendEscapedBounded(to, sentence, maxUriBytes);
    std::string from = " (";
    appendEscapedBounded(from, peer, maxValueBytes);
    appendColoured(to, from + ")", muted, style);
}

void appendMarkerLine(std::string &to, std::int64_t wallUs, std::string_view text, const TerminalStyle &style, LogTime &time)
{
    std::string line = "── ";
    line.append(time.clockForm(wallUs)).append(" ");
    appendEscapedBounded(line, text, maxUriBytes);
    appendColoured(to, line + " ──", accent, style);
}

void appendOutputLine(std::string &to, int workerId, bool isError, std::string_view text, const TerminalStyle &style)
{
    const std::string source = workerId > 0 ? "w" + std::to_string(workerId) : "retort";
    appendColoured(to, source + " │ ", isError ? clientError : muted, style);
    appendOutputText(to, text, style.colours);
}

} // namespace Retort::Log
