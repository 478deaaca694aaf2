// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/export/site.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Retort::Config::Export {

enum class Target : quint8 { Nginx, Apache, Systemd, Docker, Compose, Kubernetes, Gunicorn, Procfile };

enum class Transport : quint8 { Tcp, UnixSocket };

// What the production machine is like, which no ini tells.
struct Inputs
{
    QString domain = QStringLiteral("example.com");
    QString user = QStringLiteral("www-data");
    int replicas = 2;
    QString installFolder;              // absolute; empty: /srv/NAME
    std::optional<Transport> transport; // between web server and app; empty: as the ini has it, else TCP
};

struct File
{
    QString name;
    QString text;
};

QStringList targetNames();
Result<Target> targetFromName(const QString &name); // the error lists those there are

// The production files of a site, each with a heading and a list of what it could not carry over. A pure function.
// The error names the value that the format cannot hold, or that is none (a domain with a blank in it).
Result<QList<File>> exportFiles(Target target, const Site &site, const Inputs &inputs);

} // namespace Retort::Config::Export
