// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/editors.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Editor {

namespace {

class Words final
{
    Q_DECLARE_TR_FUNCTIONS(Editor)
};

QString withPlace(QString argument, const QString &file, int line)
{
    // One pass: a file may be called "{line}".
    QString filled;
    qsizetype at = 0;
    while (at < argument.size()) {
        const auto is = [&](QLatin1StringView word) { return QStringView(argument).sliced(at).startsWith(word); };
        if (is("{file:line}"_L1)) {
            filled += u"%1:%2"_s.arg(file).arg(std::max(line, 1));
            at += 11;
        } else if (is("{file}"_L1)) {
            filled += file;
            at += 6;
        } else if (is("{line}"_L1)) {
            filled += QString::number(std::max(line, 1));
            at += 6;
        } else {
            filled += argument.at(at++);
        }
    }
    return filled;
}

QStringList filled(const QStringList &arguments, const QString &file, int line)
{
    QStringList list;
    for (const QString &argument : arguments) {
        list.append(withPlace(argument, file, line));
    }
    return list;
}

// A terminal to run vim in, and what it wants before the command.
Result<Command> inTerminal(const QString &program, const QStringList &arguments, const FindProgram &find)
{
    struct Terminal
    {
        const char *program;
        QStringList before;
    };
    const QList<Terminal> terminals{{"x-terminal-emulator", {u"-e"_s}}, {"gnome-terminal", {u"--"_s}}, {"konsole", {u"-e"_s}},
        {"xfce4-terminal", {u"-x"_s}}, {"alacritty", {u"-e"_s}}, {"kitty", {}}, {"xterm", {u"-e"_s}}};
    for (const Terminal &terminal : terminals) {
        if (const QString found = find(QString::fromLatin1(terminal.program)); !found.isEmpty()) {
            return Command{found, terminal.before + QStringList{program} + arguments};
        }
    }
    return std::unexpected(Error{Errc::FileMissing, Words::tr("No terminal was found to run %1 in.").arg(program)});
}

Result<Command> customCommand(const QString &text, const QString &file, int line, const FindProgram &find)
{
    QStringList words = QProcess::splitCommand(text);
    if (words.isEmpty()) {
        return std::unexpected(Error{Errc::BadOption, Words::tr("The command of the editor is empty: choose one in the preferences.")});
    }
    const QString program = words.takeFirst();
    const QString found = QFileInfo(program).isAbsolute() ? program : find(program);
    if (found.isEmpty()) {
        return std::unexpected(Error{Errc::FileMissing, Words::tr("The editor %1 was not found.").arg(program)});
    }
    if (!text.contains("{file"_L1)) {
        words.append(u"{file}"_s);
    }
    return Command{found, filled(words, file, line)};
}

} // namespace

const QList<Kind> &known()
{
    static const QList<Kind> s_known{
        {u"vscode"_s, u"VS Code"_s, {u"code"_s}, {u"--goto"_s, u"{file:line}"_s}},
        {u"cursor"_s, u"Cursor"_s, {u"cursor"_s}, {u"--goto"_s, u"{file:line}"_s}},
        {u"codium"_s, u"VSCodium"_s, {u"codium"_s, u"vscodium"_s}, {u"--goto"_s, u"{file:line}"_s}},
        {u"pycharm"_s, u"PyCharm"_s, {u"pycharm"_s, u"charm"_s, u"pycharm-professional"_s, u"pycharm-community"_s},
            {u"--line"_s, u"{line}"_s, u"{file}"_s}},
        {u"idea"_s, u"IntelliJ IDEA"_s, {u"idea"_s, u"intellij-idea-ultimate"_s, u"intellij-idea-community"_s},
            {u"--line"_s, u"{line}"_s, u"{file}"_s}},
        {u"sublime"_s, u"Sublime Text"_s, {u"subl"_s, u"sublime_text"_s}, {u"{file:line}"_s}},
        {u"zed"_s, u"Zed"_s, {u"zed"_s, u"zeditor"_s}, {u"{file:line}"_s}},
        {u"kate"_s, u"Kate"_s, {u"kate"_s}, {u"--line"_s, u"{line}"_s, u"{file}"_s}},
        {u"vim"_s, u"Vim"_s, {u"nvim"_s, u"vim"_s}, {u"+{line}"_s, u"--"_s, u"{file}"_s}, true},
    };
    return s_known;
}

QString findOnPath(const QString &name)
{
    return QStandardPaths::findExecutable(name);
}

QList<Kind> installed(const FindProgram &find)
{
    QList<Kind> list;
    for (const Kind &kind : known()) {
        if (std::any_of(kind.programs.begin(), kind.programs.end(), [&](const QString &name) { return !find(name).isEmpty(); })) {
            list.append(kind);
        }
    }
    return list;
}

Result<Command> openCommand(const QString &id, const QString &custom, const QString &file, int line, const FindProgram &find)
{
    if (id == "custom"_L1) {
        return customCommand(custom, file, line, find);
    }
    for (const Kind &kind : known()) {
        if (!id.isEmpty() && kind.id != id) {
            continue;
        }
        for (const QString &name : kind.programs) {
            const QString program = find(name);
            if (program.isEmpty()) {
                continue;
            }
            const QStringList arguments = filled(kind.arguments, file, line);
            return kind.inTerminal ? inTerminal(program, arguments, find) : Result<Command>(Command{program, arguments});
        }
        if (!id.isEmpty()) {
            return std::unexpected(
                Error{Errc::FileMissing, Words::tr("%1 was not found. Choose another editor in the preferences.").arg(kind.name)});
        }
    }
    return std::unexpected(Error{Errc::FileMissing, Words::tr("No editor that Retort knows was found. Choose one in the preferences.")});
}

Result<void> run(const Command &command)
{
    if (!QProcess::startDetached(command.program, command.arguments)) {
        return std::unexpected(Error{Errc::ProcessFailed, Words::tr("%1 could not be started.").arg(command.program)});
    }
    return {};
}

} // namespace Retort::Editor
