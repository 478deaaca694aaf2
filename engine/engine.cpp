// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "engine/base/clock.h"
#include "engine/control/runtimedir.h"
#include "engine/loadrequest.h"
#include "engine/privatefiles.h"
#include "engine/sitereport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <utility>

namespace Retort {

namespace {

Workers::RequestRules requestRules(const Config::ServerConfig &config)
{
    Workers::RequestRules rules;
    rules.harakiriMs = static_cast<int>(std::min(qint64{config.harakiriS} * 1000, qint64{std::numeric_limits<int>::max()}));
    rules.silenceMs = config.httpTimeoutS * 1000;
    for (const auto &[name, value] : config.addHeaders) {
        rules.headers.add(name.toStdString(), value.toStdString());
    }
    for (const QString &name : config.deleteHeaders) {
        rules.headers.remove(name.toStdString());
    }
    return rules;
}

// Options whose change does not reach a running server.
QStringList needRestart(const Config::ServerConfig &before, const Config::ServerConfig &after)
{
    QStringList names;
    const auto compare = [&](bool isSame, const char *name) {
        if (!isSame) {
            names.append(QString::fromLatin1(name));
        }
    };
    const auto asked = [](const Config::ServerConfig &config) {
        QStringList list;
        for (const Config::ListenerConfig &listener : config.listeners) {
            list.append(listener.option + u' ' + (listener.chosenByRetort ? QString() : listener.endpoint.toString()));
        }
        return list;
    };
    compare(asked(before) == asked(after), "the addresses");
    compare(before.projectFolder == after.projectFolder, "chdir");
    compare(before.siteName == after.siteName, "site-name");
    compare(before.log == after.log, "the log options");
    compare(before.pidFile == after.pidFile, "pidfile");
    compare(before.masterFifo == after.masterFifo, "master-fifo");
    compare(before.statsAddress == after.statsAddress, "stats");
    compare(before.touchReload == after.touchReload, "touch-reload");
    compare(before.allowedHosts == after.allowedHosts, "allowed-hosts");
    compare(before.limitPostBytes == after.limitPostBytes, "limit-post");
    compare(before.shortErrorPages == after.shortErrorPages, "error-pages");
    compare(before.socketTimeoutMs == after.socketTimeoutMs && before.keepAliveMs == after.keepAliveMs, "the timeouts of connections");
    compare(before.socketMode == after.socketMode && before.socketOwner == after.socketOwner, "chmod-socket and chown-socket");
    compare(before.umask == after.umask, "umask");
    compare(before.watch.mode == after.watch.mode && before.watch.watch == after.watch.watch && before.watch.ignore == after.watch.ignore,
        "reload, watch and ignore");
    return names;
}

// What no app prints by accident.
QByteArray newOutputMark()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

} // namespace

Engine::Engine(Config::ServerConfig config, Config::PythonChoice python, const InstalledParts &parts, Log::LogRules logRules,
    Control::RuntimeDir runtimeDir, Log::LineWriter &writer)
    : m_config(std::move(config))
    , m_python(std::move(python))
    , m_parts(parts)
    , m_runtimeDir(std::move(runtimeDir))
    , m_poller(Net::Poller::create())
    , m_outputMark(newOutputMark())
    , m_requestLog(std::move(logRules), &writer)
    , m_pages(m_config.shortErrorPages)
    , m_dispatcher(m_pages, m_deadlines)
    , m_pool(poolSettings(), m_dispatcher, m_pages, m_deadlines)
    , m_channels(*m_poller, m_deadlines,
          [this](const Ipc::Hello &hello, std::unique_ptr<Net::Stream> stream, std::string_view leftover) {
              m_pool.channelConnected(hello, std::move(stream), leftover);
          })
    , m_frontEnds(*m_poller, m_deadlines, m_dispatcher, m_requestLog,
          [this](std::string_view sentence) { say(QString::fromUtf8(sentence.data(), qsizetype(sentence.size()))); })
    , m_mercy(m_deadlines, [this] { stop(Control::StopMode::AtOnce); })
{
    connectPool();
}

Engine::~Engine() = default;

Workers::PoolSettings Engine::poolSettings() const
{
    Workers::PoolSettings settings;
    settings.processes = m_config.processes;
    settings.maxRequests = m_config.maxRequests;
    settings.minWorkerLifetimeS = m_config.minWorkerLifetimeS;
    settings.maxWorkerLifetimeS = m_config.maxWorkerLifetimeS;
    settings.reloadOnRssBytes = m_config.reloadOnRssBytes;
    settings.recycleAfterException = m_config.reloadOnException;
    settings.watched = isWatching();
    settings.standby = isWatching() && m_config.watch.standby;
    settings.keepLastGood = m_config.watch.keepLastGood;
    settings.worker.workerProgram = m_parts.workerProgram;
    settings.worker.modulePath = m_parts.modulePath;
    settings.worker.runtimeFolder = m_parts.runtimeFolder;
    settings.worker.pythonExecutable = m_python.executable;
    settings.worker.libPython = m_python.library;
    settings.worker.pythonOptions = pythonOptions(m_config.app);
    settings.worker.boardTemplate = claimBoardTemplate(m_runtimeDir.folder());
    settings.worker.channelPath = workerChannelPath(m_runtimeDir.folder());
    settings.worker.outputMark = QString::fromLatin1(m_outputMark);
    settings.worker.startFolder = QDir::currentPath();
    settings.worker.threads = m_config.threads;
    settings.worker.requests = requestRules(m_config);
    settings.worker.mercyMs = m_config.workerReloadMercyS * 1000;
    settings.worker.load = loadRequest(m_config);
    return settings;
}

void Engine::connectPool()
{
    connect(&m_pool, &Workers::Pool::loaded, this, &Engine::tellLoaded);
    connect(&m_pool, &Workers::Pool::loadFailed, this, &Engine::tellLoadFailed);
    connect(&m_pool, &Workers::Pool::workerLost, this, [this](int workerId, const QString &sentence, QJsonObject details) {
        say(sentence);
        details.insert(QStringLiteral("worker"), workerId);
        note(QStringLiteral("workerLost"), sentence, details);
        if (m_pool.state() == Workers::Pool::State::Starting) {
            answerReloads(sentence);  // it is tried again, perhaps for ever
        }
    });
    connect(&m_pool, &Workers::Pool::workerReplaced, this, [this](int workerId, const QString &why) {
        note(QStringLiteral("workerReplaced"), tr("worker %1 replaced · %2").arg(workerId).arg(why),
            {{QStringLiteral("worker"), workerId}, {QStringLiteral("reason"), why}});
    });
    connect(&m_pool, &Workers::Pool::said, this, &Engine::say);
    connect(&m_pool, &Workers::Pool::outputWritten, this, &Engine::workerWrote);
    connect(&m_pool, &Workers::Pool::reloadWanted, this, [this] { reload({}); });
    connect(&m_pool, &Workers::Pool::stopWanted, this, [this] { stop(Control::StopMode::Graceful); });
    connect(&m_pool, &Workers::Pool::stopped, this, &Engine::finishStop);
    m_requestLog.setLoadAnswered([this](quint32 load) { tellAnswered(load); });
    m_pool.setSiteFacts([this](const QString &call) { return siteFact(*this, call); });
}

void Engine::watchFiles()
{
    m_watches = true;
    m_reloader = std::make_unique<Reloader>(m_pool, m_dispatcher, watchSettings(), wallClockUs() / 1000);
    connect(m_reloader.get(), &Reloader::said, this, &Engine::say);
    connect(m_reloader.get(), &Reloader::configurationChanged, this, &Engine::takeConfiguration);
    m_pool.setSettings(poolSettings());
}

Watch::WatchSettings Engine::watchSettings() const
{
    const auto canonical = [](const QString &path) {
        const QString found = QFileInfo(path).canonicalFilePath();  // as Python will name the files of its modules
        return found.isEmpty() ? QDir::cleanPath(path) : found;
    };
    return {canonical(m_config.projectFolder), m_config.configFiles, m_config.watch.watch, m_config.watch.ignore, m_config.app.loadDotenv};
}

Result<void> Engine::start()
{
    m_startedWallUs = wallClockUs();
    removeLeftovers(m_runtimeDir.folder());
    if (!m_config.pidFile.isEmpty()) {
        Result<PidFile> pidFile = PidFile::write(m_config.pidFile);
        if (!pidFile) {
            return std::unexpected(pidFile.error());
        }
        m_pidFile.emplace(std::move(*pidFile));
    }
    if (const Result<void> opened = m_frontEnds.open(m_config, m_config.choices); !opened) {
        return opened;
    }
    if (const Result<void> listening = m_channels.listen(workerChannelPath(m_runtimeDir.folder())); !listening) {
        return listening;
    }
    m_pool.start();
    if (m_reloader) {
        m_reloader->start();
    }
    if (!m_config.touchReload.isEmpty()) {
        m_touchWatcher = std::make_unique<TouchWatcher>(m_config.touchReload);
        connect(m_touchWatcher.get(), &TouchWatcher::touched, this, [this](const QString &path) {
            say(tr("%1 was touched.").arg(path));
            reload({});
        });
    }
    openFifo();
    note(QStringLiteral("started"), tr("started"));
    return openControl();
}

// A pipe that cannot be had is told and no more: r, q and the control socket do the same.
void Engine::openFifo()
{
    if (m_config.masterFifo.isEmpty()) {
        return;
    }
    auto fifo = MasterFifo::open(m_config.masterFifo);
    if (!fifo) {
        say(fifo.error().sentence);
        return;
    }
    m_fifo = std::move(*fifo);
    // Queued: a command may end the pipe it came through.
    connect(m_fifo.get(), &MasterFifo::commanded, this, &Engine::obey, Qt::QueuedConnection);
}

void Engine::obey(char letter)
{
    switch (letter) {
    case 'r': reload({}); return;
    case 'q': stop(Control::StopMode::Graceful); return;
    case 'Q': stop(Control::StopMode::AtOnce); return;
    case 's': say(status().sentence); return;
    default:
        say(tr("master-fifo: there is no command “%1”. There are r (reload), q (stop), Q (stop at once) and s (status).")
                .arg(QChar::fromLatin1(letter)));
    }
}

Result<void> Engine::openControl()
{
    auto control = Control::ControlServer::open(*m_poller, m_deadlines, m_runtimeDir, m_config.siteName, *this);
    if (!control) {
        return std::unexpected(control.error());
    }
    m_control = std::move(*control);
    if (m_config.statsAddress.isEmpty()) {
        return {};
    }
    const Result<Endpoint> endpoint = Endpoint::fromString(m_config.statsAddress);
    if (!endpoint) {
        return std::unexpected(endpoint.error());
    }
    auto stats = Control::StatsServer::open(*m_poller, m_deadlines, *endpoint, m_config.statsHttp, [this] { return statsSnapshot(*this); });
    if (!stats) {
        return std::unexpected(stats.error());
    }
    m_stats = std::move(*stats);
    return {};
}

// --- what happens ---

void Engine::say(const QString &sentence)
{
    const std::string text = sentence.toStdString();
    m_outputLog.append(wallClockUs(), 0, QCoreApplication::applicationPid(), {.stream = Log::OutputStream::Error}, text);
    m_requestLog.writeOutput(0, true, text);
}

void Engine::workerWrote(int workerId, qint64 pid, const QByteArray &bytes)
{
    std::unique_ptr<Output> &output = m_outputs[workerId];
    if (!output || output->pid != pid) {
        if (output) {
            output->lines.finish();
        }
        output = std::make_unique<Output>(pid, m_outputMark,
            [this, workerId, pid](const Log::OutputSource &source, std::string_view line) { workerPrinted(workerId, pid, source, line); });
    }
    output->lines.feed({bytes.constData(), std::size_t(bytes.size())});
}

void Engine::workerPrinted(int workerId, qint64 pid, const Log::OutputSource &source, std::string_view line)
{
    const Log::OutputLine &added = m_outputLog.append(wallClockUs(), workerId, pid, source, line);
    if (source.requestId > 0) {
        m_requestLog.outputs().add(added);
    }
    m_requestLog.writeOutput(workerId, false, line);
}

void Engine::tellLoaded(quint32 load, qint64 milliseconds, const QJsonObject &report)
{
    m_loadMs = milliseconds;
    m_routes = report.value(u"routes").toObject();
    QString marker = m_reloader ? m_reloader->marker() : QString();
    if (marker.isEmpty()) {
        marker = tr("reload · load %1 in %2 ms").arg(load).arg(milliseconds);
    }
    if (load > 1) {
        m_requestLog.writeMarker(marker.toStdString());
    }
    QJsonObject details = m_reloader ? m_reloader->story() : QJsonObject();
    details.insert(QStringLiteral("importUs"), milliseconds * 1000);
    note(load > 1 ? QStringLiteral("reload") : QStringLiteral("loaded"), load > 1 ? marker : tr("loaded in %1 ms").arg(milliseconds),
        details);
    answerReloads({});
    Q_EMIT loaded(load, milliseconds, report);
}

// How long a person would have waited who asked at the moment of the save.
void Engine::tellAnswered(quint32 load)
{
    if (const std::int64_t afterUs = m_reloader ? m_reloader->answeredAfterUs(load) : 0; afterUs > 0) {
        note(QStringLiteral("answered"), tr("load %1 gave its first answer %2 ms after the change").arg(load).arg(afterUs / 1000),
            {{QStringLiteral("totalUs"), qint64(afterUs)}});
    }
}

void Engine::note(const QString &kind, const QString &text, QJsonObject details)
{
    details.insert(QStringLiteral("load"), qint64(m_pool.load()));
    m_eventLog.append(wallClockUs(), kind, text, details);
}

void Engine::tellLoadFailed(const QJsonObject &failure, bool oldCodeServes)
{
    const QString sentence = failureSentence(failure);
    say(sentence);
    const QString traceback = failure.value(u"traceback").toString();
    for (const QString &line : traceback.split(u'\n', Qt::SkipEmptyParts)) {
        say(line);
    }
    say(oldCodeServes ? tr("The code that was loaded before keeps serving.")
                      : tr("Requests are answered with an error page until a reload succeeds."));
    QJsonObject details = m_reloader ? m_reloader->story() : QJsonObject();
    details.insert(QStringLiteral("file"), failure.value(u"file"));
    details.insert(QStringLiteral("line"), failure.value(u"line"));
    details.insert(QStringLiteral("oldCode"), oldCodeServes);
    note(QStringLiteral("loadFailed"), sentence, details);
    answerReloads(sentence);
    Q_EMIT loadFailed(failure, oldCodeServes);
}

void Engine::reload(Done done)
{
    if (done) {
        m_reloadsAsked.append(std::move(done));
    }
    if (m_stopping) {
        answerReloads(tr("The server is stopping."));
        return;
    }
    if (m_readAgain) {
        const Result<SiteSettings> settings = m_readAgain();
        if (!settings) {
            say(settings.error().sentence);
            answerReloads(settings.error().sentence);
            return;
        }
        takeSettings(*settings);
    }
    m_pool.reload(Workers::Swap::Together, Workers::Warmth::Cold);
}

void Engine::takeConfiguration()
{
    const Result<SiteSettings> settings = m_readAgain ? m_readAgain() : Result<SiteSettings>(SiteSettings{m_config, m_python});
    if (!settings) {
        m_pool.fail({{QStringLiteral("kind"), QStringLiteral("configuration")}, {QStringLiteral("sentence"), settings.error().sentence}});
        return;
    }
    takeSettings(*settings);
    m_reloader->reloadCold();
}

// What can follow a changed file without another start does; what cannot is named.
void Engine::takeSettings(const SiteSettings &settings)
{
    const QStringList restart = needRestart(m_config, settings.config);
    if (!restart.isEmpty()) {
        say(tr("The configuration was changed. These follow when Retort is started again: %1.").arg(restart.join(QStringLiteral(", "))));
    }
    const auto keep = m_config;
    m_config = settings.config;
    m_config.listeners = keep.listeners;
    m_config.siteName = keep.siteName;
    m_config.log = keep.log;
    m_config.pidFile = keep.pidFile;
    m_config.masterFifo = keep.masterFifo;
    m_config.statsAddress = keep.statsAddress;
    m_config.touchReload = keep.touchReload;
    m_config.watch.mode = keep.watch.mode;
    m_python = settings.python;
    m_pool.setSettings(poolSettings());
}

void Engine::answerReloads(const QString &sentence)
{
    for (const Done &done : std::exchange(m_reloadsAsked, {})) {
        done(sentence);
    }
}

// --- the end ---

void Engine::addRecorders(int more)
{
    m_recorders += more;
    m_dispatcher.setRecording(m_recorders > 0);
}

void Engine::stop(Control::StopMode mode)
{
    const bool cut = mode == Control::StopMode::AtOnce;
    if (m_cut || (m_stopping && !cut)) {
        return;
    }
    if (!std::exchange(m_stopping, true)) {
        note(QStringLiteral("stopping"), tr("stopping"));
        m_frontEnds.stopAccepting();
        m_touchWatcher.reset();
        m_reloader.reset();
        if (!cut) {
            m_mercy.start(m_config.reloadMercyS * 1000);
            m_frontEnds.closeWhenIdle([this] { m_pool.stop(); });
            return;
        }
    }
    m_cut = true;
    // From the event loop: the wish may have come over a connection that must not die under its feet.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_frontEnds.cutConnections();
            m_pool.stop();
            m_pool.killAll();
        },
        Qt::QueuedConnection);
}

