// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/pages.h"
#include "tools/optiondocs/words.h"

namespace Retort::Docs {
namespace {

using namespace Config;

// The words of _retort_command in the pattern.
std::string_view operandName(Commands::Operand operand)
{
    switch (operand) {
    case Commands::Operand::None: return "none";
    case Commands::Operand::Site: return "sites";
    case Commands::Operand::ConfigFile:
    case Commands::Operand::AnyFile: return "files";
    case Commands::Operand::Folder: return "folders";
    case Commands::Operand::ExportTarget: return "targets";
    }
    return {};
}

std::string commandCase(const Commands::Command &command)
{
    std::vector<std::string> own;
    for (const Commands::CommandOption &option : optionsOf(command)) {
        own.push_back("--" + std::string(option.name));
    }
    return "        " + std::string(command.name) + ") _retort_command '" + joined(own) + "' " + std::string(operandName(command.operand))
        + " ;;\n";
}

} // namespace

std::string bashCompletion(std::string_view pattern)
{
    std::vector<std::string> all;
    std::vector<std::string> files;  // whose value may be a file
    std::vector<std::string> values; // whose value is none
    forEachOffered([&](const Option &option) {
        std::vector<std::string> names;
        for (const std::string_view name : namesOf(option)) {
            names.push_back("--" + std::string(name));
        }
        all.insert(all.end(), names.begin(), names.end());
        if (option.letter != 0) {
            names.push_back({'-', option.letter});
        }
        if (option.argument == Argument::Required) {
            std::vector<std::string> &into = mayNameFile(option) ? files : values;
            into.insert(into.end(), names.begin(), names.end());
        }
    });
    std::string cases;
    for (const Commands::Command &command : Commands::commandTable()) {
        cases += commandCase(command);
    }
    std::string text = replaced(pattern, "@CASES@", cases);
    text = replaced(text, "@COMMANDS@", joined(commandNames()));
    text = replaced(text, "@TARGETS@", joined(exportTargets()));
    text = replaced(text, "@OPTIONS@", joined(all));
    text = replaced(text, "@FILE_OPTIONS@", joined(files));
    return replaced(text, "@VALUE_OPTIONS@", joined(values));
}

} // namespace Retort::Docs
