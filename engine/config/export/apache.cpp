// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// ProxyPass "!" takes the place out of what is passed on; it must come before the one for "/".
Result<QString> staticAlias(const StaticFiles &files, const QString &place)
{
    const QString slash = files.isFile ? QString() : u"/"_s;
    const QString start = files.mountpoint.endsWith(u'/') ? files.mountpoint.chopped(1) : files.mountpoint;
    const auto url = apacheQuoted(start + slash);
    const auto path = apacheQuoted(place + slash);
    const auto folder = apacheQuoted(files.isFile ? place.section(u'/', 0, -2) : place);
    const auto file = apacheQuoted(place.section(u'/', -1));
    if (!url || !path) {
        return url ? path : url;
    }
    if (!folder || !file) {
        return folder ? file : folder;
    }
    // Of a folder with one file for everybody, only that file.
    const QString grant = files.isFile ? u"        <Files %1>\n            Require all granted\n        </Files>\n"_s.arg(*file)
                                       : u"        Require all granted\n"_s;
    return u"    ProxyPass %1 \"!\"\n    Alias %1 %2\n    <Directory %3>\n%4    </Directory>\n\n"_s.arg(*url, *path, *folder, grant);
}

} // namespace

Result<QList<File>> apacheFiles(const Site &site, const Inputs &inputs)
{
    const Backend backend = localBackend(site, inputs);
    QString text = frontHeading(site, u"Apache in front of %1: goes to sites-available/ or conf.d/."_s.arg(site.name));
    text += u"# Needs: a2enmod proxy proxy_uwsgi alias\n"_s;
    if (!backend.arguments.isEmpty()) {
        text += u"# uWSGI must be started with: %1\n"_s.arg(backend.arguments.join(u' '));
    }
    text += u"\n<VirtualHost *:80>\n    ServerName %1\n"_s.arg(inputs.domain);
    if (site.limitPostBytes > 0) {
        text += u"    LimitRequestBody %1\n"_s.arg(site.limitPostBytes);
    }
    if (site.harakiriS > 0) {
        text += u"    # Longer than harakiri, so that uWSGI is the one to end a stuck request.\n    ProxyTimeout %1\n"_s.arg(
            site.harakiriS + 5);
    }
    text += u'\n';
    for (const StaticFiles &files : site.staticFiles) {
        if (files.mountpoint == "/"_L1) {
            continue;
        }
        const auto alias = staticAlias(files, installed(site, inputs, files.place));
        if (!alias) {
            return std::unexpected(alias.error());
        }
        text += *alias;
    }
    // The name after uwsgi:// only tells one site from another: Apache keeps connections by it.
    const QString upstream =
        backend.isSocketFile ? u"unix:%1|uwsgi://%2/"_s.arg(backend.path, labelOf(site)) : u"uwsgi://127.0.0.1:%1/"_s.arg(backend.port);
    text += u"    ProxyPass \"/\" \"%1\"\n</VirtualHost>\n"_s.arg(upstream);
    return QList<File>{{site.name + u".conf"_s, text}};
}

} // namespace Retort::Config::Export
