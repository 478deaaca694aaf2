// SPDX-License-Identifier: Apache-2.0
// A worker's output with marks: whole and byte by byte must give the same lines of the same requests.
#include "engine/log/outputdemux.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Retort::Log;

namespace {

std::vector<std::string> linesOf(std::string_view input, std::size_t pieceLength)
{
    std::vector<std::string> lines;
    OutputDemux demux("N", [&](const OutputSource &source, std::string_view line) {
        lines.push_back(std::to_string(source.requestId) + (source.stream == OutputStream::Error ? "e" : "o") + source.level + ':'
            + source.logger + ' ' + std::string(line));
    });
    while (!input.empty()) {
        demux.feed(input.substr(0, pieceLength));
        input.remove_prefix(std::min(pieceLength, input.size()));
    }
    demux.finish();
    return lines;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::vector<std::string> whole = linesOf(input, std::max<std::size_t>(size, 1));
    if (whole != linesOf(input, 1) || whole != linesOf(input, 7)) {
        __builtin_trap();
    }
    return 0;
}
