// SPDX-License-Identifier: Apache-2.0
// Multipart bodies: parts stand one after another within the body. The first line of the input is the boundary.
#include "engine/content/multipart.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Retort::Content;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(input.find('\n'), size);
    const std::string_view body = input.substr(std::min(end + 1, size));
    std::size_t behind = 0;
    for (const Part &part : partsOf(body, input.substr(0, end))) {
        if (part.at < behind || part.at + part.size > body.size()) {
            __builtin_trap();
        }
        behind = part.at + part.size;
    }
    parameter(body, input.substr(0, end));
    return 0;
}
