// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/content/contentdecoder.h"

// One coding each, over a whole input; `most` bytes at most come out. `coding` of the result is left empty.
namespace Retort::Content {

Decoded decodeGzip(std::string_view bytes, std::size_t most);
Decoded decodeDeflate(std::string_view bytes, std::size_t most);
#ifdef RETORT_HAS_BROTLI
Decoded decodeBrotli(std::string_view bytes, std::size_t most);
#endif
#ifdef RETORT_HAS_ZSTD
Decoded decodeZstd(std::string_view bytes, std::size_t most);
#endif

inline constexpr std::size_t stepBytes = 64 * 1024; // of output at a time

} // namespace Retort::Content
