// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// The text of an ini file that is edited line by line: what is not edited stays as it is, byte for byte, whatever
// the bytes are. Divides lines, sections and keys as readIni() does (UWSGI.md §1.2).
//
// Keys and values are as they stand in the file, before magic variables: `%dapp.sock`, `%%Y`. Text that is meant
// literally goes through escaped() first. A comment behind a value belongs to the value, as for uWSGI.
// Knows no logic blocks: a line between `if-env` and `endif` counts like any other.
//
// Refused, as BadOption: a key, value or comment that would not be read back as it was given; a value with a % that
// vanishes; a new line behind a last line whose lone % would swallow it. A refused edit changes nothing.
class IniDocument final
{
public:
    explicit IniDocument(std::string bytes = {});

    const std::string &bytes() const noexcept { return m_bytes; }

    std::vector<std::string> sections() const; // as they come, once each

    // Of all blocks of that name, which merge. The last value is the one that counts.
    std::vector<std::string> values(std::string_view section, std::string_view key) const;
    std::optional<std::string> lastValue(std::string_view section, std::string_view key) const;

    // Changes the last line of the key, in whichever block it is. A new key goes below the last entry of the first
    // block, which is the one people take for the section; a new section to the end. The comment is for a new key.
    Result<void> set(std::string_view section, std::string_view key, std::string_view value, std::string_view comment = {});

    // One more line for an option that may be repeated, below its last one.
    Result<void> add(std::string_view section, std::string_view key, std::string_view value, std::string_view comment = {});

    // All lines of the key: an earlier one would count again if only the last went. Returns how many they were.
    std::size_t remove(std::string_view section, std::string_view key);
    // The last line with that value; false if there is none.
    bool remove(std::string_view section, std::string_view key, std::string_view value);

    // Every % doubled, so that it stands for itself.
    static std::string escaped(std::string_view literal);

private:
    // A line of uWSGI: several of the file where a lone % joins them.
    struct Line
    {
        enum class Kind : std::uint8_t { Blank, Comment, Header, Entry };

        Kind kind = Kind::Blank;
        std::size_t begin = 0;
        std::size_t end = 0;                     // behind the line end
        std::size_t equals = std::string::npos;  // place of the dividing =
        bool openEnd = false;                    // the last line, with a lone % that would swallow what follows
        std::optional<std::string> section;      // none before the first header
        std::string key;
        std::string value;
    };
    struct Style
    {
        std::string indent;
        std::string before = " "; // blanks before the =
        std::string after = " ";
        std::size_t column = 0; // of the =, counted from the key, where the entries are aligned

        std::string entry(std::string_view key, std::string_view value) const;
    };

    std::string_view text(std::size_t begin, std::size_t end) const { return std::string_view(m_bytes).substr(begin, end - begin); }
    void divide();
    void classify(Line &line, std::optional<std::string> &section) const;
    bool isEntry(const Line &line, std::string_view section, std::string_view key) const;
    const Line *lastEntry(std::string_view section, std::string_view key) const;
    std::string_view lineEnd(const Line &line) const;
    std::optional<Style> styleOf(const Line &line) const;
    Style styleNear(const Line *line) const;
    std::string_view newLineEnd(const Line *previous) const;

    Result<void> check(std::string_view section, std::string_view key, std::string_view value, std::string_view comment) const;
    void replaceValue(const Line &line, std::string_view value);
    static std::vector<std::string> newEntry(const Style &style, std::string_view key, std::string_view value, std::string_view comment);
    Result<void> insertNew(std::string_view section, std::string_view key, std::string_view value, std::string_view comment);
    Result<void> insertBelow(const Line *previous, const std::vector<std::string> &lines);
    void erase(const Line &line);

    std::string m_bytes;
    std::vector<Line> m_lines;
};

} // namespace Retort::Config
