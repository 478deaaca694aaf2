// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// Slashes at both ends of both: `location /static` with an alias would also hand out /static../.
Result<QString> staticLocation(const StaticFiles &files, const QString &place)
{
    const QString slash = files.isFile || files.mountpoint.endsWith(u'/') ? QString() : u"/"_s;
    const auto location = nginxQuoted(files.mountpoint + slash);
    if (!location) {
        return location;
    }
    const auto alias = nginxQuoted(files.isFile || place.endsWith(u'/') ? place : place + u'/');
    if (!alias) {
        return alias;
    }
    return u"\n    location %1%2 {\n        alias %3;\n    }\n"_s.arg(files.isFile ? u"= "_s : u"^~ "_s, *location, *alias);
}

QString bodyLimit(const Site &site)
{
    if (site.limitPostBytes > 0) {
        return u"    client_max_body_size %1;\n"_s.arg(site.limitPostBytes);
    }
    return u"    # The ini sets no limit-post; nginx alone would refuse more than 1m.\n    client_max_body_size 16m;\n"_s;
}

} // namespace

Result<QString> nginxServer(const Site &site, const Inputs &inputs, const QString &upstream)
{
    QString text = u"server {\n    listen 80;\n    listen [::]:80;\n    server_name %1;\n\n"_s.arg(inputs.domain) + bodyLimit(site);
    for (const StaticFiles &files : site.staticFiles) {
        if (files.mountpoint == "/"_L1) {
            continue;
        }
        const auto location = staticLocation(files, installed(site, inputs, files.place));
        if (!location) {
            return location;
        }
        text += *location;
    }
    text += u"\n    location / {\n        include uwsgi_params;\n        uwsgi_pass %1;\n"_s.arg(upstream);
    if (site.harakiriS > 0) {
        text += u"        # Longer than harakiri, so that uWSGI is the one to end a stuck request.\n"
                "        uwsgi_read_timeout %1s;\n"_s.arg(site.harakiriS + 5);
    }
    return text + u"    }\n}\n"_s;
}

Result<QList<File>> nginxFiles(const Site &site, const Inputs &inputs)
{
    const Backend backend = localBackend(site, inputs);
    const auto server = nginxServer(site, inputs, backend.isSocketFile ? u"unix:"_s + backend.path : u"127.0.0.1:%1"_s.arg(backend.port));
    if (!server) {
        return std::unexpected(server.error());
    }
    QString text = frontHeading(site, u"nginx in front of %1: goes to /etc/nginx/conf.d/ or sites-available/."_s.arg(site.name));
    if (!backend.arguments.isEmpty()) {
        text += u"# uWSGI must be started with: %1\n"_s.arg(backend.arguments.join(u' '));
    }
    return QList<File>{{site.name + u".conf"_s, text + u'\n' + *server}};
}

} // namespace Retort::Config::Export
