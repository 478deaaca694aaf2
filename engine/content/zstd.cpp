// SPDX-License-Identifier: Apache-2.0
#include "engine/content/inflate.h"

#include <algorithm>
#include <array>
#include <memory>

#include <zstd.h>

namespace Retort::Content {

namespace {

constexpr int mostWindowLog = 23; // 8 MiB, what RFC 9659 lets a Content-Encoding ask for

} // namespace

Decoded decodeZstd(std::string_view bytes, std::size_t most)
{
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), &ZSTD_freeDStream);
    Decoded decoded;
    if (!stream || ZSTD_isError(ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, mostWindowLog))) {
        decoded.reading = Reading::Broken;
        return decoded;
    }
    std::array<char, stepBytes> step;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t wanted = 1; // 0: a frame has ended; another one may follow
    while (in.pos < in.size || wanted > 0) {
        ZSTD_outBuffer out{step.data(), step.size(), 0};
        const std::size_t before = in.pos;
        wanted = ZSTD_decompressStream(stream.get(), &out, &in);
        decoded.bytes.append(step.data(), std::min(out.pos, most - decoded.bytes.size()));
        if (ZSTD_isError(wanted)) {
            decoded.reading = Reading::Broken;
            return decoded;
        }
        if (out.pos > 0 && decoded.bytes.size() == most && (wanted > 0 || in.pos < in.size)) {
            decoded.reading = Reading::TooLarge;
            return decoded;
        }
        if (wanted > 0 && in.pos == in.size && out.pos < out.size && (out.pos == 0 || in.pos == before)) {
            decoded.reading = Reading::Cut;
            return decoded;
        }
    }
    return decoded;
}

} // namespace Retort::Content
