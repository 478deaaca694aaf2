// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/magic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// One `key = value` of an ini file, wherever it stands.
struct IniEntry
{
    std::string section;
    std::string key;
    std::string value;
    int line = 0;            // counted from 1
    bool hasEquals = true;   // `master` alone has none
};

// Something in the text that uWSGI reads differently from what it looks like.
struct IniRemark
{
    enum class Kind : std::uint8_t {
        LostPercent,     // detail: the two characters that vanished
        SwallowedEnd,    // a % at the end of the line joined the next line to it
        BadHeader,       // detail: the header; its last character is no `]`, or blanks are inside
        BeforeHeader,    // an entry before any section is ignored
    };

    Kind kind = Kind::LostPercent;
    int line = 0;
    std::string section;
    std::string detail;
};

struct IniText
{
    std::vector<IniEntry> entries;     // in file order, of all sections
    std::vector<std::string> sections; // as they come, once each
    std::vector<IniRemark> remarks;

    bool hasSection(std::string_view name) const;
};

// Reads uWSGI's ini dialect (UWSGI.md §1.2): magic variables first, then lines; `;` and `#` only at the start of
// a line; the first `=` divides; quotes and backslashes mean nothing; a byte order mark is skipped. Never fails:
// whatever the bytes, something comes out, as with uWSGI. Bytes in, bytes out; knows no files.
IniText readIni(std::string_view bytes, const MagicVariables &magic);

} // namespace Retort::Config
