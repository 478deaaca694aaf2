// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commandusage.h"

#include "engine/config/export/exportfiles.h"
#include "engine/config/settings.h"

using namespace Qt::StringLiterals;

namespace Retort::Commands {

using Config::toText;

QStringList commandNames()
{
    QStringList names;
    for (const Command &command : commandTable()) {
        names.append(toText(command.name));
    }
    return names;
}

QString commandHelp()
{
    QString text = u"Commands:\n"_s;
    for (const Command &command : commandTable()) {
        const QString call = u"  retort "_s + toText(command.name) + u' ' + toText(command.operandText);
        text += call.leftJustified(30) + toText(command.help) + u'\n';
    }
    return text
        + u"`retort COMMAND --help` tells their options; all take --json. NAME may be left out when one site runs\n"
          "or one belongs to this folder. Exit codes: 0 done, 1 it did not work, 2 wrong usage, 3 no such site.\n"_s;
}

void addOptions(QCommandLineParser &parser, const Command &command)
{
    for (const std::span<const CommandOption> part : {commonOptions(), command.options}) {
        for (const CommandOption &option : part) {
            QStringList names{toText(option.name)};
            if (option.letter != 0) {
                names.append(QString(QLatin1Char(option.letter)));
            }
            parser.addOption({names, toText(option.help), toText(option.value), toText(option.initial)});
        }
    }
}

QString usageOf(const Command &command)
{
    QString text = u"Usage: retort %1 %2 [OPTIONS]\n%3\n"_s.arg(toText(command.name), toText(command.operandText), toText(command.help));
    if (command.operand == Operand::ExportTarget) {
        text += u"Targets: %1\n"_s.arg(Config::Export::targetNames().join(", "_L1));
    }
    for (const std::span<const CommandOption> part : {command.options, commonOptions()}) {
        for (const CommandOption &option : part) {
            const QString spelling = u"  "_s + toText(optionSpelling(option));
            text += spelling.leftJustified(20) + toText(option.help) + u'\n';
        }
    }
    return text;
}

} // namespace Retort::Commands
