// SPDX-License-Identifier: Apache-2.0
// retort: chooses a role (a command on running sites, serving one, or the window) and runs it.
#include "app/commands/commands.h"
#include "app/commands/commandusage.h"
#include "app/init.h"
#include "app/serve.h"
#include "app/windowlauncher.h"
#include "engine/config/configloader.h"
#include "engine/config/helptext.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcessEnvironment>

#include <algorithm>
#include <cstdio>

namespace {

using namespace Retort;

int fail(const QString &sentence)
{
    std::fprintf(stderr, "retort: %s\n", qUtf8Printable(sentence));
    return ServeFailed;
}

void print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
}

// Nothing but what the window asks about itself: folders, app files, inis. Wrong options are told in the terminal.
bool holdsOptions(const QStringList &arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](const QString &argument) { return argument.startsWith(u'-'); });
}

int openWindow(const QStringList &arguments)
{
    const Result<void> opened = becomeWindow(arguments);
    return opened ? int{ServeDone} : fail(opened.error().sentence);
}

int serveOrExplain(const QStringList &arguments)
{
    if (!holdsOptions(arguments) && hasWindow()) {
        return openWindow(arguments);
    }
    const auto loaded = Config::loadConfig(arguments, QProcessEnvironment::systemEnvironment(), QDir::currentPath());
    if (!loaded) {
        return fail(loaded.error().sentence);
    }
    if (loaded->wantsHelp) {
        print(QString::fromStdString(Config::helpText(loaded->helpAll ? Config::HelpExtent::All : Config::HelpExtent::Usual)));
        if (!loaded->helpAll) {
            print(QStringLiteral("\n") + Commands::commandHelp());
        }
        return ServeDone;
    }
    if (loaded->wantsVersion) {
        print(QStringLiteral("retort " RETORT_VERSION "\n"));
        return ServeDone;
    }
    return !loaded->noGui && hasWindow() ? openWindow(arguments) : serve(*loaded, arguments);
}

} // namespace

int main(int argc, char **argv)
{
    // As PID 1 of a container nobody else reaps orphans and forwards signals.
    if (const int status = superviseIfFirstProcess(); status >= 0) {
        return status;
    }
    // Qt's glib event loop costs 40 % of the throughput (DESIGN.md section 7 a).
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("retort"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RETORT_VERSION));

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (!arguments.isEmpty() && Commands::commandNames().contains(arguments.first())) {
        return Commands::runCommand(arguments);
    }
    return serveOrExplain(arguments);
}
