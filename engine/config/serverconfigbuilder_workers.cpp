// SPDX-License-Identifier: Apache-2.0
// Workers, limits, reloading, files and the log.
#include "engine/config/serverconfigbuilder.h"

#include "engine/base/text.h"
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <array>
#include <limits>

namespace Retort::Config {
namespace {

constexpr int mostWorkers = 256;           // processes, and threads of each: beyond that a desktop only swaps
constexpr int mostThreadsForGreenlets = 32;
constexpr qint64 day = 24 * 60 * 60;       // seconds
constexpr qint64 mostCount = std::numeric_limits<int>::max();

// ctime's form, which uWSGI uses for log-date without a format.
constexpr auto plainLogDate = "%a %b %e %H:%M:%S %Y";

} // namespace

void ServerConfigBuilder::readWorkers()
{
    readWorkerCounts();
    m_config.master = m_settings.flag("master", false);
    m_config.lazyApps = m_settings.flag("lazy-apps", m_settings.flag("lazy", false));
    m_config.dieOnTerm = m_settings.flag("die-on-term", false);
    m_settings.integer("max-requests", 0, mostCount, m_config.maxRequests);
    m_settings.integer("min-worker-lifetime", 0, day, m_config.minWorkerLifetimeS);
    m_settings.integer("max-worker-lifetime", 0, 365 * day, m_config.maxWorkerLifetimeS);
    m_config.reloadOnRssBytes = m_settings.integer("reload-on-rss", 0, 1024 * 1024).value_or(0) * 1024 * 1024;
    m_config.reloadOnException = m_settings.flag("reload-on-exception", false);
    m_settings.integer("worker-reload-mercy", 0, day, m_config.workerReloadMercyS);
    m_settings.integer("reload-mercy", 0, day, m_config.reloadMercyS);
}

void ServerConfigBuilder::readWorkerCounts()
{
    const bool processesGiven = m_settings.has("processes");
    const bool threadsGiven = m_settings.has("threads");
    if (!processesGiven && !threadsGiven) {
        m_config.processes = 1;
        m_config.threads = 4; // a browser opens six connections, and one slow request must not block the page
    } else {
        m_config.processes = 1;
        m_config.threads = 1;
    }
    m_settings.integer("processes", 1, mostWorkers, m_config.processes);
    m_settings.integer("threads", 1, mostWorkers, m_config.threads);
    for (const char *name : {"gevent", "async", "asyncio"}) {
        const GivenOption *given = m_settings.last(name);
        const std::optional<qint64> greenlets = m_settings.integer(name, 0, mostCount);
        if (greenlets && *greenlets > 0 && !threadsGiven) {
            m_config.threads = static_cast<int>(std::min<qint64>(*greenlets, mostThreadsForGreenlets));
            m_settings.note(Finding::Severity::Note, *given, Text::tr("served with %1 threads instead.").arg(m_config.threads));
        }
    }
}

void ServerConfigBuilder::readLimits()
{
    if (const std::optional<qint64> bytes = m_settings.integer("buffer-size", 0, std::numeric_limits<qint64>::max())) {
        constexpr qint64 most = 65'535; // 16 bits, as in the uwsgi packet
        if (*bytes > most) {
            m_settings.note(Finding::Severity::Warning, *m_settings.last("buffer-size"),
                Text::tr("%1 is more than the 65535 bytes a uwsgi packet can have; uWSGI uses 65535.").arg(*bytes));
        } else if (*bytes == 0) {
            m_settings.note(Finding::Severity::Warning, *m_settings.last("buffer-size"),
                Text::tr("with 0 bytes uWSGI refuses every request. Write 65535."));
        }
    }
    m_config.limitPostBytes = m_settings.integer("limit-post", 0, std::numeric_limits<qint64>::max()).value_or(0);
    m_settings.integer("harakiri", 0, 365 * day, m_config.harakiriS);
    m_settings.integer("http-timeout", 0, day, m_config.httpTimeoutS);
    if (const std::optional<qint64> seconds = m_settings.integer("socket-timeout", 0, day)) {
        m_config.socketTimeoutMs = static_cast<int>(std::max<qint64>(*seconds, 1) * 1000);
    }
    // Without a value, 0 or 1 it is a switch; keep-alive is on here anyway. More is the idle time.
    if (const std::optional<qint64> seconds = m_settings.integer("http-keepalive", 0, day); seconds && *seconds > 1) {
        m_config.keepAliveMs = static_cast<int>(*seconds * 1000);
    }
}

void ServerConfigBuilder::readReloading()
{
    if (const std::optional<qint64> seconds = m_settings.integer("py-autoreload", 0, day);
        seconds && m_config.watch.mode == WatchConfig::Mode::Auto) {
        m_config.watch.mode = *seconds > 0 ? WatchConfig::Mode::On : WatchConfig::Mode::Off;
    }
    for (const Settings::Entry &entry : m_settings.entries()) {
        const std::string_view name = entry.option->name;
        if (name == "touch-reload" || name == "touch-chain-reload" || name == "touch-workers-reload" || name == "fs-reload") {
            m_config.touchReload.append(fromChdir(toText(entry.given->text())));
        }
    }
    if (const std::vector<const GivenOption *> fifos = m_settings.all("master-fifo"); !fifos.empty()) {
        m_config.masterFifo = fromStart(toText(fifos.front()->text()));
        if (fifos.size() > 1) {
            m_settings.note(Finding::Severity::Warning, *fifos[1], Text::tr("Retort reads commands from the first master-fifo only."));
        }
    }
}

void ServerConfigBuilder::readFiles()
{
    m_config.vacuum = m_settings.flag("vacuum", false);
    m_config.strict = m_settings.flag("strict", false);
    for (const char *name : {"pidfile", "pidfile2", "safe-pidfile", "safe-pidfile2"}) {
        if (m_config.pidFile.isEmpty() && m_settings.has(name)) {
            m_config.pidFile = fromStart(m_settings.text(name));
        }
    }
}

void ServerConfigBuilder::readLog()
{
    LogConfig &log = m_config.log;
    log.requests = !m_settings.flag("disable-logging", false);
    log.log4xx = m_settings.flag("log-4xx", false);
    log.log5xx = m_settings.flag("log-5xx", false);
    log.logZero = m_settings.flag("log-zero", false);
    m_settings.integer("log-slow", 0, mostCount, log.slowMs);
    log.bigBytes = m_settings.integer("log-big", 0, std::numeric_limits<qint64>::max()).value_or(0);
    log.format = m_settings.text("log-format");
    if (const GivenOption *date = m_settings.last("log-date")) {
        const QString text = toText(date->text());
        const bool format = !text.isEmpty() && text.compare(u"true", Qt::CaseInsensitive) != 0;
        log.date = format ? text : QString::fromLatin1(plainLogDate);
    }
    log.formatStrftime = m_settings.flag("logformat-strftime", false);
    log.micros = m_settings.flag("log-micros", false);
    log.memoryReport = m_settings.flag("memory-report", false);
    log.forwardedFor = m_settings.flag("log-x-forwarded-for", false);
    readLogFile();
}

void ServerConfigBuilder::readLogFile()
{
    for (const char *name : {"logto", "logto2", "daemonize", "daemonize2"}) {
        const GivenOption *given = m_settings.last(name);
        if (given == nullptr || given->text().empty()) {
            continue;
        }
        const QString target = toText(given->text());
        const Result<Endpoint> address = Endpoint::fromString(target);
        if (!target.contains(u'/') && address && address->kind == Endpoint::Kind::Tcp) {
            m_settings.note(Finding::Severity::Warning, *given,
                Text::tr("Retort does not send its log to the address %1; it goes to the terminal.").arg(target));
        } else if (target != u"/dev/null" && m_config.log.file.isEmpty()) {
            m_config.log.file = fromStart(target);
        }
    }
}

} // namespace Retort::Config
