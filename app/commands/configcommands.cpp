// SPDX-License-Identifier: Apache-2.0
#include "app/commands/configcommands.h"

#include "app/commands/commands.h"
#include "app/commands/console.h"
#include "app/commands/filewriter.h"
#include "app/commands/textoutput.h"
#include "engine/config/configcheck.h"
#include "engine/config/freshini.h"
#include "engine/config/projectdiscovery.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Commands {
namespace {

// The ini that is meant: the one named, or the one `retort --no-gui` would read here.
Result<QString> chosenFile(const QStringList &files)
{
    if (!files.isEmpty()) {
        return files.first();
    }
    const auto found = Config::discoverApp(QDir::currentPath(), QProcessEnvironment::systemEnvironment());
    if (found && !found->configFile.isEmpty()) {
        return QDir::current().relativeFilePath(found->configFile);
    }
    return std::unexpected(Error{
        Errc::FileMissing, u"There is no uwsgi.ini in %1. Name the file, or let “retort init” write one."_s.arg(QDir::currentPath())});
}

// The severity in a column of its own.
QString findingText(const Config::Finding &finding)
{
    return Config::severityName(finding.severity).leftJustified(9) + harmless(finding.toString());
}

Config::CheckedConfig read(const QString &file)
{
    return Config::checkConfigFile(file, QProcessEnvironment::systemEnvironment(), QDir::currentPath());
}

bool hasError(const Config::CheckedConfig &config)
{
    return std::any_of(config.findings.begin(), config.findings.end(),
        [](const Config::Finding &finding) { return finding.severity == Config::Finding::Severity::Error; });
}

} // namespace

int checkConfig(const QStringList &files, bool json)
{
    const auto file = chosenFile(files);
    if (!file) {
        return fail(file.error().sentence, Failed);
    }
    const Config::CheckedConfig config = read(*file);
    if (json) {
        printJson(config.findingsJson());
        return config.isClean() ? Done : Failed;
    }
    for (const Config::Finding &finding : config.findings) {
        print(findingText(finding) + u'\n');
    }
    if (config.isClean()) {
        print(u"%1: nothing to correct in %2 options.\n"_s.arg(harmless(config.file)).arg(config.options.size()));
    }
    return config.isClean() ? Done : Failed;
}

int showConfig(const QStringList &files, bool json)
{
    const auto file = chosenFile(files);
    if (!file) {
        return fail(file.error().sentence, Failed);
    }
    const Config::CheckedConfig config = read(*file);
    if (json) {
        QJsonObject all = config.findingsJson();
        all.insert(u"options"_s, config.optionsJson());
        printJson(all);
    } else {
        print(config.toIni());
        for (const Config::Finding &finding : config.findings) {
            complain(findingText(finding));
        }
    }
    return hasError(config) ? Failed : Done;
}

int initProject(const QStringList &folders, bool json)
{
    const QDir folder(QDir::current().absoluteFilePath(folders.value(0, u"."_s)));
    const auto fresh = Config::freshIni(QDir::cleanPath(folder.path()), QProcessEnvironment::systemEnvironment());
    if (!fresh) {
        return fail(fresh.error().sentence, Failed);
    }
    const QString path = QDir::cleanPath(folder.filePath(u"uwsgi.ini"_s));
    if (const auto done = writeFile(path, fresh->text, IfThere::Refuse); !done) {
        return fail(done.error().sentence, Failed);
    }
    if (json) {
        printJson({{u"file"_s, path}, {u"app"_s, fresh->app}, {u"reason"_s, fresh->reason}});
    } else {
        print(u"%1: serves %2. %3\nRun it with: retort --no-gui %4\n"_s.arg(
            harmless(path), harmless(fresh->app), harmless(fresh->reason), harmless(QDir::current().relativeFilePath(path))));
    }
    return Done;
}

} // namespace Retort::Commands
