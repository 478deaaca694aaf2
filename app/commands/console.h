// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/commands.h"

#include <QJsonObject>
#include <QString>

namespace Retort::Commands {

// What the commands say to the terminal or the pipe behind them, as UTF-8 and at once.

void print(const QString &text);
// One object on one line.
void printJson(const QJsonObject &object);
// A line on standard error.
void complain(const QString &line);
// "retort: …" on standard error; answers `code`.
int fail(const QString &sentence, ExitCode code);

} // namespace Retort::Commands
