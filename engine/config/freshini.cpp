// SPDX-License-Identifier: Apache-2.0
#include "engine/config/freshini.h"

#include "engine/base/text.h"
#include "engine/config/inidocument.h"
#include "engine/config/projectdiscovery.h"
#include "engine/config/settings.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

// In an ini every % begins something, even in comments, where one at the end of the line joins the next line to it;
// doubled it stands for itself.
QString escaped(const QString &value)
{
    return toText(IniDocument::escaped(value.toStdString()));
}

QString line(const char *key, const QString &value)
{
    return QString::fromLatin1(key) + u" = "_s + escaped(value) + u'\n';
}

// The app in the words of uWSGI, which unlike Flask guesses no name but `application`.
QString appLines(const DiscoveredApp &app, const QDir &folder)
{
    QString text = u"\n# The app: "_s + escaped(app.reason).replace(u'\n', u' ') + u'\n';
    for (const QString &other : app.candidates) {
        text += u"# Also there: "_s + escaped(other) + u'\n';
    }
    if (!app.wsgiFile.isEmpty()) {
        text += line("wsgi-file", folder.relativeFilePath(app.wsgiFile));
    } else {
        text += line("module", app.module);
    }
    if (!app.module.contains(u':')) {
        text += line("callable", app.callable.isEmpty() ? u"app"_s : app.callable);
    }
    return text;
}

// A virtual environment of the project itself; where there is none (in a container, say) uWSGI's own Python serves.
QString virtualenvLines(const QDir &folder)
{
    for (const QString &name : {u".venv"_s, u"venv"_s, u"env"_s}) {
        if (QFileInfo(folder.filePath(name + u"/pyvenv.cfg"_s)).isFile()) {
            return u"\n# Packages come from the environment beside this file, where there is one.\n"
                   "if-exists = %d"_s
                + name + u"\nvirtualenv = %(_)\nendif =\n"_s;
        }
    }
    return {};
}

constexpr char16_t servingLines[] = uR"(
# Addresses: HTTP for this computer. Behind nginx, use the second line instead (uwsgi_pass 127.0.0.1:3031).
http-socket = 127.0.0.1:8000
# socket = 127.0.0.1:3031

# About one process for each core; threads help while requests wait for a database or another server.
processes = 2
threads = 4
enable-threads = true

# A supervisor that replaces workers, reloads on SIGHUP and cleans up behind itself.
master = true
vacuum = true
# SIGTERM stops, as systemd, Docker and Kubernetes expect; without it uWSGI reloads.
die-on-term = true
# Do not serve errors when the app cannot be loaded: end, and say why.
need-app = true
# One app in the whole interpreter: what C extensions assume.
single-interpreter = true
)";

} // namespace

Result<FreshIni> freshIni(const QString &folder, const QProcessEnvironment &environment, int port)
{
    const Result<DiscoveredApp> app = discoverApp(folder, environment);
    if (!app) {
        return std::unexpected(app.error());
    }
    if (!app->configFile.isEmpty()) {
        return std::unexpected(
            Error{Errc::BadFile, Text::tr("%1 is there already and stays as it is. “retort check” looks it over.").arg(app->configFile)});
    }
    const QDir directory(folder);
    QString text = u"# Read by retort and by real uWSGI: uwsgi uwsgi.ini\n"
                   "[uwsgi]\n"
                   "# Debian's uwsgi package needs the next line, the one from PyPI does not.\n"
                   "# plugins = python3\n"
                   "# All paths start from the folder of this file.\n"
                   "chdir = %d\n"_s;
    const QString serving = QString::fromUtf16(servingLines).replace("127.0.0.1:8000"_L1, u"127.0.0.1:%1"_s.arg(port));
    text += appLines(*app, directory) + virtualenvLines(directory) + serving;
    const QString name = app->module.isEmpty() ? directory.relativeFilePath(app->wsgiFile) : app->module;
    return FreshIni{text.toUtf8(), app->callable.isEmpty() ? name : name + u':' + app->callable, app->reason};
}

} // namespace Retort::Config
