// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/pages.h"
#include "tools/optiondocs/words.h"

namespace Retort::Docs {
namespace {

using namespace Config;

std::string quoted(std::string_view text)
{
    return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string line(const std::string &condition, const std::string &rest, std::string_view help)
{
    return "complete -c retort -n " + quoted(condition) + " " + rest + " -d " + quoted(help) + "\n";
}

std::string optionLines(const Option &option)
{
    const std::string value = option.argument != Argument::Required ? "" : mayNameFile(option) ? " -r -F" : " -x";
    std::string out;
    for (const std::string_view name : namesOf(option)) {
        const std::string letter = option.letter != 0 && name == option.name ? std::string(" -s ") + option.letter : std::string();
        out += line("__retort_serves", "-l " + std::string(name) + letter + value, option.help);
    }
    return out;
}

std::string operandLine(const Commands::Command &command)
{
    const std::string name(command.name);
    switch (command.operand) {
    case Commands::Operand::None: return "complete -c retort -n " + quoted("__retort_in " + name) + " -f\n";
    case Commands::Operand::Site: return "complete -c retort -n " + quoted("__retort_in " + name) + " -f -a '(__retort_sites)'\n";
    case Commands::Operand::ConfigFile:
    case Commands::Operand::AnyFile: return {};
    case Commands::Operand::Folder:
        return "complete -c retort -n " + quoted("__retort_in " + name) + " -f -a '(__fish_complete_directories)'\n";
    case Commands::Operand::ExportTarget:
        return "complete -c retort -n " + quoted("__retort_operand " + name) + " -f -a " + quoted(joined(exportTargets())) + "\n";
    }
    return {};
}

} // namespace

std::string fishCompletion(std::string_view pattern)
{
    std::string lines;
    for (const Commands::Command &command : Commands::commandTable()) {
        lines += line("__retort_first", "-a " + std::string(command.name), command.help);
        lines += operandLine(command);
        for (const Commands::CommandOption &option : optionsOf(command)) {
            const std::string letter = option.letter != 0 ? std::string(" -s ") + option.letter : std::string();
            const std::string value = option.value.empty() ? "" : mayNameFile(option) ? " -r -F" : " -x";
            lines += line("__retort_in " + std::string(command.name), "-l " + std::string(option.name) + letter + value, option.help);
        }
    }
    forEachOffered([&](const Option &option) { lines += optionLines(option); });
    return replaced(replaced(pattern, "@NAMES@", joined(commandNames())), "@LINES@\n", lines);
}

} // namespace Retort::Docs
