// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/exportfiles.h"

#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

struct Row
{
    const char *name;
    Target target;
    Result<QList<File>> (*files)(const Site &, const Inputs &);
};

constexpr std::array rows{
    Row{"nginx", Target::Nginx, nginxFiles},
    Row{"apache", Target::Apache, apacheFiles},
    Row{"systemd", Target::Systemd, systemdFiles},
    Row{"docker", Target::Docker, dockerFiles},
    Row{"compose", Target::Compose, composeFiles},
    Row{"kubernetes", Target::Kubernetes, kubernetesFiles},
    Row{"gunicorn", Target::Gunicorn, gunicornFiles},
    Row{"procfile", Target::Procfile, procfileFiles},
};

bool matches(const QString &value, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(value).hasMatch();
}

std::unexpected<Error> bad(const QString &what, const QString &value, const QString &wanted)
{
    return std::unexpected(Error{Errc::BadOption, u"“%1” is no %2: %3."_s.arg(commentText(value), what, wanted)});
}

// These stand unquoted in every format, so only what is harmless in all of them is let through.
Result<void> checked(const Site &site, const Inputs &inputs)
{
    if (!matches(site.name, u"[A-Za-z0-9_.-]+"_s)) {
        return bad(u"name of a site"_s, site.name, u"letters, digits, dots and dashes are allowed"_s);
    }
    if (!matches(inputs.domain, u"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"_s)) {
        return bad(u"domain"_s, inputs.domain, u"write it like www.example.com"_s);
    }
    if (!matches(inputs.user, u"[a-z_][a-z0-9_-]{0,31}"_s)) {
        return bad(u"user name"_s, inputs.user, u"write it like www-data"_s);
    }
    if (inputs.replicas < 1 || inputs.replicas > 1000) {
        return bad(u"number of replicas"_s, QString::number(inputs.replicas), u"from 1 to 1000"_s);
    }
    const bool isFolder =
        matches(inputs.installFolder, u"(?:/[A-Za-z0-9_.+-]+)+"_s) && !matches(inputs.installFolder, u".*/\\.\\.?(/.*)?"_s);
    if (!inputs.installFolder.isEmpty() && !isFolder) {
        return bad(u"folder to install to"_s, inputs.installFolder, u"an absolute path without blanks, like /srv/shop"_s);
    }
    return {};
}

} // namespace

QStringList targetNames()
{
    QStringList names;
    for (const Row &row : rows) {
        names.append(QString::fromLatin1(row.name));
    }
    return names;
}

Result<Target> targetFromName(const QString &name)
{
    for (const Row &row : rows) {
        if (name == QLatin1StringView(row.name)) {
            return row.target;
        }
    }
    return std::unexpected(
        Error{Errc::BadOption, u"There is no target “%1”; there are %2."_s.arg(commentText(name), targetNames().join(", "_L1))});
}

Result<QList<File>> exportFiles(Target target, const Site &site, const Inputs &inputs)
{
    if (const auto fine = checked(site, inputs); !fine) {
        return std::unexpected(fine.error());
    }
    for (const Row &row : rows) {
        if (row.target == target) {
            return row.files(site, inputs);
        }
    }
    return std::unexpected(Error{Errc::BadOption, u"There is no such target."_s});
}

} // namespace Retort::Config::Export
