// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configloader.h"

#include "engine/base/text.h"
#include "engine/config/commandline.h"
#include "engine/config/configformat.h"
#include "engine/config/optioncollector.h"
#include "engine/config/options.h"
#include "engine/config/projectdiscovery.h"
#include "engine/config/serverconfigbuilder.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace Retort::Config {
namespace {

std::unexpected<Error> badOption(const QString &sentence)
{
    return std::unexpected(Error{Errc::BadOption, sentence});
}

// What the arguments without an option turned out to be.
struct Positionals
{
    std::vector<std::string> files;  // "uwsgi.ini", "uwsgi.ini:production"
    QString folder;                  // absolute
    QString appFile;                 // absolute
};

Result<Positionals> sortPositionals(const std::vector<PositionalArgument> &arguments, const QString &startFolder)
{
    Positionals sorted;
    for (const PositionalArgument &argument : arguments) {
        const QString text = toText(argument.text);
        const QFileInfo info(QDir(startFolder).absoluteFilePath(text));
        if (formatOfFile(text)) {
            sorted.files.push_back(argument.text);
        } else if (info.isDir() && sorted.folder.isEmpty()) {
            sorted.folder = QDir::cleanPath(info.absoluteFilePath());
        } else if (text.endsWith(u".py") && sorted.appFile.isEmpty()) {
            if (!info.isFile()) {
                return std::unexpected(Error{Errc::FileMissing, Text::tr("There is no file %1.").arg(info.absoluteFilePath())});
            }
            sorted.appFile = QDir::cleanPath(info.absoluteFilePath());
        } else if (!argument.afterOption.empty()) {
            return badOption(
                Text::tr("“%1” is neither a folder, an app file nor a configuration file. If it is the value of --%2, write --%2=%1.")
                    .arg(text, toText(argument.afterOption)));
        } else {
            return badOption(Text::tr("“%1” is neither a folder, a .py file nor an .ini, .yaml, .json or .xml file. Write --ini %1 "
                                      "if it is an ini file by another name.")
                    .arg(text));
        }
    }
    return sorted;
}

bool namesApp(const std::vector<GivenOption> &options)
{
    return std::any_of(options.begin(), options.end(), [](const GivenOption &given) {
        const Option *option = findOption(given.name);
        return option != nullptr && (option->name == "module" || option->name == "wsgi-file" || option->name == "mount");
    });
}

bool namesFile(const std::vector<GivenOption> &options)
{
    return std::any_of(options.begin(), options.end(), [](const GivenOption &given) {
        const Option *option = findOption(given.name);
        return option != nullptr && option->value == ValueKind::ConfigFile && option->name != "inherit";
    });
}

class Loader final
{
public:
    Loader(const QProcessEnvironment &environment, const QString &startFolder)
        : m_environment(environment)
        , m_startFolder(QDir::cleanPath(startFolder))
    {
    }

    Result<LoadedConfig> run(const QStringList &arguments)
    {
        const Result<CommandLine> commandLine = parseCommandLine(arguments);
        if (!commandLine) {
            return std::unexpected(commandLine.error());
        }
        readSwitches(*commandLine);
        if (m_loaded.wantsHelp || m_loaded.wantsVersion) {
            return m_loaded;
        }
        const Result<Positionals> positionals = sortPositionals(commandLine->positionals, m_startFolder);
        if (!positionals) {
            return std::unexpected(positionals.error());
        }
        m_positionals = *positionals;
        if (!m_positionals.folder.isEmpty()) {
            m_startFolder = m_positionals.folder;
        }
        const Result<CollectedOptions> collected = collect(*commandLine);
        if (!collected) {
            return std::unexpected(collected.error());
        }
        return complete(*collected);
    }

private:
    void readSwitches(const CommandLine &commandLine)
    {
        for (const GivenOption &given : commandLine.options) {
            m_loaded.wantsHelp = m_loaded.wantsHelp || given.name == "help";
            m_loaded.helpAll = m_loaded.helpAll || (given.name == "help" && given.text() == "all");
            m_loaded.wantsVersion = m_loaded.wantsVersion || given.name == "version";
            m_loaded.noGui = m_loaded.noGui || given.name == "no-gui";
        }
        // `--help all` reads better than `--help=all`, and nobody serves a folder called so while asking for help.
        for (const PositionalArgument &argument : commandLine.positionals) {
            m_loaded.helpAll = m_loaded.helpAll || (m_loaded.wantsHelp && argument.text == "all");
        }
    }

