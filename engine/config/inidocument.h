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
// literally goes through escaped() first.
//
// A line of a logic block, from `if-env` to its `endif`, counts only sometimes: it is never edited, and nothing is put
// into a block. To uWSGI a comment behind a value belongs to the value, and so it does in values(). When such a value is
// changed, the comment stays behind a number, where it does no harm; for a switch, an address or a mode it goes to a
// line of its own above; text is replaced as a whole, for there it may be no comment.
//
// Refused, as BadOption: a key, value or comment that would not be read back as it was given; a value with a % that
// vanishes; an edit of a line in a logic block, or behind one without end; a new line behind a last line whose lone %
// would swallow it. A refused edit changes nothing.
class IniDocument final
{
public:
    // One `key = value` as it stands.
    struct Entry
    {
        std::string section;
        std::string key;
        std::string value;
        int line = 0;          // counted from 1; the first where a lone % joins several
        int blockLine = 0;     // where the logic block begins that holds it; 0: in none
        std::string block;     // "if-env = CI"
    };

    explicit IniDocument(std::string bytes = {});

    const std::string &bytes() const noexcept { return m_bytes; }

    std::vector<std::string> sections() const; // as they come, once each
    std::vector<Entry> entries() const;        // in file order, less those before the first section

    // Of all blocks of that name, which merge. The last value is the one that counts.
    std::vector<std::string> values(std::string_view section, std::string_view key) const;
    std::optional<std::string> lastValue(std::string_view section, std::string_view key) const;

    // Changes the last line of the key, in whichever block it is. A new key goes below the last entry of the first
    // block, which is the one people take for the section; a new section to the end. The comment is for a new key.
    Result<void> set(std::string_view section, std::string_view key, std::string_view value, std::string_view comment = {});

    // One more line for an option that may be repeated, below its last one.
    Result<void> add(std::string_view section, std::string_view key, std::string_view value, std::string_view comment = {});

    // All lines of the key: an earlier one would count again if only the last went. Returns how many they were.
    Result<std::size_t> remove(std::string_view section, std::string_view key);
    // The last line with that value outside of logic blocks; false if there is none.
    bool remove(std::string_view section, std::string_view key, std::string_view value);

    // The same for the entry that begins in this line. BadOption when none does.
    Result<void> changeLine(int line, std::string_view value);
    Result<void> removeLine(int line);
    // Puts the comment behind its value on a line of its own above. Nothing happens when there is none.
    Result<void> liftComment(int line);

    // Every % doubled, so that it stands for itself.
    static std::string escaped(std::string_view literal);

private:
    static constexpr std::size_t noBlock = std::string::npos;

    // A line of uWSGI: several of the file where a lone % joins them.
    struct Line
    {
        enum class Kind : std::uint8_t { Blank, Comment, Header, Entry };

        Kind kind = Kind::Blank;
        std::size_t begin = 0;
        std::size_t end = 0;                     // behind the line end
        std::size_t equals = std::string::npos;  // place of the dividing =
        bool openEnd = false;                    // the last line, with a lone % that would swallow what follows
        int number = 0;                          // of its first line in the file, from 1
        std::size_t block = noBlock;             // the place in m_lines of the block's first line, which is in it, too
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
    void findBlocks();
    bool isEntry(const Line &line, std::string_view section, std::string_view key) const;
    const Line *lastEntry(std::string_view section, std::string_view key) const;
    std::string_view lineEnd(const Line &line) const;
    std::optional<Style> styleOf(const Line &line) const;
    Style styleNear(const Line *line) const;
    std::string_view newLineEnd(const Line *previous) const;

    const Line *entryAt(int number) const;
    Result<void> checkUnconditional(const Line &line) const;
    Result<const Line *> outsideOfBlock(const Line *previous) const;

    Result<void> check(std::string_view section, std::string_view key, std::string_view value, std::string_view comment) const;
    Result<void> change(const Line &line, std::string_view value);
    void replaceValue(const Line &line, std::string_view value, std::string_view commentAbove);
    static std::vector<std::string> newEntry(const Style &style, std::string_view key, std::string_view value, std::string_view comment);
    Result<void> insertNew(std::string_view section, std::string_view key, std::string_view value, std::string_view comment);
    Result<void> insertBelow(const Line *previous, const std::vector<std::string> &lines);
    void erase(const Line &line);

    std::string m_bytes;
    std::vector<Line> m_lines;
};

} // namespace Retort::Config
