// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace Retort {

// Walks over JSON without building anything: what arrives twenty thousand times a second is read with it, everything else
// with QJsonDocument. Takes what it can of a damaged text and says failed(); never reads past its end. Does not complain of
// texts that are almost JSON. One use per text, any thread.
//
//     for (bool more = scanner.beginObject(); more; more = scanner.nextMember()) {
//         scanner.key() == "status" ? status = scanner.number() : scanner.skip();   // each value is taken exactly once
//     }
class JsonScanner final
{
public:
    explicit JsonScanner(std::string_view json) noexcept : m_json(json) {}

    // False: there is no (further) member or element, and the scanner is behind the object or array; or there is none here.
    bool beginObject();
    bool nextMember();
    bool beginArray();
    bool nextElement();
    std::string_view key() const noexcept { return m_key; } // of the member, as it is written

    // A value of another kind is skipped and gives 0, false, nothing.
    double number();
    bool truth();
    void text(std::string &to);
    // The bytes of the value, whatever it is.
    std::string_view skip();

    std::size_t position() const noexcept { return m_at; } // of the first byte that is not taken yet
    bool failed() const noexcept { return m_failed; }

private:
    char peek() noexcept;
    bool begin(char open, char close);
    bool next(char close);
    bool takeKey();
    void skipString() noexcept;
    void skipNested() noexcept;
    void appendEscape(std::string &to);
    char32_t hexUnit() noexcept;
    bool fail() noexcept;

    std::string_view m_json;
    std::size_t m_at = 0;
    std::string_view m_key;
    bool m_failed = false;
};

} // namespace Retort
