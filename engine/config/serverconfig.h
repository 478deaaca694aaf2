// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/endpoint.h"
#include "engine/base/limits.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace Retort::Config {

enum class ListenerProtocol : quint8 { Http, Uwsgi };

struct ListenerConfig
{
    Endpoint endpoint;
    ListenerProtocol protocol = ListenerProtocol::Http;
    QString option;              // as written: "http", "socket", …; for messages and UWSGI_ROUTER
    bool chosenByRetort = false; // nobody asked for this port: another may be taken if it is in use
};

struct Mount
{
    QString mountpoint;  // "/x"
    QString application; // path of a file, "module" or "module:callable"
};

// Where the app is and how Python is set up for it: what a worker must know to load it.
struct AppConfig
{
    QString module;       // "pkg.mod", "pkg.mod:callable", "pkg.mod:factory()"
    QString wsgiFile;
    QString callable;     // empty: the runtime tries application, app, the only candidate, create_app()
    QList<Mount> mounts;
    bool manageScriptName = false;
    bool ignoreScriptName = false;
    bool noDefaultApp = false;
    QString chdir;        // absolute; empty: where retort was started
    QString chdir2;
    QStringList pythonPath;               // in the order given; each is prepended, so the last comes first
    QList<std::pair<QString, QString>> environment;  // env = K=V
    QStringList unsetEnvironment;         // unenv = K
    QStringList environmentFolders;       // envdir: a file per variable; absolute
    QStringList imports;                  // import = module
    QString pyargv;
    bool loadDotenv = true;               // .env and .flaskenv of the project folder
    bool fileWrapper = true;              // wsgi-disable-file-wrapper
    bool strictWsgi = true;
    bool noSite = false;                  // no-site: python -S
    int optimize = 0;                     // optimize: 1 is python -O, 2 is -OO
};

// Which changes reload the app, and how ([retort] section, py-autoreload).
struct WatchConfig
{
    enum class Mode : quint8 { Auto, On, Off };  // Auto: on in a terminal and in the window

    Mode mode = Mode::Auto;
    QStringList watch;           // patterns as in .gitignore
    QStringList ignore;
    bool keepLastGood = false;   // on-error = last-good
    bool standby = true;

    friend bool operator==(const WatchConfig &, const WatchConfig &) = default;
};

// The rules for the request log line (UWSGI.md §7.7).
struct LogConfig
{
    bool requests = true;         // disable-logging
    bool log4xx = false, log5xx = false, logZero = false;  // with disable-logging: still log these
    int slowMs = 0;               // log-slow; 0: off
    qint64 bigBytes = 0;          // log-big; 0: off
    QString format;               // log-format; empty: uWSGI's line
    QString date;                 // log-date; empty: off
    bool formatStrftime = false;  // logformat-strftime
    bool micros = false;          // log-micros
    bool memoryReport = false;    // memory-report
    bool forwardedFor = false;    // log-x-forwarded-for
    QString file;                 // logto, logto2, daemonize; absolute

    friend bool operator==(const LogConfig &, const LogConfig &) = default;
};

// Everything the engine needs to serve one site, after command line, environment and files have
// been read and checked. A plain value with no opinion on where a setting came from.
struct ServerConfig
{
    QString siteName;                   // for the control socket: folder or file name, [A-Za-z0-9_.-]
    QString projectFolder;              // absolute
    QString configFile;                 // absolute path of the first ini; empty when there is none
    QStringList configFiles;            // of all that were read, included ones too
    QList<ListenerConfig> listeners;
    AppConfig app;
    QString pythonHome;                 // home/virtualenv/venv; empty: found by PythonFinder
    int processes = 1;
    int threads = 4;
    std::optional<int> socketMode;      // chmod-socket
    QString socketOwner;                // chown-socket
    int backlog = Limits::listenBacklog;
    qint64 limitPostBytes = 0;          // limit-post; 0: Limits::bodyBytes
    int bufferBytes = 64 * 1024;        // of the variables of a request; buffer-size does not change it
    int httpTimeoutS = 0;               // http-timeout: longest silence of the app towards an HTTP client; 0: any
    int socketTimeoutMs = Limits::bodyIdleMs;
    int keepAliveMs = Limits::keepAliveMs;
    int harakiriS = 0;                  // 0: off
    int maxRequests = 0;                // 0: off; per worker
    int minWorkerLifetimeS = 10;        // max-requests does not act before this age, as in uWSGI
    int maxWorkerLifetimeS = 0;
    qint64 reloadOnRssBytes = 0;
    int workerReloadMercyS = Limits::mercyMs / 1000;
    int reloadMercyS = Limits::mercyMs / 1000;
    bool needApp = false;
    bool lazyApps = false;              // always the case here; kept to say so
    bool vacuum = false;                // always the case here; kept to say so
    bool dieOnTerm = false;             // always the case here; kept to say so
    bool master = false;                // uwsgi.masterpid() is 0 without it
    bool reloadOnException = false;     // reload-on-exception: a fresh worker after any exception
    bool strict = false;                // unknown names were errors
    QString pidFile;                    // absolute
    QString masterFifo;                 // master-fifo; absolute
    std::optional<int> umask;
    QString statsAddress;               // stats
    bool statsHttp = false;
    QStringList touchReload;            // touch-reload, fs-reload …; absolute
    QList<std::pair<QString, QString>> addHeaders;  // add-header
    QStringList deleteHeaders;                      // del-header
    QList<std::pair<QString, QString>> staticMap;   // static-map, served by a later release: reported
    WatchConfig watch;
    LogConfig log;
    QStringList allowedHosts;           // [retort] allowed-hosts; "*" opens it
    bool shortErrorPages = false;       // [retort] error-pages = short
    QList<std::pair<QString, std::optional<QString>>> options; // all that was given, in order, for uwsgi.opt; flags may have no value
    QStringList choices;                // what Retort chose by itself, one sentence each, for the banner
};

} // namespace Retort::Config
