// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace Retort::Config {

// What a project folder offers to load.
struct DiscoveredApp
{
    QString configFile;     // absolute: an ini that says it all; the rest is then empty
    QString module;         // "wsgi", "mysite.wsgi", "flaskr:create_app()"
    QString wsgiFile;       // absolute: a file that cannot be imported by name
    QString callable;       // empty: the runtime looks itself
    QString reason;         // "app.py has app = Flask(…)"
    QStringList candidates; // other "module:callable" that would do as well
};

// Looks for the WSGI app of a folder by Flask's rules and a few of everybody's habits: uwsgi.ini (or the only
// ini with a [uwsgi] section), FLASK_APP (environment, .env, .flaskenv), wsgi.py, app.py, main.py,
// application.py, Django's */wsgi.py beside manage.py, a single package. Reads files, by text only: never
// runs project code. The error (NoApplication) lists what was looked at, and says so when an app is there
// but is not WSGI (FastAPI, Starlette).
Result<DiscoveredApp> discoverApp(const QString &folder, const QProcessEnvironment &environment);

// The same for one Python file given by the user.
Result<DiscoveredApp> discoverAppInFile(const QString &file);

} // namespace Retort::Config
