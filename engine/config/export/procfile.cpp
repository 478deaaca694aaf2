// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/heading.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {

Result<QList<File>> procfileFiles(const Site &site, const Inputs & /*inputs*/)
{
    const auto ini = shellQuoted(site.iniFile);
    if (!ini) {
        return std::unexpected(ini.error());
    }
    // $PORT is the platform's; SIGTERM is how it stops a process.
    const QString text = uwsgiHeading(site, u"Procfile of %1."_s.arg(site.name))
        + u"web: uwsgi %1 %2 --http-socket :$PORT --die-on-term\n"_s.arg(site.fileOption, *ini);
    return QList<File>{{u"Procfile"_s, text}};
}

} // namespace Retort::Config::Export
