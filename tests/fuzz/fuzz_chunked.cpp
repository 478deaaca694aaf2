// SPDX-License-Identifier: Apache-2.0
// Chunked bodies: whole and byte by byte must give the same body, the same end and the same verdict.
#include "engine/http/chunkeddecoder.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace Retort::Http;

namespace {

struct Decoded
{
    std::string body;
    std::size_t used = 0;
    int verdict = 0;  // 0 more, 1 done, otherwise a status
};

Decoded decode(std::string_view input, std::size_t pieceLength)
{
    Decoded out;
    ChunkedDecoder decoder(100'000);
    while (out.verdict == 0 && out.used < input.size()) {
        const auto step = decoder.feed(input.substr(out.used, pieceLength));
        if (!step) {
            out.verdict = step.error().status;
            break;
        }
        out.body += step->body;
        out.used += step->consumed;
        out.verdict = step->done ? 1 : 0;
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const Decoded whole = decode(input, size);
    const Decoded bytes = decode(input, 1);
    if (whole.verdict != bytes.verdict || whole.body != bytes.body || (whole.verdict == 1 && whole.used != bytes.used)) {
        __builtin_trap();
    }
    return 0;
}
