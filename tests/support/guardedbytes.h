// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace Retort::Test {

// A copy of some bytes on the heap that ends exactly where its block ends, so that the address
// sanitizer (asan preset) or valgrind catches a parser that reads one byte too far.
class GuardedBytes final
{
public:
    explicit GuardedBytes(std::string_view bytes) : m_size(bytes.size()), m_bytes(new char[bytes.size()])
    {
        std::memcpy(m_bytes.get(), bytes.data(), bytes.size());
    }
    std::string_view view() const noexcept { return {m_bytes.get(), m_size}; }

private:
    std::size_t m_size;
    std::unique_ptr<char[]> m_bytes;
};

} // namespace Retort::Test
