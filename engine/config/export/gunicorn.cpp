// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// What stands in the file below, or is so with gunicorn anyway (a master, workers that load the app themselves).
const QStringList &expressedOptions()
{
    static const QStringList names{u"module"_s, u"wsgi-file"_s, u"callable"_s, u"processes"_s, u"threads"_s, u"harakiri"_s,
        u"max-requests"_s, u"chdir"_s, u"env"_s, u"pythonpath"_s, u"socket"_s, u"http-socket"_s, u"http"_s, u"master"_s, u"vacuum"_s,
        u"die-on-term"_s, u"need-app"_s, u"enable-threads"_s, u"single-interpreter"_s, u"lazy-apps"_s, u"plugins"_s, u"home"_s,
        u"strict"_s};
    return names;
}

// gunicorn imports by name; a file is one when every part of its path is an identifier.
Result<QString> appName(const Site &site)
{
    QString name = site.module;
    if (name.isEmpty() && site.wsgiFile.endsWith(".py"_L1)) {
        name = site.wsgiFile.chopped(3).replace(u'/', u'.');
    }
    if (!name.contains(u':')) {
        name += u':' + (site.callable.isEmpty() ? u"application"_s : site.callable);
    }
    static const QRegularExpression form(u"^[^\\W\\d]\\w*(\\.[^\\W\\d]\\w*)*:[^\\W\\d]\\w*(\\.\\w+)*(\\([^()\"'\\\\]*\\))?$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    if (!form.match(name).hasMatch()) {
        return std::unexpected(Error{Errc::BadOption,
            u"gunicorn imports the app by name, and the ini gives none it could use: write module = package.module:callable."_s});
    }
    return name;
}

Result<QString> environmentLines(const Site &site)
{
    QString lines;
    for (const auto &[name, value] : site.environment) {
        if (isSecret(name, value)) {
            lines += u"    # set %1 here, or better in the environment of the service\n"_s.arg(commentText(name));
            continue;
        }
        const auto entry = jsonQuoted(name + u'=' + value);
        if (!entry) {
            return entry;
        }
        lines += u"    %1,\n"_s.arg(*entry);
    }
    return lines.isEmpty() ? lines : u"raw_env = [\n"_s + lines + u"]\n"_s;
}

QString bindAddress(const Site &site, const Inputs &inputs)
{
    if (localBackend(site, inputs).isSocketFile) {
        return u"unix:/run/%1/%1.sock"_s.arg(site.name);
    }
    for (const ListenerConfig &listener : site.listeners) {
        if (listener.protocol == ListenerProtocol::Http && listener.endpoint.kind == Endpoint::Kind::Tcp && listener.endpoint.port != 0) {
            return u"127.0.0.1:%1"_s.arg(listener.endpoint.port);
        }
    }
    return u"127.0.0.1:8000"_s;
}

} // namespace

Result<QList<File>> gunicornFiles(const Site &site, const Inputs &inputs)
{
    const auto app = appName(site);
    const auto environment = environmentLines(site);
    if (!app || !environment) {
        return std::unexpected(app ? environment.error() : app.error());
    }
    const auto folder = jsonQuoted(installed(site, inputs, site.chdir));
    QStringList paths;
    for (const QString &path : site.pythonPath) {
        paths.append(installed(site, inputs, path));
    }
    const auto pythonPath = jsonQuoted(paths.join(u','));
    if (!folder || !pythonPath) {
        return std::unexpected(folder ? pythonPath.error() : folder.error());
    }
    QString text = otherServerHeading(site, u"gunicorn for %1: gunicorn -c gunicorn.conf.py"_s.arg(site.name), expressedOptions());
    text += u"# It speaks HTTP: behind nginx write proxy_pass, not uwsgi_pass.\n\nwsgi_app = \"%1\"\nbind = \"%2\"\nchdir = %3\n"_s.arg(
        *app, bindAddress(site, inputs), *folder);
    if (!paths.isEmpty()) {
        text += u"pythonpath = %1\n"_s.arg(*pythonPath);
    }
    text += u"workers = %1\nthreads = %2\n"_s.arg(site.processes).arg(site.threads);
    // gunicorn's own 30 seconds would end what uWSGI lets run.
    text += site.harakiriS > 0 ? u"timeout = %1\n"_s.arg(site.harakiriS) : u"timeout = 0  # as without harakiri: no limit\n"_s;
    if (site.maxRequests > 0) {
        text += u"max_requests = %1\nmax_requests_jitter = %2\n"_s.arg(site.maxRequests).arg(site.maxRequests / 10);
    }
    return QList<File>{{u"gunicorn.conf.py"_s, text + *environment}};
}

} // namespace Retort::Config::Export
