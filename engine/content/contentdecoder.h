// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace Retort::Content {

// How far a body could be read.
enum class Reading {
    Whole,
    Cut,      // the bytes end before the coding does: what was there is here
    TooLarge, // stopped at the limit
    Broken,   // from there on it is not what its header says
    Unknown,  // a coding that this program cannot read: the bytes are as they were sent
};

struct Decoded
{
    std::string bytes;
    Reading reading = Reading::Whole;
    std::string coding; // the one that was cut, too large, broken or not known; "" when all is well
};

inline constexpr std::size_t mostDecodedBytes = 16 * 1024 * 1024; // a bomb ends here; people read less

// Takes the content codings off a body (RFC 9110 §8.4): `codings` is the value of Content-Encoding, the last named was put
// on last. Knows gzip, deflate (as zlib data and, as many servers send it, without its frame) and identity; br and zstd
// where their libraries were there when it was built. Never gives more than `most` bytes, nor keeps more in between. Pure.
Decoded decodeContent(std::string_view bytes, std::string_view codings, std::size_t most = mostDecodedBytes);

// Whether this program can take it off. Any case.
bool canDecode(std::string_view coding);

} // namespace Retort::Content
