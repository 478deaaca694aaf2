// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/words.h"

#include "engine/config/export/exportfiles.h"

namespace Retort::Docs {

using namespace Config;

bool isOffered(const Option &option)
{
    const bool acts = option.treatment == Treatment::Honours || option.treatment == Treatment::Explains;
    return acts && option.value != ValueKind::Logic && option.name != "endif";
}

void forEachOffered(const std::function<void(const Option &)> &visit)
{
    for (const Group group : groupsInOrder()) {
        forEachOption(group, [&](const Option &option) {
            if (isOffered(option)) {
                visit(option);
            }
        });
    }
}

std::vector<std::string_view> namesOf(const Option &option)
{
    std::vector<std::string_view> names = aliasesOf(option);
    names.insert(names.begin(), option.name);
    return names;
}

bool mayNameFile(const Option &option)
{
    switch (option.value) {
    case ValueKind::Text:
    case ValueKind::List:
    case ValueKind::Address: // of a Unix socket
    case ValueKind::ConfigFile: return true;
    case ValueKind::Flag:
    case ValueKind::InvertedFlag:
    case ValueKind::Int:
    case ValueKind::Int16:
    case ValueKind::Int64:
    case ValueKind::Megabytes:
    case ValueKind::Mode:
    case ValueKind::Placeholder:
    case ValueKind::Logic: return false;
    }
    return false;
}

bool mayNameFile(const Commands::CommandOption &option)
{
    return option.value == "DIR";
}

std::vector<std::string> exportTargets()
{
    std::vector<std::string> names;
    for (const QString &name : Export::targetNames()) {
        names.push_back(name.toStdString());
    }
    return names;
}

std::vector<std::string> commandNames()
{
    std::vector<std::string> names;
    for (const Commands::Command &command : Commands::commandTable()) {
        names.emplace_back(command.name);
    }
    return names;
}

std::vector<Commands::CommandOption> optionsOf(const Commands::Command &command)
{
    std::vector<Commands::CommandOption> options(command.options.begin(), command.options.end());
    options.insert(options.end(), Commands::commonOptions().begin(), Commands::commonOptions().end());
    return options;
}

std::string joined(const std::vector<std::string> &words, std::string_view between)
{
    std::string text;
    for (const std::string &word : words) {
        text.append(text.empty() ? std::string_view() : between).append(word);
    }
    return text;
}

std::string replaced(std::string_view text, std::string_view what, std::string_view with)
{
    std::string out;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
        out.append(text.substr(0, at)).append(with);
        text.remove_prefix(at + what.size());
    }
    return out.append(text);
}

std::string capitalised(std::string_view sentence)
{
    std::string text(sentence);
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

} // namespace Retort::Docs
