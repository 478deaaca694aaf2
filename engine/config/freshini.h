// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>

namespace Retort::Config {

// A first uwsgi.ini for a project, as a person would write it: the app that was found, workers, and the habits
// uWSGI's own documentation recommends, each with its reason. It holds no path that is only true on this
// computer: everything is relative to the file, by uWSGI's magic variable %d.
struct FreshIni
{
    QByteArray text;
    QString app;    // "app:app"
    QString reason; // "app.py has app = Flask(…)."
};

// Errors: NoApplication when there is nothing to serve, or `folder` has a configuration already. Reads files, by
// text only; runs nothing, writes nothing.
Result<FreshIni> freshIni(const QString &folder, const QProcessEnvironment &environment, int port = 8000);

} // namespace Retort::Config
