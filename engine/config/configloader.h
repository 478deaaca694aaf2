// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/finding.h"
#include "engine/config/serverconfig.h"

#include <QList>
#include <QProcessEnvironment>
#include <QStringList>

namespace Retort::Config {

// What a command line asks for, everything read and checked.
struct LoadedConfig
{
    ServerConfig server;
    QList<Finding> findings;   // in the order they were met; print them, then serve
    bool wantsHelp = false;    // helpText(helpAll) and exit 0; `server` is then not filled in
    bool helpAll = false;      // --help all
    bool wantsVersion = false; // --version: print it and exit 0
    bool noGui = false;        // --no-gui
    bool showConfig = false;   // --show-config: print server.options as an ini, then go on
};

// Reads UWSGI_* environment, command line and files in uWSGI's order (UWSGI.md §1.1), completes what
// was not said (project discovery, a free loopback port, 1 process × 4 threads) and checks the whole.
//
// `arguments` are those after the program name; `startFolder` is where retort was started and what
// relative paths are relative to. Reads files; never runs project code or commands, opens no socket.
// The first thing that cannot work is the Error: its sentence names file, line and option.
Result<LoadedConfig> loadConfig(const QStringList &arguments, const QProcessEnvironment &environment, const QString &startFolder);

} // namespace Retort::Config