void Engine::finishStop()
{
    m_mercy.stop();
    m_frontEnds.cutConnections();
    for (const auto &[workerId, output] : m_outputs) {
        output->lines.finish();
    }
    answerReloads(tr("The server is stopping."));
    m_control.reset();
    m_stats.reset();
    m_fifo.reset();
    m_pidFile.reset();
    Q_EMIT stopped();
}

// --- questions ---

Control::SiteInfo Engine::site() const
{
    Control::SiteInfo info;
    info.name = m_control ? m_control->siteName() : m_config.siteName;
    info.pid = QCoreApplication::applicationPid();
    info.folder = m_config.projectFolder;
    info.addresses = addresses();
    return info;
}

Control::SiteStatus Engine::status() const
{
    return siteStatus(*this);
}

void Engine::tellStacks(int workerId, TextDone done)
{
    m_pool.tellStacks(workerId, std::move(done));
}

void Engine::stopRequest(int workerId, int slot, qint64 sinceUs, TextDone done)
{
    using Outcome = Workers::RequestStops::Outcome;
    const Result<void> begun = m_pool.stopRequest(workerId, slot, sinceUs,
        [done](Outcome outcome) { done(outcome == Outcome::Interrupted ? QStringLiteral("interrupted") : QStringLiteral("replaced")); });
    if (!begun) {
        done(std::unexpected(begun.error()));
    }
}

Result<void> Engine::replaceWorker(int workerId, Control::StopMode mode)
{
    using Workers::Replacement;
    return m_pool.replaceWorker(workerId, mode == Control::StopMode::AtOnce ? Replacement::AtOnce : Replacement::Graceful);
}

void Engine::setShowsFailure(bool shows)
{
    m_pool.setShowsFailure(shows);
}

QList<Control::WorkerInfo> Engine::workers() const
{
    return workerInfos(m_pool);
}

} // namespace Retort
