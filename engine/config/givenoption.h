// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace Retort::Config {

// Where an option was written. `toString()` is what messages begin with.
struct Origin
{
    enum class Kind : std::uint8_t { Environment, CommandLine, File };

    Kind kind = Kind::CommandLine;
    std::string name;  // File: the name as given; Environment: the variable
    int line = 0;      // File: counted from 1

    std::string toString() const
    {
        switch (kind) {
        case Kind::Environment: return name + " in the environment";
        case Kind::CommandLine: return "command line";
        case Kind::File: return name + ":" + std::to_string(line);
        }
        return {};
    }
};

// One option as somebody gave it: a name that may be unknown, and the bytes of its value. Bytes are
// kept as they were in the file, whatever their encoding. No value at all (--master) is not the same
// as an empty one (`processes` alone in a file), see UWSGI.md §1.3.
struct GivenOption
{
    std::string name;
    std::optional<std::string> value;
    Origin origin;
    bool literal = false;  // never expanded: immediate options and placeholders made by `set`

    const std::string &text() const
    {
        static const std::string none;
        return value ? *value : none;
    }
};

} // namespace Retort::Config
