// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/pythonfinder.h"
#include "engine/config/serverconfig.h"
#include "engine/control/controlserver.h"
#include "engine/control/controltarget.h"
#include "engine/control/runtimedir.h"
#include "engine/control/statsserver.h"
#include "engine/frontends.h"
#include "engine/log/eventlog.h"
#include "engine/log/linewriter.h"
#include "engine/log/outputdemux.h"
#include "engine/log/outputlog.h"
#include "engine/log/requestlog.h"
#include "engine/masterfifo.h"
#include "engine/net/deadline.h"
#include "engine/net/poller.h"
#include "engine/pidfile.h"
#include "engine/reloader.h"
#include "engine/touchwatcher.h"
#include "engine/workers/channelserver.h"
#include "engine/workers/dispatcher.h"
#include "engine/workers/errorpages.h"
#include "engine/workers/pool.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace Retort {

// Where the parts that are installed beside the program are.
struct InstalledParts
{
    QString workerProgram;  // retort-worker
    QString modulePath;     // _retort.abi3.so
    QString runtimeFolder;  // engine/python/runtime
};

// What a site is made with; read again when a file of its configuration changes.
struct SiteSettings
{
    Config::ServerConfig config;
    Config::PythonChoice python;
};

// One site being served: the façade over listeners, workers, log and control socket. Construct, start(), run the
// event loop; everything that happens is told by signals, and stopped() is the last. Lives on the main thread.
class Engine final : public QObject, public Control::ControlTarget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)

public:
    // `writer` gets the log lines and outlives the engine.
    Engine(Config::ServerConfig config, Config::PythonChoice python, const InstalledParts &parts, Log::LogRules logRules,
        Control::RuntimeDir runtimeDir, Log::LineWriter &writer);
    ~Engine() override;

    // How to read the configuration again, which every reload does; it may block for the time a Python takes to tell its version.
    using ReadSettings = std::function<Result<SiteSettings>()>;
    void setReadSettings(ReadSettings readAgain) { m_readAgain = std::move(readAgain); }
    // Reloads when files of the project change. Before start().
    void watchFiles();

    // Opens the listeners, starts the workers. On an error nothing is left behind.
    Result<void> start();

    QStringList addresses() const { return m_frontEnds.addresses(); }
    const Config::ServerConfig &config() const noexcept { return m_config; }
    const Config::PythonChoice &python() const noexcept { return m_python; }
    void addRecorders(int more) override;
    Log::RequestLog &requestLog() noexcept override { return m_requestLog; }
    Log::OutputLog &outputLog() noexcept override { return m_outputLog; }
    Log::EventLog &eventLog() noexcept override { return m_eventLog; }

    // --- Control::ControlTarget ---
    Control::SiteInfo site() const override;
    Control::SiteStatus status() const override;
    QList<Control::WorkerInfo> workers() const override;
    QString why(const QString &path) const override { return m_reloader ? m_reloader->why(path) : QString(); }
    QJsonObject routes() const override { return m_routes; }
    void tellStacks(int workerId, TextDone done) override;
    void stopRequest(int workerId, int slot, qint64 sinceUs, TextDone done) override;
    Result<void> replaceWorker(int workerId, Control::StopMode mode) override;
    void setShowsFailure(bool shows) override;
    // Loads the app and its libraries anew without refusing or cutting a request; the old code serves meanwhile.
    void reload(Done done) override;
    // Graceful: stops accepting, finishes what runs (at most reload-mercy). AtOnce, also after a graceful
    // stop has begun: cuts everything. Then stopped().
    void stop(Control::StopMode mode) override;

    const Workers::Pool &pool() const noexcept { return m_pool; }
    const Workers::Dispatcher &dispatcher() const noexcept { return m_dispatcher; }
    const FrontEnds &frontEnds() const noexcept { return m_frontEnds; }
    const Log::RequestLog &requestLog() const noexcept { return m_requestLog; }
    qint64 startedWallUs() const noexcept { return m_startedWallUs; }
    qint64 loadMs() const noexcept { return m_loadMs; }
    bool isStopping() const noexcept { return m_stopping; }
    bool isWatching() const noexcept { return m_watches; }
    QStringList loadingFiles() const { return m_reloader ? m_reloader->loadingFiles() : QStringList(); }
    QString pollingReason() const { return m_reloader ? m_reloader->pollingReason() : QString(); }

    // A line about what happened, for the log.
    void say(const QString &sentence);

Q_SIGNALS:
    void loaded(quint32 load, qint64 milliseconds, const QJsonObject &report);
    void loadFailed(const QJsonObject &failure, bool oldCodeServes);
    void stopped();

private:
    struct Output
    {
        Output(qint64 process, const QByteArray &mark, Log::OutputDemux::LineFunction line)
            : pid(process)
            , lines(mark.toStdString(), std::move(line))
        {
        }

        qint64 pid;
        Log::OutputDemux lines;
    };

    Workers::PoolSettings poolSettings() const;
    Watch::WatchSettings watchSettings() const;
    void takeConfiguration();
    void takeSettings(const SiteSettings &settings);
    void tellAnswered(quint32 load);
    void note(const QString &kind, const QString &text, QJsonObject details = {});
    void connectPool();
    Result<void> openControl();
    void openFifo();
    void obey(char letter);
    void workerWrote(int workerId, qint64 pid, const QByteArray &bytes);
    void workerPrinted(int workerId, qint64 pid, const Log::OutputSource &source, std::string_view line);
    void tellLoaded(quint32 load, qint64 milliseconds, const QJsonObject &report);
    void tellLoadFailed(const QJsonObject &failure, bool oldCodeServes);
    void answerReloads(const QString &sentence);
    void finishStop();

    Config::ServerConfig m_config;
    Config::PythonChoice m_python;
    InstalledParts m_parts;
    bool m_watches = false;  // the pool is made before there could be a reloader
    Control::RuntimeDir m_runtimeDir;
    std::unique_ptr<Net::Poller> m_poller;
    Net::DeadlineQueue m_deadlines;
    const QByteArray m_outputMark;  // before the pool, which takes it
    Log::OutputLog m_outputLog;
    Log::EventLog m_eventLog;
    Log::RequestLog m_requestLog;
    Workers::ErrorPages m_pages;
    Workers::Dispatcher m_dispatcher;
    Workers::Pool m_pool;
    Workers::ChannelServer m_channels;
    FrontEnds m_frontEnds;
    std::map<int, std::unique_ptr<Output>> m_outputs;  // by worker id
    std::unique_ptr<Control::ControlServer> m_control;
    std::unique_ptr<Control::StatsServer> m_stats;
    std::unique_ptr<TouchWatcher> m_touchWatcher;
    std::unique_ptr<Reloader> m_reloader;  // null: nothing is watched
    ReadSettings m_readAgain;
    std::unique_ptr<MasterFifo> m_fifo;
    std::optional<PidFile> m_pidFile;
    Net::Deadline m_mercy;
    QList<Done> m_reloadsAsked;
    qint64 m_startedWallUs = 0;
    qint64 m_loadMs = 0;
    QJsonObject m_routes;   // of the load that serves
    int m_recorders = 0;    // control clients that want heads and bodies captured
    bool m_stopping = false;
    bool m_cut = false;     // AtOnce
};

} // namespace Retort
