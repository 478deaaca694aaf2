// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace Retort::Editor {

// An editor that can open a file at a line. A plain value.
struct Kind
{
    QString id;             // "vscode"; kept in the preferences
    QString name;           // "VS Code"
    QStringList programs;   // as they are called on PATH, the first found counts
    QStringList arguments;  // with {file}, {line} and {file:line}
    bool inTerminal = false;
};

// All we know how to talk to, in the order in which one is chosen when the user chose none.
const QList<Kind> &known();

// Looks for a program on PATH; empty when it is not there. Tests replace it.
using FindProgram = std::function<QString(const QString &name)>;
QString findOnPath(const QString &name);

// Those that are installed.
QList<Kind> installed(const FindProgram &find);

struct Command
{
    QString program;
    QStringList arguments;

    friend bool operator==(const Command &, const Command &) = default;
};

// How to open `file` at `line` (1-based; 0: anywhere) in the editor called `id`, or in the first one installed when it is
// empty. "custom" uses `customCommand`: words with {file} and {line}, quoted where they hold blanks. There is no shell: a
// file name stays one argument, whatever is in it. Errors name what is missing.
Result<Command> openCommand(const QString &id, const QString &customCommand, const QString &file, int line, const FindProgram &find);

// Starts it, detached. The error says which program could not be started.
Result<void> run(const Command &command);

} // namespace Retort::Editor
