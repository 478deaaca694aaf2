// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace Retort::Commands {

// What the word behind a command may be; shells complete it accordingly.
enum class Operand : std::uint8_t { None, Site, ConfigFile, AnyFile, Folder, ExportTarget };

struct CommandOption
{
    std::string_view name;
    char letter = 0;          // short form; 0: none
    std::string_view value;   // what stands for its value in help, such as DIR; empty: takes none
    std::string_view help;    // one sentence without a full stop
    std::string_view initial; // value when it is not given
};

// One row of the list of commands: the parser, --help, man page and shell completion are made from it.
struct Command
{
    std::string_view name;
    std::string_view operandText; // as help shows it: "[NAME]"
    Operand operand = Operand::None;
    std::string_view help;
    std::span<const CommandOption> options; // besides commonOptions()
};

std::span<const Command> commandTable() noexcept;
// --json and --help, which all commands take.
std::span<const CommandOption> commonOptions() noexcept;
const Command *findCommand(std::string_view name) noexcept;

// The option as help shows it: "-n, --last N".
std::string optionSpelling(const CommandOption &option);

} // namespace Retort::Commands