    Result<CollectedOptions> collect(const CommandLine &commandLine)
    {
        OptionCollector collector(m_environment, m_startFolder);
        const std::vector<GivenOption> fromEnvironment = optionsFromEnvironment(m_environment.toStringList());
        if (Result<void> done = readProjectFile(collector, fromEnvironment, commandLine); !done) {
            return std::unexpected(done.error());
        }
        for (const std::vector<GivenOption> *source : {&fromEnvironment, &commandLine.options}) {
            for (const GivenOption &given : *source) {
                if (Result<void> done = collector.add(given); !done) {
                    return std::unexpected(done.error());
                }
            }
            if (Result<void> done = collector.endOfSource(); !done) {
                return std::unexpected(done.error());
            }
        }
        collector.beginPositionals();
        for (const std::string &file : m_positionals.files) {
            if (Result<void> done = collector.readFile(file, Origin()); !done) {
                return std::unexpected(done.error());
            }
        }
        return collector.finish();
    }

    // Nobody named an app or a file: the folder may hold an ini that says it all. It is read before everything
    // else, because it was not asked for: whatever was, wins.
    Result<void> readProjectFile(
        OptionCollector &collector, const std::vector<GivenOption> &fromEnvironment, const CommandLine &commandLine)
    {
        const bool said = !m_positionals.files.empty() || !m_positionals.appFile.isEmpty() || namesApp(fromEnvironment)
            || namesApp(commandLine.options) || namesFile(fromEnvironment) || namesFile(commandLine.options);
        if (said || givenFolder(commandLine) != m_startFolder) {
            return {};
        }
        const Result<DiscoveredApp> found = discoverApp(m_startFolder, m_environment);
        if (!found || found->configFile.isEmpty()) {
            return {}; // what there is instead, or what is missing, is found when all options are known
        }
        m_choice = found->reason;
        return collector.readFile(QDir(m_startFolder).relativeFilePath(found->configFile).toStdString(), Origin());
    }

    QString givenFolder(const CommandLine &commandLine) const
    {
        QString folder = m_startFolder;
        for (const GivenOption &given : commandLine.options) {
            if (given.name == "chdir") {
                folder = QDir::cleanPath(QDir(m_startFolder).absoluteFilePath(toText(given.text())));
            }
        }
        return folder;
    }

    Result<LoadedConfig> complete(const CollectedOptions &collected)
    {
        BuiltConfig built = ServerConfigBuilder(collected, m_startFolder).build();
        for (const Finding &finding : built.findings) {
            if (finding.severity == Finding::Severity::Error) {
                return badOption(finding.toString());
            }
        }
        m_loaded.server = std::move(built.server);
        m_loaded.findings = std::move(built.findings);
        if (!m_choice.isEmpty()) {
            m_loaded.server.choices.prepend(m_choice);
        }
        for (const GivenOption &given : collected.options) {
            m_loaded.showConfig = m_loaded.showConfig || (given.name == "show-config" && readFlag(given.value).value);
        }
        if (const Result<void> done = chooseApp(); !done) {
            return std::unexpected(done.error());
        }
        return m_loaded;
    }

    Result<void> chooseApp()
    {
        AppConfig &app = m_loaded.server.app;
        if (!m_positionals.appFile.isEmpty()) {
            return useAppFile();
        }
        if (!app.module.isEmpty() || !app.wsgiFile.isEmpty() || !app.mounts.isEmpty()) {
            return {};
        }
        const Result<DiscoveredApp> found = discoverApp(m_loaded.server.projectFolder, m_environment);
        if (!found) {
            return std::unexpected(found.error());
        }
        if (!found->configFile.isEmpty()) {
            return std::unexpected(Error{Errc::NoApplication,
                Text::tr("%1 names no app. Add “module = app:app” or “wsgi-file = app.py” to its section [uwsgi].")
                    .arg(found->configFile)});
        }
        use(*found);
        return {};
    }

    // `retort app.py`: as if started in the folder of the file, importing it by its name.
    Result<void> useAppFile()
    {
        const Result<DiscoveredApp> found = discoverAppInFile(m_positionals.appFile);
        if (!found) {
            return std::unexpected(found.error());
        }
        if (m_loaded.server.app.chdir.isEmpty()) {
            const QString folder = QFileInfo(m_positionals.appFile).absolutePath();
            m_loaded.server.app.chdir = folder;
            m_loaded.server.projectFolder = folder;
        }
        use(*found);
        return {};
    }

    void use(const DiscoveredApp &found)
    {
        AppConfig &app = m_loaded.server.app;
        app.module = found.module;
        app.wsgiFile = found.wsgiFile;
        if (app.callable.isEmpty()) {
            app.callable = found.callable;
        }
        QString choice = found.reason;
        if (!found.candidates.isEmpty()) {
            choice += Text::tr(" Also there: %1; choose with -w.").arg(found.candidates.join(QStringLiteral(", ")));
        }
        m_loaded.server.choices.prepend(choice);
    }

    QProcessEnvironment m_environment;
    QString m_startFolder;
    Positionals m_positionals;
    QString m_choice;
    LoadedConfig m_loaded;
};

} // namespace

Result<LoadedConfig> loadConfig(const QStringList &arguments, const QProcessEnvironment &environment, const QString &startFolder)
{
    return Loader(environment, startFolder).run(arguments);
}

} // namespace Retort::Config
