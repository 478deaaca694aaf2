// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/heading.h"

#include "engine/config/export/quoting.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

QString heading(const Site &site, const QString &purpose, QStringList leftBehind)
{
    if (site.hasDotenv) {
        leftBehind.append(u".env (Retort reads it, other servers do not)"_s);
    }
    QString text = u"# "_s + purpose + u"\n# Made from %1 by retort export.\n"_s.arg(commentText(site.iniFile));
    if (leftBehind.isEmpty()) {
        return text + u"# Not carried over: nothing.\n"_s;
    }
    text += u"# Not carried over:\n"_s;
    for (const QString &one : leftBehind) {
        text += u"#   "_s + commentText(one) + u'\n';
    }
    return text;
}

QString outsideOfProject(const QString &option)
{
    return option + u" (its path is outside of the project)"_s;
}

QStringList pathsElsewhere(const Site &site)
{
    QStringList list;
    for (const QString &name : site.elsewhere) {
        list.append(outsideOfProject(name));
    }
    return list;
}

} // namespace

QString frontHeading(const Site &site, const QString &purpose)
{
    static const QRegularExpression ofHttp(u"^(https?$|https?-|static-|check-static|route|error-route|response-route|final-route|cors)"_s);
    QStringList left;
    for (const QString &name : site.options) {
        const bool hasPlace = name == "static-map"_L1 || name == "static-map2"_L1 || name == "http"_L1 || name == "http-socket"_L1;
        if (!hasPlace && ofHttp.match(name).hasMatch()) {
            left.append(name);
        }
    }
    for (const StaticFiles &files : site.staticFiles) {
        if (files.mountpoint == "/"_L1) {
            left.append(u"static-map of / (it would hide the app)"_s);
        }
    }
    if (site.elsewhere.contains("static-map"_L1)) {
        left.append(outsideOfProject(u"static-map"_s));
    }
    return heading(site, purpose, left);
}

QString uwsgiHeading(const Site &site, const QString &purpose)
{
    QString text = heading(site, purpose, pathsElsewhere(site));
    if (site.fileOption != "--ini"_L1) {
        text +=
            u"# The uWSGI here must have been built with the library for %1; all of them read an ini.\n"_s.arg(commentText(site.iniFile));
    }
    for (const auto &[name, value] : site.environment) {
        if (isSecret(name, value)) {
            text +=
                u"# The ini sets %1: take that line out of it, and set %1 in the environment of this service.\n"_s.arg(commentText(name));
        }
    }
    return text;
}

QString otherServerHeading(const Site &site, const QString &purpose, const QStringList &expressed)
{
    QStringList left;
    for (const QString &name : site.options) {
        if (!expressed.contains(name)) {
            left.append(name);
        }
    }
    return heading(site, purpose, left);
}

} // namespace Retort::Config::Export
