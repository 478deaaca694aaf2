// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/pages.h"
#include "tools/optiondocs/words.h"

namespace Retort::Docs {
namespace {

using namespace Config;

// Text inside '…[…]…' of an _arguments specification.
std::string described(std::string_view text)
{
    std::string out = replaced(text, "\\", "\\\\");
    out = replaced(out, "[", "\\[");
    out = replaced(out, "]", "\\]");
    return replaced(out, "'", "'\\''");
}

// name:description pairs of _describe: the first colon divides.
std::string pair(std::string_view name, std::string_view help)
{
    return "        '" + std::string(name) + ":" + replaced(help, "'", "'\\''") + "'\n";
}

std::string_view action(bool file)
{
    return file ? ":value:_files" : ":value: ";
}

std::string specifications(const Option &option)
{
    const bool repeatable = option.value == ValueKind::List || option.value == ValueKind::Address || option.value == ValueKind::ConfigFile
        || option.value == ValueKind::Placeholder;
    const std::string start = std::string("        '") + (repeatable ? "*" : "");
    const std::string end = "[" + described(option.help) + "]";
    std::string out;
    const auto add = [&](const std::string &name, std::string_view joint) {
        out += start + name;
        switch (option.argument) {
        case Argument::None: out += end; break;
        case Argument::Required: out.append(joint).append(end).append(action(mayNameFile(option))); break;
        case Argument::Optional: out.append(joint).append("-").append(end).append("::value: "); break;
        }
        out += "'\n";
    };
    for (const std::string_view name : namesOf(option)) {
        add("--" + std::string(name), "=");
    }
    if (option.letter != 0) {
        add({'-', option.letter}, option.argument == Argument::Required ? "+" : "");
    }
    return out;
}

std::string_view operandAction(Commands::Operand operand)
{
    switch (operand) {
    case Commands::Operand::None: return "";
    case Commands::Operand::Site: return " '1:site:_retort_sites'";
    case Commands::Operand::ConfigFile:
    case Commands::Operand::AnyFile: return " '1:file:_files'";
    case Commands::Operand::Folder: return " '1:folder:_files -/'";
    case Commands::Operand::ExportTarget: return " '1:target:_retort_targets' '2:file:_files'";
    }
    return {};
}

std::string commandCase(const Commands::Command &command)
{
    std::string out = "            " + std::string(command.name) + ")\n                _arguments -S :";
    for (const Commands::CommandOption &option : optionsOf(command)) {
        const std::string end = "[" + described(option.help) + "]" + std::string(option.value.empty() ? "" : action(mayNameFile(option)));
        out += " \\\n                    '--" + std::string(option.name) + (option.value.empty() ? "" : "=") + end + "'";
        if (option.letter != 0) {
            out += std::string(" \\\n                    '-") + option.letter + (option.value.empty() ? "" : "+") + end + "'";
        }
    }
    const std::string_view operand = operandAction(command.operand);
    return out + (operand.empty() ? "" : " \\\n                   ") + std::string(operand)
        + "\n                return\n                ;;\n";
}

} // namespace

std::string zshCompletion(std::string_view pattern)
{
    std::string commands;
    std::string cases;
    for (const Commands::Command &command : Commands::commandTable()) {
        commands += pair(command.name, command.help);
        cases += commandCase(command);
    }
    std::string options;
    forEachOffered([&](const Option &option) { options += specifications(option); });
    std::string text = replaced(pattern, "@TARGETS@", joined(exportTargets()));
    text = replaced(text, "@COMMANDS@", commands);
    text = replaced(text, "@NAMES@", joined(commandNames(), " | "));
    text = replaced(text, "@CASES@", cases);
    return replaced(text, "@OPTIONS@", options);
}

} // namespace Retort::Docs
