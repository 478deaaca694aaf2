// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/commandtable.h"

#include <QCommandLineParser>
#include <QStringList>

// The list of commands in Qt's words: what a parser has to know, and what help prints.
namespace Retort::Commands {

QStringList commandNames();

// One line each, for `retort --help`.
QString commandHelp();

// For `retort COMMAND --help`.
QString usageOf(const Command &command);

void addOptions(QCommandLineParser &parser, const Command &command);

} // namespace Retort::Commands
