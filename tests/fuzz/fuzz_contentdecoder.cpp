// SPDX-License-Identifier: Apache-2.0
// Content codings: never more than was allowed, and what comes out of a cut body is the beginning of what comes out of it all.
// The first byte chooses the codings.
#include "engine/content/contentdecoder.h"

#include <array>
#include <cstddef>
#include <cstdint>

using namespace Retort::Content;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::array codings{"gzip", "deflate", "br", "zstd", "gzip, deflate", "br,br", "what"};
    constexpr std::size_t most = 200'000;
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char *>(data + 1), size - 1);
    const char *coding = codings[data[0] % codings.size()];
    const Decoded whole = decodeContent(bytes, coding, most);
    const Decoded little = decodeContent(bytes, coding, 100);
    if (whole.bytes.size() > most || little.bytes.size() > 100 || !whole.bytes.starts_with(little.bytes)) {
        __builtin_trap();
    }
    return 0;
}
