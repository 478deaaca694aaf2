// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/projectscan.h"

#include "engine/config/projectdiscovery.h"
#include "engine/config/pythonfinder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr qsizetype mostFiles = 200;         // of Python in one folder: more is no project but a pile
constexpr qint64 longestDotenv = 1024 * 1024; // as the runtime reads

void addApps(ProjectFacts &facts, const QDir &folder)
{
    const QStringList files = folder.entryList({u"*.py"_s}, QDir::Files | QDir::Readable, QDir::Name).mid(0, mostFiles);
    for (const QString &name : files) {
        const Result<Config::DiscoveredApp> app = Config::discoverAppInFile(folder.filePath(name));
        if (!app || app->callable.isEmpty()) {
            continue;
        }
        const bool file = !app->wsgiFile.isEmpty();
        const QString value = file ? folder.relativeFilePath(app->wsgiFile) : app->module;
        facts.apps.append({value, file ? u"wsgi-file"_s : u"module"_s, app->callable, name + u" → "_s + app->callable});
    }
}

QString versionIn(const QString &folder, const QString &project, const QProcessEnvironment &environment)
{
    Config::ServerConfig config;
    config.projectFolder = project;
    config.pythonHome = folder;
    const Result<Config::PythonChoice> choice = Config::findPython(config, environment);
    return choice ? choice->version.toString() : QString();
}

void addPythons(ProjectFacts &facts, const QDir &folder, const QProcessEnvironment &environment)
{
    const QStringList names = folder.entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        if (!QFileInfo(folder.filePath(name + u"/pyvenv.cfg"_s)).isFile()) {
            continue;
        }
        const QString version = versionIn(folder.filePath(name), folder.path(), environment);
        if (!version.isEmpty()) {
            facts.pythons.append({name, version + u" · "_s + ProjectScan::tr("%1 (in project)").arg(name)});
        }
    }
    Config::ServerConfig config;
    config.projectFolder = folder.path();
    if (const Result<Config::PythonChoice> own = Config::findPython(config, environment)) {
        const QString place = folder.relativeFilePath(own->prefix);
        facts.ownPython = own->version.toString() + u" · "_s + (place.startsWith(u"..") ? own->prefix : place);
    }
}

// Enough of the format to show names; the runtime's own reading counts when serving.
void addVariables(ProjectFacts &facts, const QDir &folder)
{
    for (const QString &name : {u".env"_s, u".flaskenv"_s}) {
        QFile file(folder.filePath(name));
        if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QStringList lines = QString::fromUtf8(file.read(longestDotenv)).split(u'\n');
        for (const QString &raw : lines) {
            QString line = raw.trimmed();
            line = line.startsWith(u"export ") ? line.sliced(7).trimmed() : line;
            const qsizetype equals = line.indexOf(u'=');
            if (equals < 1 || line.startsWith(u'#')) {
                continue;
            }
            QString value = line.sliced(equals + 1).trimmed();
            const bool quoted = value.size() > 1 && (value.front() == u'"' || value.front() == u'\'') && value.back() == value.front();
            value = quoted ? value.sliced(1, value.size() - 2) : value;
            facts.variables.append({line.left(equals).trimmed(), value, name});
        }
    }
}

} // namespace

ProjectFacts projectFacts(const QString &path, const QProcessEnvironment &environment)
{
    const QDir folder(path);
    ProjectFacts facts;
    addApps(facts, folder);
    addPythons(facts, folder, environment);
    addVariables(facts, folder);
    return facts;
}

ProjectScan::ProjectScan(const QProcessEnvironment &environment, QObject *parent) : QObject(parent), m_environment(environment)
{
    m_pool.setMaxThreadCount(1);
}

// The thread posts to us: it has to be through before we are gone. An interpreter that hangs ends after five seconds.
ProjectScan::~ProjectScan()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ProjectScan::scan(const QString &folder)
{
    m_folder = folder;
    m_pool.clear();
    m_pool.start([this, folder, environment = m_environment] {
        const ProjectFacts facts = projectFacts(folder, environment);
        QMetaObject::invokeMethod(
            this,
            [this, folder, facts] {
                if (folder == m_folder) {
                    Q_EMIT scanned(facts);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace Retort::Ui
