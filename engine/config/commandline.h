// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/givenoption.h"

#include <QStringList>

#include <string>
#include <vector>

namespace Retort::Config {

// An argument that belongs to no option: a folder, an app file or an ini file.
struct PositionalArgument
{
    std::string text;
    std::string afterOption;  // an option with an optional value just before it, which needs `=`; else empty
};

struct CommandLine
{
    std::vector<GivenOption> options;  // in the order given, under the names of the table
    std::vector<PositionalArgument> positionals;
};

// Reads arguments as uWSGI's getopt does (UWSGI.md §1.4): `--name value`, `--name=value`, unique prefixes,
// clusters of short letters, `--` ends the options, anything else is positional wherever it stands. Names may
// be written with `_`. Looks at nothing but the words: values are checked later. Errors are BadOption.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

// UWSGI_HTTP_SOCKET=:80 is http-socket = :80 (UWSGI.md §1.1): the options of the environment, sorted by name.
std::vector<GivenOption> optionsFromEnvironment(const QStringList &nameValuePairs);

} // namespace Retort::Config
