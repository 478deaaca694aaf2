// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/terminal.h"

#include <QCoreApplication>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Retort::Editor {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Retort::Editor::Terminal)
};

struct Terminal
{
    QString program;
    QStringList arguments; // with {folder}
};

QList<Terminal> terminals()
{
#if defined(Q_OS_MACOS)
    return {{u"open"_s, {u"-a"_s, u"Terminal"_s, u"{folder}"_s}}};
#elif defined(Q_OS_WIN)
    return {{u"wt.exe"_s, {u"-d"_s, u"{folder}"_s}}, {u"powershell.exe"_s, {}}, {u"cmd.exe"_s, {}}};
#else
    // x-terminal-emulator is what the person chose; most stand where they are started.
    return {{u"x-terminal-emulator"_s, {}}, {u"gnome-terminal"_s, {u"--working-directory={folder}"_s}},
        {u"konsole"_s, {u"--workdir"_s, u"{folder}"_s}}, {u"xfce4-terminal"_s, {u"--working-directory={folder}"_s}}, {u"alacritty"_s, {}},
        {u"kitty"_s, {}}, {u"foot"_s, {}}, {u"xterm"_s, {}}};
#endif
}

} // namespace

Result<Command> terminalCommand(const QString &folder, const FindProgram &find)
{
    for (const Terminal &terminal : terminals()) {
        if (const QString program = find(terminal.program); !program.isEmpty()) {
            QStringList arguments = terminal.arguments;
            for (QString &argument : arguments) {
                argument.replace("{folder}"_L1, folder);
            }
            return Command{program, arguments};
        }
    }
    return std::unexpected(Error{Errc::FileMissing, Words::tr("No terminal was found.")});
}

Result<void> openTerminal(const QString &folder, const FindProgram &find)
{
    const auto command = terminalCommand(folder, find);
    if (!command) {
        return std::unexpected(command.error());
    }
    if (!QProcess::startDetached(command->program, command->arguments, folder)) {
        return std::unexpected(Error{Errc::ProcessFailed, Words::tr("%1 could not be started.").arg(command->program)});
    }
    return {};
}

} // namespace Retort::Editor
