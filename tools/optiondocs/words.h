// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/commandtable.h"
#include "engine/config/options.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// What the pages have in common.
namespace Retort::Docs {

// Shells offer what does something on a command line here; a thousand names would hide it.
bool isOffered(const Config::Option &option);
void forEachOffered(const std::function<void(const Config::Option &)> &visit);

// Its name and its aliases.
std::vector<std::string_view> namesOf(const Config::Option &option);

// Whether a file name could be the value, so that offering some helps.
bool mayNameFile(const Config::Option &option);

std::vector<std::string> exportTargets();
std::vector<std::string> commandNames();

// The options of a command and those all have.
std::vector<Commands::CommandOption> optionsOf(const Commands::Command &command);
bool mayNameFile(const Commands::CommandOption &option);

std::string joined(const std::vector<std::string> &words, std::string_view between = " ");
std::string replaced(std::string_view text, std::string_view what, std::string_view with);
std::string capitalised(std::string_view sentence);

} // namespace Retort::Docs
