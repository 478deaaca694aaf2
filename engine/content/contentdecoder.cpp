// SPDX-License-Identifier: Apache-2.0
#include "engine/content/contentdecoder.h"

#include "engine/content/inflate.h"

#include <algorithm>
#include <array>
#include <vector>

namespace Retort::Content {

namespace {

using Decode = Decoded (*)(std::string_view bytes, std::size_t most);

Decoded decodeIdentity(std::string_view bytes, std::size_t most)
{
    return {.bytes = std::string(bytes.substr(0, most)), .reading = bytes.size() > most ? Reading::TooLarge : Reading::Whole, .coding = {}};
}

struct Coding
{
    std::string_view name;
    Decode decode;
};

constexpr std::array codings{
    Coding{"gzip", decodeGzip},
    Coding{"x-gzip", decodeGzip},
    Coding{"deflate", decodeDeflate},
    Coding{"identity", decodeIdentity},
#ifdef RETORT_HAS_BROTLI
    Coding{"br", decodeBrotli},
#endif
#ifdef RETORT_HAS_ZSTD
    Coding{"zstd", decodeZstd},
#endif
};

constexpr std::size_t mostCodings = 4; // nobody sends more than one; each costs up to `most` bytes of work

std::vector<std::string> namesIn(std::string_view list)
{
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string name;
        for (const char c : list.substr(0, comma)) {
            if (c != ' ' && c != '\t') {
                name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            }
        }
        if (!name.empty()) {
            names.push_back(std::move(name));
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return names;
}

Decode decoderOf(std::string_view name)
{
    const auto *const found = std::ranges::find(codings, name, &Coding::name);
    return found != codings.end() ? found->decode : nullptr;
}

} // namespace

bool canDecode(std::string_view coding)
{
    const std::vector<std::string> names = namesIn(coding);
    return names.size() == 1 && decoderOf(names.front());
}

Decoded decodeContent(std::string_view bytes, std::string_view list, std::size_t most)
{
    std::vector<std::string> names = namesIn(list);
    Decoded result;
    bool isFirst = true;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const Decode decode = decoderOf(*name);
        if (!decode || names.size() > mostCodings) {
            if (isFirst) {
                result.bytes = bytes.substr(0, most);
            }
            result.reading = Reading::Unknown;
            result.coding = *name;
            return result;
        }
        Decoded step = decode(isFirst ? bytes : std::string_view(result.bytes), most);
        // What was cut under this coding is cut now, whatever the next one says of the beginning it got.
        const bool wasWell = result.reading == Reading::Whole;
        result.bytes = std::move(step.bytes);
        if (wasWell && step.reading != Reading::Whole) {
            result.reading = step.reading;
            result.coding = *name;
        }
        isFirst = false;
    }
    return isFirst ? decodeIdentity(bytes, most) : result;
}

} // namespace Retort::Content
