// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/batchnotifier.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace Retort::Log {

enum class OutputStream : std::uint8_t { Out, Error };

// Where a line comes from. Of a worker's lines only those that were printed inside of a request say more than nothing.
struct OutputSource
{
    std::uint64_t requestId = 0;  // Trace::requestId; 0: of none, or nobody can tell
    OutputStream stream = OutputStream::Out;
    std::string level = {};       // of the logging record, such as "WARNING"
    std::string logger = {};      // and its logger
};

// One line that a worker, or the engine itself (worker 0), printed. Bytes as they came, at most 8 kB.
struct OutputLine
{
    std::uint64_t sequence = 0;
    std::int64_t wallUs = 0;
    std::int32_t workerId = 0;
    std::int64_t pid = 0;
    OutputSource source;
    std::string text;
};

// The last lines of output: 50,000 of them or 16 MiB, whichever is reached first; the oldest leave. Sequence
// numbers start at 1 and have no gaps. Lives on the engine's thread.
class OutputLog final
{
public:
    static constexpr std::size_t maxLines = 50'000;
    static constexpr std::size_t maxBytes = 16 * 1024 * 1024;
    static constexpr std::size_t maxLineBytes = 8 * 1024;

    explicit OutputLog(std::size_t lines = maxLines, std::size_t bytes = maxBytes) : m_maxLines(lines), m_maxBytes(bytes) {}
    OutputLog(const OutputLog &) = delete;
    OutputLog &operator=(const OutputLog &) = delete;

    const OutputLine &append(std::int64_t wallUs, int workerId, std::int64_t pid, const OutputSource &source, std::string_view text);

    std::uint64_t firstSequence() const noexcept { return m_end - m_lines.size(); }
    std::uint64_t endSequence() const noexcept { return m_end; }
    const OutputLine *find(std::uint64_t sequence) const noexcept;
    BatchNotifier &notifier() noexcept { return m_notifier; }

private:
    std::deque<OutputLine> m_lines;
    std::size_t m_maxLines;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::uint64_t m_end = 1;
    BatchNotifier m_notifier;
};

// Makes lines of what comes out of a pipe in pieces of any size. Keeps at most one line's beginning; a line
// over OutputLog::maxLineBytes is given out cut, with "…" at its end, and the rest of it skipped. A carriage
// return before the line feed goes. finish() gives the last line if it had no end; call it when the pipe closes, or
// after a moment of silence so that a prompt is seen.
class LineSplitter final
{
public:
    using LineFunction = std::function<void(std::string_view)>;

    explicit LineSplitter(LineFunction line) : m_line(std::move(line)) {}
    void feed(std::string_view bytes);
    void finish();
    bool hasPartial() const noexcept { return !m_partial.empty(); }
    bool isInLine() const noexcept { return hasPartial() || m_skipping; }

private:
    void give(std::string_view text);

    LineFunction m_line;
    std::string m_partial;
    bool m_skipping = false;  // the rest of a line that was too long
};

} // namespace Retort::Log
