// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// Whether an option takes an argument on the command line. Optional ones need `=`, as in getopt.
enum class Argument : std::uint8_t { None, Required, Optional };

// How the text of a value is read; the rules and their traps are UWSGI.md §1.3.
enum class ValueKind : std::uint8_t {
    Flag,
    InvertedFlag,
    Int,
    Int16,      // clamped to 65535
    Int64,
    Megabytes,  // an integer × 1 MiB
    Text,       // the last one counts
    List,       // every one counts
    Mode,       // three octal digits
    Address,    // where to listen; every one counts
    ConfigFile, // read at this point
    Placeholder,// name=value
    Logic,      // if-*, for*, end*
};

// What Retort does with an option.
enum class Treatment : std::uint8_t {
    Honours,  // acts on it
    Explains, // accepts it; Option::explanation says why nothing needs doing
    Keeps,    // for production: accepted, neither used nor checked
    Refuses,  // starting would mislead; Option::explanation says what to do
};

enum class Group : std::uint8_t {
    Listening,
    App,
    Python,
    Workers,
    Limits,
    Reloading,
    Files,
    Logging,
    Static,
    Configuration,
    Production,
    Retort,
};

// One row of the option table: all that command line, ini reader, help and checks know about an option.
// The rows are constants; views point into the program.
struct Option
{
    std::string_view name;
    char letter = 0;               // short form; 0: none
    Argument argument = Argument::None;
    ValueKind value = ValueKind::Flag;
    Treatment treatment = Treatment::Keeps;
    Group group = Group::Production;
    bool immediate = false;        // acts while it is read, so its value is never expanded (§1.1, 5)
    std::string_view aliases;      // other names, separated by one space
    std::string_view defaultText;  // as a person would write it; empty: off or none
    std::string_view help;         // one sentence without a full stop
    std::string_view explanation;  // for Explains and Refuses
    bool usual = false;            // among the few most projects use; `--help` shows these
};

// The whole table. A name or alias occurs once.
std::span<const std::span<const Option>> optionTable() noexcept;

// The row of a name or alias, exactly spelled; nullptr when there is none.
const Option *findOption(std::string_view name) noexcept;
const Option *findOptionByLetter(char letter) noexcept;

// All names and aliases that begin with `prefix`, each of a different option, in table order.
std::vector<const Option *> optionsWithPrefix(std::string_view prefix);

// Names a person may have meant, nearest first: at most three within an edit distance that grows with the length.
std::vector<std::string> nearestOptionNames(std::string_view name);

// "; did you mean `vacuum`?" with the nearest names, or nothing.
std::string suggestion(std::string_view name);

std::string_view groupTitle(Group group) noexcept;

// All groups, in the order in which people read them.
std::span<const Group> groupsInOrder() noexcept;

// Calls `visit` with every row of a group, in table order.
void forEachOption(Group group, const std::function<void(const Option &)> &visit);

// The aliases one by one.
std::vector<std::string_view> aliasesOf(const Option &option);

} // namespace Retort::Config
