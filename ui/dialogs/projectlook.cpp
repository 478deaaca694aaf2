// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/projectlook.h"

#include "engine/config/configloader.h"
#include "engine/config/pythonplaces.h"
#include "ui/dialogs/inioptions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr int lastPort = 65535;

ProjectOffer::App offerOf(const Config::DiscoveredApp &found, const QString &folder)
{
    ProjectOffer::App app;
    app.reason = found.reason;
    if (!found.wsgiFile.isEmpty()) {
        const QString file = QDir(folder).relativeFilePath(found.wsgiFile);
        app.label = file;
        app.arguments = {u"--wsgi-file"_s, file};
    } else {
        app.label = found.module;
        app.arguments = {u"-w"_s, found.module};
    }
    if (!found.callable.isEmpty()) {
        app.label += u':' + found.callable;
        app.arguments << u"--callable"_s << found.callable;
    }
    return app;
}

void addApps(ProjectOffer &offer, const Config::DiscoveredApp &found)
{
    offer.apps.append(offerOf(found, offer.folder));
    for (const QString &candidate : found.candidates) {
        offer.apps.append({candidate, QObject::tr("Also there."), {u"-w"_s, candidate}});
    }
}

void lookForApps(ProjectOffer &offer, const QString &appFile)
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto found = appFile.isEmpty() ? Config::discoverApp(offer.folder, environment) : Config::discoverAppInFile(appFile);
    if (!found) {
        offer.appProblem = found.error().sentence;
    } else if (!found->configFile.isEmpty()) {
        offer.iniFile = found->configFile;
    } else {
        addApps(offer, *found);
    }
}

// "conf/uwsgi.ini:production", as uWSGI takes it; [uwsgi] is the one that need not be said.
QString specification(const ProjectOffer &offer, const QString &file)
{
    return offer.iniSection == "uwsgi"_L1 ? file : file + u':' + offer.iniSection;
}

void readIni(ProjectOffer &offer, const QString &section)
{
    readIniSections(offer, section);
    const QString ini = specification(offer, offer.iniFile);
    const auto environment = QProcessEnvironment::systemEnvironment();
    offer.iniOptions = iniOptions(Config::checkConfigFile(ini, environment, offer.folder));
    const auto loaded = Config::loadConfig({ini}, environment, offer.folder);
    if (!loaded) {
        offer.iniProblem = loaded.error().sentence;
        return;
    }
    const Config::AppConfig &app = loaded->server.app;
    QString label = app.module.isEmpty() ? app.wsgiFile : app.module;
    if (!app.callable.isEmpty()) {
        label += u':' + app.callable;
    }
    const QString shown = QDir(offer.folder).relativeFilePath(offer.iniFile);
    offer.apps = {{label, QObject::tr("%1 says so.").arg(shown), {specification(offer, shown)}}};
    for (const Config::ListenerConfig &listener : loaded->server.listeners) {
        if (listener.protocol == Config::ListenerProtocol::Http && !listener.chosenByRetort && offer.iniPort == 0) {
            offer.iniPort = listener.endpoint.port;
        }
    }
}

void lookForPythons(ProjectOffer &offer)
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    Config::ServerConfig config;
    config.projectFolder = offer.folder;
    if (!offer.iniFile.isEmpty()) {
        if (const auto loaded = Config::loadConfig({specification(offer, offer.iniFile)}, environment, offer.folder)) {
            config = loaded->server;
        }
    }
    const auto best = Config::findPython(config, environment);
    if (best) {
        offer.pythons.append({best->reason, {}});
    } else {
        offer.pythonProblem = best.error().sentence;
    }
    for (const Config::PythonPlace &place : Config::pythonPlaces({}, offer.folder, environment)) {
        const QString executable = place.folder.isEmpty() ? place.executable : Config::pythonIn(place.folder);
        if (!place.folder.isEmpty() && !executable.isEmpty() && (!best || executable != best->executable)) {
            offer.pythons.append({QObject::tr("%1 (%2)").arg(QDir::toNativeSeparators(place.folder), place.source), place.folder});
        }
    }
}

} // namespace

ProjectOffer lookAtProject(const QString &path, const QString &section)
{
    ProjectOffer offer;
    const QFileInfo info(path);
    QString appFile;
    if (info.isDir()) {
        offer.folder = QDir::cleanPath(info.absoluteFilePath());
    } else {
        offer.folder = QDir::cleanPath(info.absolutePath());
        if (info.suffix() == "ini"_L1) {
            offer.iniFile = QDir::cleanPath(info.absoluteFilePath());
        } else {
            appFile = QDir::cleanPath(info.absoluteFilePath());
        }
    }
    offer.suggestedName = QDir(offer.folder).dirName();
    if (!info.exists()) {
        offer.appProblem = QObject::tr("%1 does not exist.").arg(QDir::toNativeSeparators(path));
        return offer;
    }
    if (offer.iniFile.isEmpty()) {
        lookForApps(offer, appFile);
    }
    if (!offer.iniFile.isEmpty()) {
        readIni(offer, section);
    }
    lookForPythons(offer);
    return offer;
}

ProjectLook::ProjectLook(QObject *parent) : QObject(parent) {}

ProjectLook::~ProjectLook() = default;

void ProjectLook::look(const QString &path, const QString &section)
{
    const int generation = ++m_generation;
    QThreadPool::globalInstance()->start(
        [self = QPointer<ProjectLook>(this), path, section, generation, context = QCoreApplication::instance()] {
            ProjectOffer offer = lookAtProject(path, section);
        // The pointer is only looked at on the thread it lives on.
            QMetaObject::invokeMethod(
                context,
                [self, offer = std::move(offer), generation] {
                    if (self && self->m_generation == generation) {
                        Q_EMIT self->finished(offer);
                    }
                },
                Qt::QueuedConnection);
        });
}

bool isPortFree(int port)
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, static_cast<quint16>(port));
}

int freePort(int from, const QList<int> &taken)
{
    for (int port = from; port <= lastPort; ++port) {
        if (!taken.contains(port) && isPortFree(port)) {
            return port;
        }
    }
    return from;
}

} // namespace Retort::Dialogs
