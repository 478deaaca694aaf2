// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Retort::Test {

using Variables = std::vector<std::pair<std::string_view, std::string_view>>;

inline std::string lengthBytes(std::size_t length)
{
    return {static_cast<char>(length & 0xff), static_cast<char>(length >> 8)};
}

// The block of a uwsgi packet, also one that no front end would make.
inline std::string block(const Variables &variables)
{
    std::string bytes;
    for (const auto &[key, value] : variables) {
        bytes += lengthBytes(key.size()) + std::string(key) + lengthBytes(value.size()) + std::string(value);
    }
    return bytes;
}

inline std::string packet(const Variables &variables, int modifier1 = 0)
{
    const std::string bytes = block(variables);
    return std::string(1, static_cast<char>(modifier1)) + lengthBytes(bytes.size()) + '\0' + bytes;
}

} // namespace Retort::Test
