// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Gateway {

struct HeaderField
{
    std::string_view name;
    std::string_view value;
};

// The header fields of an answer, in the order the app gave them; names may repeat (Set-Cookie).
// The bytes stand in one string, so adding a field costs no allocation of its own.
// Nothing is checked here: headFault() says whether the list may be sent. A plain value.
class HeaderList final
{
public:
    void add(std::string_view name, std::string_view value);

    int size() const noexcept { return static_cast<int>(m_fields.size()); }
    // Views stay good until the list changes or dies.
    HeaderField at(int index) const noexcept;
    // The first value of that name, any case; null data() when there is none.
    std::string_view value(std::string_view name) const noexcept;
    bool contains(std::string_view name) const noexcept { return value(name).data() != nullptr; }
    std::size_t byteCount() const noexcept { return m_bytes.size(); }  // of all names and values

private:
    struct Span
    {
        std::uint32_t nameAt, nameLength, valueLength;
    };
    std::string m_bytes;
    std::vector<Span> m_fields;
};

// ASCII letters compare equal whatever their case (RFC 9110 §5.1).
bool equalsIgnoringCase(std::string_view left, std::string_view right) noexcept;

// Status line and header fields of an answer, before any protocol writes them.
struct ResponseHead
{
    int status = 200;
    std::string reason;  // may be empty: the protocol then uses the standard phrase
    HeaderList headers;
};

// Why this field must not reach the wire (RFC 9110 §5.5): a name that is no token, CR, LF, NUL or another
// control character in the value; one clause naming the field. Empty when it may.
std::string fieldFault(std::string_view name, std::string_view value);

// Why this head must not reach the wire (fieldFault(), a status outside 200–999), as one sentence naming the
// field, or empty when it may. An application's answer is checked here, in the engine, whatever a worker sends.
std::string headFault(const ResponseHead &head);

// "Not Found" for 404; empty for a code without a registered phrase.
std::string_view standardReason(int status) noexcept;

} // namespace Retort::Gateway
