// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/serverconfig.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace Retort::Config::Export {

// Files or a folder that a web server can hand out itself: static-map.
struct StaticFiles
{
    QString mountpoint;  // "/static"
    QString place;       // relative to the project folder
    bool isFile = false; // one file, such as favicon.ico
};

// What a production file says about a site, without anything that is only true on this computer: every path is
// relative to the project folder, and what lies outside of it is named in `elsewhere` instead.
struct Site
{
    QString name = QStringLiteral("app");  // [A-Za-z0-9_.-]
    QString iniFile = QStringLiteral("uwsgi.ini");
    QString fileOption = QStringLiteral("--ini"); // what uWSGI reads it with
    QString module;
    QString wsgiFile;
    QString callable;
    QString chdir;       // empty: the project folder itself
    QString virtualenv = QStringLiteral(".venv");
    QStringList pythonPath;
    int processes = 1;
    int threads = 1;
    int harakiriS = 0;
    int maxRequests = 0;
    qint64 limitPostBytes = 0;
    bool master = false;
    bool hasDotenv = false;
    bool hasRequirements = false;
    bool hasPyproject = false;
    QString pythonVersion;               // "3.12"; empty: not known
    QList<ListenerConfig> listeners;     // of the ini; not those Retort chose by itself
    QList<StaticFiles> staticFiles;
    QList<std::pair<QString, QString>> environment;
    QStringList options;                 // names of all options given, once each
    QStringList elsewhere;               // options whose path is outside of the project
};

// Looks at the project folder for what the ini does not tell: requirements.txt, pyproject.toml, .env, the Python of
// a virtual environment. Reads text; runs nothing.
Site siteOf(const ServerConfig &config);

} // namespace Retort::Config::Export
