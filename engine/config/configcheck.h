// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/finding.h"
#include "engine/config/givenoption.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QString>

#include <vector>

namespace Retort::Config {

// What an ini comes to, and everything worth knowing about it, without starting anything. A plain value.
struct CheckedConfig
{
    QString file;                      // as it was named
    std::vector<GivenOption> options;  // in uWSGI's order, placeholders expanded; empty when the file cannot be read
    QList<Finding> findings;           // in the order they were met

    // Neither an error nor a warning; notes only tell what Retort need not do.
    bool isClean() const;
    // What `uwsgi --show-config` prints: the options as an ini.
    QString toIni() const;
    // [[key, value], …]; the value of a key alone is empty, as in uWSGI.
    QJsonArray optionsJson() const;
    // {"file": …, "ok": …, "findings": [{"severity", "place", "option", "sentence"}, …]}
    QJsonObject findingsJson() const;
};

// Reads `specification` ("uwsgi.ini", "uwsgi.ini:production") as the only source of options. Unlike loadConfig()
// it goes on after the first error, so that one look shows all of them; a file that cannot be read at all is a
// finding, too. Reads files; never runs a command, fetches a URL or loads project code, whatever the file names.
CheckedConfig checkConfigFile(const QString &specification, const QProcessEnvironment &environment, const QString &startFolder);

// The same while the file is edited: `bytes` count as its content, whether it exists or not. `section` is where its options
// stand; what follows a colon in `file` is none.
CheckedConfig checkConfigText(const QString &file, const QByteArray &bytes, const QProcessEnvironment &environment,
    const QString &startFolder, const QString &section = QStringLiteral("uwsgi"));

} // namespace Retort::Config
