// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/finding.h"
#include "engine/config/optioncollector.h"
#include "engine/config/serverconfig.h"
#include "engine/config/settings.h"

#include <QList>

namespace Retort::Config {

struct BuiltConfig
{
    ServerConfig server;
    QList<Finding> findings;  // with errors among them, `server` must not be used
};

// Makes a checked ServerConfig of collected options: types, ranges, folders, addresses, and what only makes
// sense together. What Retort need not do is noted once (Treatment::Explains); what it must not pretend to do
// is an error. Adds what was not said, except the app: listeners, processes × threads. Reads the file system
// only to see whether chdir and a virtual environment exist. Paths: sockets, home and touched files start from
// chdir, pidfile and logs from the start folder, as in uWSGI (UWSGI.md §3.2).
class ServerConfigBuilder final
{
public:
    ServerConfigBuilder(const CollectedOptions &collected, const QString &startFolder);

    BuiltConfig build();

private:
    void readFolders();
    void readListeners();
    void addListener(const GivenOption &given, ListenerProtocol protocol);
    void readProtocol(ListenerProtocol &protocol);
    void chooseListeners();
    void readSocketFiles();
    void readApp();
    QString existingFolder(const GivenOption &given);
    void readMounts();
    void remarkMount(const GivenOption &given, const Mount &mount);
    void readEnvironment();
    void readWorkers();
    void readWorkerCounts();
    void readLimits();
    void readReloading();
    void readFiles();
    void readHeaders();
    void readStaticMap();
    void readLog();
    void readLogFile();
    void readRetort();
    void readWatching();
    void remarkTreatments();
    void remarkInlineComments();
    void remarkTogether();
    QString fromStart(const QString &path) const;
    QString fromChdir(const QString &path) const;

    const CollectedOptions &m_collected;
    QString m_startFolder;
    BuiltConfig m_built;
    ServerConfig &m_config;
    Settings m_settings;
    Settings m_retort;
};

// What a name for a site is made of: [A-Za-z0-9_.-], never empty.
QString siteNameFrom(const QString &text);

} // namespace Retort::Config
