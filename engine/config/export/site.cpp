// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/site.h"

#include "engine/config/configformat.h"
#include "engine/config/options.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// The place in the project, "" for the project itself; nothing for what lies outside.
std::optional<QString> inside(const QDir &project, const QString &path)
{
    const QString relative = QDir::cleanPath(project.relativeFilePath(path));
    if (relative == ".."_L1 || relative.startsWith("../"_L1) || QDir::isAbsolutePath(relative)) {
        return std::nullopt;
    }
    return relative == "."_L1 ? QString() : relative;
}

QString firstMatch(const QString &file, const QString &pattern)
{
    QFile text(file);
    if (!text.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    return expression.match(QString::fromUtf8(text.read(4096))).captured(1);
}

// From files only: running the interpreter would be starting something.
QString pythonVersionOf(const QDir &project, const QString &virtualenv)
{
    const QString pinned = firstMatch(project.filePath(u".python-version"_s), u"^\\s*(3\\.\\d+)"_s);
    return pinned.isEmpty() ? firstMatch(project.filePath(virtualenv + u"/pyvenv.cfg"_s), u"^version(?:_info)?\\s*=\\s*(3\\.\\d+)"_s)
                            : pinned;
}

// Folders that mean the same on every Unix machine; anything else absolute is of this computer.
bool isSystemPath(const QString &value)
{
    static const QRegularExpression system(u"^/(run|var|tmp|etc|dev|usr|proc|sys)/"_s);
    return system.match(value).hasMatch();
}

void addOptions(Site &site, const ServerConfig &config, const QDir &project)
{
    for (const auto &[given, value] : config.options) {
        const Option *option = findOption(given.toStdString());
        const QString name = option ? QString::fromUtf8(option->name.data(), qsizetype(option->name.size())) : given;
        // `ini` is how the file was named on our command line.
        if (name != "ini"_L1 && !site.options.contains(name)) {
            site.options.append(name);
        }
        const QString path = value.value_or(QString()).section(u'=', -1).trimmed();
        if (path.startsWith(u'/') && QFileInfo::exists(path) && !inside(project, path) && !isSystemPath(path)
            && !site.elsewhere.contains(name)) {
            site.elsewhere.append(name);
        }
    }
}

void addStaticFiles(Site &site, const ServerConfig &config, const QDir &project)
{
    for (const auto &[mountpoint, path] : config.staticMap) {
        if (const auto place = inside(project, path)) {
            site.staticFiles.append({mountpoint, *place, QFileInfo(path).isFile()});
        } else if (!site.elsewhere.contains("static-map"_L1)) {
            site.elsewhere.append(u"static-map"_s);
        }
    }
}

void addApp(Site &site, const AppConfig &app, const QDir &project)
{
    site.module = app.module;
    site.callable = app.callable;
    site.environment = app.environment;
    if (!app.chdir.isEmpty()) {
        site.chdir = inside(project, app.chdir).value_or(QString());
    }
    const QDir start(project.filePath(site.chdir));
    if (!app.wsgiFile.isEmpty()) {
        const auto place = inside(start, start.absoluteFilePath(app.wsgiFile));
        site.wsgiFile = place.value_or(QString());
    }
    for (const QString &path : app.pythonPath) {
        if (const auto place = inside(project, start.absoluteFilePath(path))) {
            site.pythonPath.append(*place);
        }
    }
}

} // namespace

Site siteOf(const ServerConfig &config)
{
    const QDir project(config.projectFolder);
    Site site;
    site.name = config.siteName;
    site.iniFile = inside(project, config.configFile).value_or(QFileInfo(config.configFile).fileName());
    site.fileOption = u"--"_s + optionOfFile(site.iniFile);
    addApp(site, config.app, project);
    if (!config.pythonHome.isEmpty()) {
        const auto place = inside(project, config.pythonHome);
        site.virtualenv = place.value_or(site.virtualenv);
        if (!place) {
            site.elsewhere.append(u"home"_s);
        }
    } else if (!project.exists(u".venv"_s) && project.exists(u"venv/pyvenv.cfg"_s)) {
        site.virtualenv = u"venv"_s;
    }
    site.processes = config.processes;
    site.threads = config.threads;
    site.harakiriS = config.harakiriS;
    site.maxRequests = config.maxRequests;
    site.limitPostBytes = config.limitPostBytes;
    site.master = config.master;
    site.hasDotenv = project.exists(u".env"_s);
    site.hasRequirements = project.exists(u"requirements.txt"_s);
    site.hasPyproject = project.exists(u"pyproject.toml"_s);
    site.pythonVersion = pythonVersionOf(project, site.virtualenv);
    std::copy_if(config.listeners.begin(), config.listeners.end(), std::back_inserter(site.listeners),
        [](const ListenerConfig &listener) { return !listener.chosenByRetort; });
    addOptions(site, config, project);
    addStaticFiles(site, config, project);
    return site;
}

} // namespace Retort::Config::Export
