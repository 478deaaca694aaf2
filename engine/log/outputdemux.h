// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/outputlog.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace Retort::Log {

// Takes the output of one worker apart: what it printed inside of requests comes in chunks behind a mark
// (engine/python/runtime/streams.py), everything else as it is.
//
//   \x1e NONCE : request (hex) : o or e : level : logger : bytes (decimal) \x1f that many bytes
//
// The nonce is random and known to the workers of this engine only. Marks are taken out wherever they stand, however the
// pipe was cut; what merely begins like one is output. Pieces of a line are joined for each request, whatever
// other requests and subprocesses print in between. Keeps the beginnings of at most `mostOpen` lines. Call finish()
// when the pipe closes. Lives on one thread.
class OutputDemux final
{
public:
    using LineFunction = std::function<void(const OutputSource &, std::string_view)>;
    static constexpr std::size_t mostOpen = 64;
    static constexpr std::size_t maxMarkBytes = 256;

    OutputDemux(std::string_view nonce, LineFunction line);
    OutputDemux(const OutputDemux &) = delete;
    OutputDemux &operator=(const OutputDemux &) = delete;

    void feed(std::string_view bytes);
    void finish();

private:
    using Key = std::pair<std::uint64_t, OutputStream>;
    struct OpenLine
    {
        OutputSource source;
        LineSplitter lines;
    };

    void take(std::string_view bytes);
    std::size_t takeMark(std::string_view bytes);
    bool openChunk(std::string_view mark);
    void takeChunk(std::string_view bytes);
    void makeRoom();

    const std::string m_start;     // of every mark
    LineFunction m_line;
    LineSplitter m_plain;
    std::map<Key, OpenLine> m_open;
    Key m_key;                     // of the chunk that is being read
    std::size_t m_chunkLeft = 0;
    std::string m_held;            // the beginning of what may be a mark
};

} // namespace Retort::Log
