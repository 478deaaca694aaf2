// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How uWSGI reads the text of a value (UWSGI.md §1.3), with the traps reported instead of hidden.
namespace Retort::Config {

struct FlagReading
{
    bool value = true;
    bool doubtful = false;  // text that is no usual word for yes or no, which uWSGI takes for yes
};

// True unless the text is exactly false, off, no (any case) or 0; nothing at all is true.
FlagReading readFlag(const std::optional<std::string> &text);

struct IntegerReading
{
    enum class Quality : std::uint8_t {
        Clean,
        Missing,       // no value: 1
        Empty,         // `processes =`: 0
        TrailingText,  // "3600s", "65536  # big": the number before it counts
        YesNoWord,     // "true": uWSGI reads 0
        NotANumber,    // "two": uWSGI reads 0
        Negative,
        TooLarge,      // more than 63 bits hold
    };

    std::int64_t value = 0;
    Quality quality = Quality::Clean;
    std::string_view rest;  // TrailingText: what is not the number; points into the text given
};

IntegerReading readInteger(const std::optional<std::string> &text);

// chmod-socket: nothing or "1" is 0666; else exactly three octal digits.
std::optional<int> readSocketMode(const std::optional<std::string> &text);

// umask: octal digits, at most 0777.
std::optional<int> readUmask(std::string_view text);

// The place of an inline comment, ` ;` or ` #`, which uWSGI does not know and takes for part of the value.
std::optional<std::size_t> inlineComment(std::string_view value);

// Space, tab and CR off both ends, as uWSGI strips lines, keys and values.
std::string_view stripped(std::string_view text) noexcept;

} // namespace Retort::Config
