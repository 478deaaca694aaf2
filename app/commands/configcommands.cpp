// SPDX-License-Identifier: Apache-2.0
#include "app/commands/configcommands.h"

#include "app/commands/commands.h"
#include "app/commands/console.h"
#include "app/commands/textoutput.h"
#include "engine/config/configcheck.h"
#include "engine/config/freshini.h"
#include "engine/config/projectdiscovery.h"

#include <QDir>
#include <QFile>

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
    return std::unexpected(
        Error{Errc::FileMissing, u"There is no uwsgi.ini in %1. Name the file: retort check FILE."_s.arg(QDir::currentPath())});
}

QString findingText(const Config::Finding &finding)
{
    switch (finding.severity) {
    case Config::Finding::Severity::Note: return u"note     "_s + harmless(finding.toString());
    case Config::Finding::Severity::Warning: return u"warning  "_s + harmless(finding.toString());
    case Config::Finding::Severity::Error: return u"error    "_s + harmless(finding.toString());
    }
    return {};
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
        const QJsonObject options = config.optionsJson();
        all.insert(u"options"_s, options.value(u"options"_s));
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
    QFile file(QDir::cleanPath(folder.filePath(u"uwsgi.ini"_s)));
    // NewOnly: whatever came there in the meantime, or is no [uwsgi] file, is not ours to replace.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return fail(u"%1 cannot be written: %2."_s.arg(file.fileName(), file.errorString()), Failed);
    }
    if (file.write(fresh->text) != fresh->text.size() || !file.flush()) {
        file.remove();
        return fail(u"%1 cannot be written: %2."_s.arg(file.fileName(), file.errorString()), Failed);
    }
    if (json) {
        printJson({{u"file"_s, file.fileName()}, {u"app"_s, fresh->app}, {u"reason"_s, fresh->reason}});
    } else {
        print(u"%1: serves %2. %3\nRun it with: retort --no-gui uwsgi.ini\n"_s.arg(
            harmless(file.fileName()), harmless(fresh->app), harmless(fresh->reason)));
    }
    return Done;
}

} // namespace Retort::Commands
