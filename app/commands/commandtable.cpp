// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commandtable.h"

#include <algorithm>

namespace Retort::Commands {
namespace {

constexpr CommandOption common[] = {
    {"json", 0, "", "print JSON, one object a line", ""},
    {"help", 'h', "", "print help", ""},
};

constexpr CommandOption stopOptions[] = {
    {"now", 0, "", "do not wait for requests that run", ""},
};

constexpr CommandOption logsOptions[] = {
    {"follow", 'f', "", "go on with what is to come", ""},
    {"output", 0, "", "what the app printed instead of requests", ""},
    {"last", 'n', "N", "how many of the past, 0 to 1000", "20"},
};

constexpr CommandOption exportOptions[] = {
    {"domain", 0, "D", "host name of the site (example.com)", ""},
    {"user", 0, "U", "who runs the app (www-data)", ""},
    {"replicas", 0, "N", "copies of the container (2)", ""},
    {"folder", 0, "DIR", "where the project is installed (/srv/NAME)", ""},
    {"socket", 0, "", "a Unix socket between web server and app (as in the ini, else TCP)", ""},
    {"tcp", 0, "", "a port between web server and app", ""},
    {"output", 0, "DIR", "write files there instead of printing them", ""},
    {"force", 0, "", "replace files that exist", ""},
};

constexpr Command commands[] = {
    {"ps", "", Operand::None, "list the running sites", {}},
    {"status", "[NAME]", Operand::Site, "state, addresses, counters and workers of a site", {}},
    {"reload", "[NAME]", Operand::Site, "load the app again; waits until it serves", {}},
    {"stop", "[NAME]", Operand::Site, "finish what runs, then stop", stopOptions},
    {"logs", "[NAME]", Operand::Site, "the last requests", logsOptions},
    {"why", "FILE [NAME]", Operand::AnyFile, "why a change of the file reloads the app, or does not", {}},
    {"check", "[FILE]", Operand::ConfigFile, "what is wrong or doubtful in a configuration, and how to write it instead", {}},
    {"show-config", "[FILE]", Operand::ConfigFile, "the options of a configuration as uWSGI sees them, expanded and in order", {}},
    {"init", "[FOLDER]", Operand::Folder, "write a first uwsgi.ini for the app of a folder", {}},
    {"export", "TARGET [FILE]", Operand::ExportTarget, "production files for nginx, systemd and others", exportOptions},
};

} // namespace

std::span<const Command> commandTable() noexcept
{
    return commands;
}

std::span<const CommandOption> commonOptions() noexcept
{
    return common;
}

const Command *findCommand(std::string_view name) noexcept
{
    const auto *found = std::find_if(std::begin(commands), std::end(commands), [name](const Command &row) { return row.name == name; });
    return found == std::end(commands) ? nullptr : found;
}

std::string optionSpelling(const CommandOption &option)
{
    std::string text = option.letter != 0 ? std::string{'-', option.letter, ',', ' '} : std::string();
    text.append("--").append(option.name);
    return option.value.empty() ? text : text.append(" ").append(option.value);
}

} // namespace Retort::Commands
