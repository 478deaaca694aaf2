// SPDX-License-Identifier: Apache-2.0
#include "engine/content/inflate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <brotli/decode.h>

namespace Retort::Content {

Decoded decodeBrotli(std::string_view bytes, std::size_t most)
{
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    Decoded decoded;
    std::array<std::uint8_t, stepBytes> step;
    const auto *next = reinterpret_cast<const std::uint8_t *>(bytes.data());
    std::size_t left = bytes.size();
    while (state) {
        std::uint8_t *to = step.data();
        std::size_t room = step.size();
        const BrotliDecoderResult said = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
        const std::size_t made = step.size() - room;
        decoded.bytes.append(reinterpret_cast<const char *>(step.data()), std::min(made, most - decoded.bytes.size()));
        if (said == BROTLI_DECODER_RESULT_SUCCESS) {
            return decoded;
        }
        if (said == BROTLI_DECODER_RESULT_ERROR) {
            break;
        }
        if (made > 0 && decoded.bytes.size() == most) {
            decoded.reading = Reading::TooLarge;
            return decoded;
        }
        if (said == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
            decoded.reading = Reading::Cut;
            return decoded;
        }
    }
    decoded.reading = Reading::Broken;
    return decoded;
}

} // namespace Retort::Content
