// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace Retort::Gateway {

// The variables of a request (REQUEST_METHOD, PATH_INFO, HTTP_HOST, …) in one run of bytes:
// key length (16 bits, little endian), key, value length, value, and so on. That is the body of
// a uwsgi packet, so a request from nginx is passed on as it came, and one from a browser is
// turned into the same thing; the worker knows one form only.
//
// Order is kept; of two equal keys the later one wins, as in uWSGI. Keys are never empty.
// A plain value. Lives on any one thread.
class VarBlock final
{
public:
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::size_t maxFieldBytes = 65535;  // what 16 bits can say

    class Iterator
    {
    public:
        explicit Iterator(const char *at) noexcept : m_at(at) {}
        Pair operator*() const noexcept;
        Iterator &operator++() noexcept;
        bool operator==(const Iterator &) const noexcept = default;

    private:
        const char *m_at;
    };

    VarBlock() = default;

    // Takes the bytes of a packet; nullopt when a length points past the end or a key is empty.
    static std::optional<VarBlock> fromBytes(std::string bytes);

    // False, and nothing added, when the key is empty or either part is longer than maxFieldBytes.
    bool add(std::string_view key, std::string_view value);

    // The last value of that key; a view whose data() is null when there is none.
    // Views stay good until the block changes or dies.
    std::string_view value(std::string_view key) const noexcept;
    bool contains(std::string_view key) const noexcept { return value(key).data() != nullptr; }

    Iterator begin() const noexcept { return Iterator(m_bytes.data()); }
    Iterator end() const noexcept { return Iterator(m_bytes.data() + m_bytes.size()); }

    std::string_view bytes() const noexcept { return m_bytes; }
    int count() const noexcept { return m_count; }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }

private:
    std::string m_bytes;
    int m_count = 0;
};

} // namespace Retort::Gateway
