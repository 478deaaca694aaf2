// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/site.h"

#include "engine/base/clock.h"
#include "engine/base/processes.h"
#include "engine/config/inidocument.h"
#include "ui/settings/changes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

using States::SiteFacts;
using Phase = States::SiteFacts::Phase;

namespace {

constexpr int searchEveryMs = 40;
constexpr int pollEveryMs = 1000;
constexpr int soonMs = 250;
constexpr int tickEveryMs = 200;
constexpr int retryEveryS = 5;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.read(qint64{1024} * 1024) : QByteArray();
}

} // namespace

Site::Site(SiteRecord record, QString engineProgram, EngineFinder &finder, QObject *parent)
    : QObject(parent)
    , m_record(std::move(record))
    , m_engineProgram(std::move(engineProgram))
    , m_finder(finder)
{
    m_facts.name = m_record.name;
    m_facts.folder = m_record.folder;
    m_facts.phase = m_record.everStarted ? Phase::Stopped : Phase::NeverStarted;
    m_phaseTimer.start();
    m_search.setInterval(searchEveryMs);
    m_poll.setInterval(pollEveryMs);
    m_loadingTick.setInterval(tickEveryMs);
    m_retry.setInterval(1000);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_search, &QTimer::timeout, this, &Site::lookForEngine);
    connect(&m_poll, &QTimer::timeout, this, &Site::askStatus);
    connect(&m_soon, &QTimer::timeout, this, &Site::askStatus);
    connect(&m_loadingTick, &QTimer::timeout, this, &Site::changed);
    connect(&m_retry, &QTimer::timeout, this, &Site::retryLink);
    connect(&m_iniWatcher, &QFileSystemWatcher::fileChanged, this, &Site::iniTouched);
    connect(&m_finder, &EngineFinder::found, this, [this](const FoundEngine &engine) {
        if (m_process && engine.pid == m_process->pid()) {
            lookForEngine();
        }
    });
}

Site::~Site() = default;

void Site::setRecord(const SiteRecord &record)
{
    m_record = record;
    m_facts.name = record.name;
    m_facts.folder = record.folder;
    Q_EMIT recordChanged();
    Q_EMIT changed();
}

SiteFacts Site::facts() const
{
    SiteFacts facts = m_facts;
    facts.phaseMs = m_phaseTimer.elapsed();
    return facts;
}

bool Site::isServing() const
{
    return m_facts.phase == Phase::Starting || m_facts.phase == Phase::Connected;
}

void Site::setPhase(Phase phase)
{
    if (m_facts.phase != phase) {
        m_facts.phase = phase;
        m_phaseTimer.restart();
    }
    const bool counts = phase == Phase::Starting || (phase == Phase::Connected && m_facts.engineState == "loading"_L1);
    counts ? m_loadingTick.start() : m_loadingTick.stop();
    Q_EMIT changed();
}

// --- start, stop, reload ---

void Site::start()
{
    if (isServing() || (m_process && m_process->isRunning())) {
        return;
    }
    const QString name = m_facts.name;
    m_facts = {};
    m_facts.name = name;
    m_facts.folder = m_record.folder;
    m_stopAsked = false;
    m_noticeRead = false;
    m_lastLoad = 0;
    m_process = std::make_unique<EngineProcess>();
    connect(m_process.get(), &EngineProcess::ended, this, &Site::processEnded);
    connect(m_process.get(), &EngineProcess::failedToStart, this, &Site::failStart);
    setPhase(Phase::Starting);
    watchIni();
    if (!QFileInfo(m_record.folder).isDir()) {
        failStart(tr("The folder %1 does not exist.").arg(m_record.folder));
        return;
    }
    m_process->start(m_engineProgram, QStringList{u"--no-gui"_s} + m_record.arguments, m_record.folder);
    m_search.start();
}

void Site::stop(StopMode mode)
{
    m_search.stop();
    const bool again = std::exchange(m_stopAsked, true);
    if (isConnected()) {
        const bool now = mode == StopMode::AtOnce || again;
        m_client->ask(u"stop"_s, {{u"mode"_s, now ? u"now"_s : u"graceful"_s}}, [](const QJsonObject &) {});
        setPhase(Phase::Stopping);
    } else if (m_process && m_process->isRunning()) {
        again ? m_process->kill() : m_process->terminate();
        setPhase(Phase::Stopping);
    } else if (m_facts.phase == Phase::LinkLost) {
        m_retry.stop();
        setPhase(Phase::Stopped);
    }
}

void Site::reload()
{
    if (!isConnected()) {
        return;
    }
    m_facts.changedFiles.clear();
    m_facts.workerLost.clear();
    m_facts.death = {};
    m_client->ask(u"reload"_s, {}, [this](const QJsonObject &) { askStatus(); });
    askStatus();
}

void Site::restart()
{
    if (!isServing()) {
        start();
        return;
    }
    m_startAfterStop = true;
    stop();
}

void Site::letGo()
{
    if (m_process) {
        m_process->letGo();
    }
}

// --- finding and keeping the engine ---

void Site::lookForEngine()
{
    if (!m_process || m_client || m_facts.phase != Phase::Starting) {
        return;
    }
    if (const FoundEngine *engine = m_finder.engineOf(m_process->pid()); engine && engine->pid > 0) {
        m_search.stop();
        m_facts.addresses = engine->addresses;
        m_enginePid = engine->pid;
        connectTo(engine->socketPath);
        return;
    }
    m_finder.look();
}

void Site::attach(const FoundEngine &engine)
{
    if (m_client || isServing()) {
        return;
    }
    m_facts.attached = m_guest;
    m_facts.addresses = engine.addresses;
    m_enginePid = engine.pid;
    m_stopAsked = false;
    watchIni();
    connectTo(engine.socketPath);
}

void Site::connectTo(const QString &socketPath)
{
    m_socketPath = socketPath;
    if (m_client) {
        m_client->disconnect(this);
        m_client.release()->deleteLater();
    }
    m_client = std::make_unique<Control::ControlClient>();
    connect(m_client.get(), &Control::ControlClient::ready, this, &Site::becameReady);
    connect(m_client.get(), &Control::ControlClient::lost, this, &Site::connectionLost);
    m_client->connectToSite(socketPath);
}

void Site::becameReady()
{
    m_retry.stop();
    m_hasEvents = false;
    m_statusAsked = false;
    m_facts.engineState = u"loading"_s;
    m_record.everStarted = true;
    Q_EMIT recordChanged();
    if (const qint64 pid = m_client->site().value("pid"_L1).toInteger(); std::exchange(m_followedPid, pid) != pid) {
        m_nextRequest = 0;
        m_nextOutput = 0;
        m_nextEvent = 0;
        Q_EMIT connectedAnew();
    }
    setPhase(Phase::Connected);
    followRequests();
    followOutput();
    followEvents();
    m_client->ask(u"record"_s, {{u"on"_s, true}}, [](const QJsonObject &) {}); // as long as we are connected
    askStatus();
}

void Site::connectionLost()
{
    if (m_client) {
        m_client->disconnect(this);
        m_client.release()->deleteLater();
    }
    m_poll.stop();
    m_soon.stop();
    if (m_process && m_process->isRunning()) {
        // Ours: how it ended is told by processEnded(). It may still be finishing.
        setPhase(m_stopAsked ? Phase::Stopping : m_facts.phase);
        return;
    }
    if (m_process) {
        return;
    }
    if (!m_stopAsked && processExists(m_enginePid)) {
        if (m_facts.phase != Phase::LinkLost) {
            m_facts.lostAtUs = wallClockUs();
        }
        m_facts.retryInS = retryEveryS;
        m_retry.start();
        setPhase(Phase::LinkLost);
        return;
    }
    m_retry.stop();
    m_enginePid = 0;
    setPhase(Phase::Stopped);
    Q_EMIT ended();
    if (std::exchange(m_startAfterStop, false)) {
        start();
    }
}

void Site::retryLink()
{
    if (m_facts.retryInS > 1) {
        --m_facts.retryInS;
        Q_EMIT changed();
        return;
    }
    tryLinkNow();
}

void Site::tryLinkNow()
{
    m_retry.stop();
    connectTo(m_socketPath);
}

void Site::processEnded(int signal, int exitCode)
{
    m_search.stop();
    m_poll.stop();
    const QString errorText = m_process->errorText();
    const bool served = m_enginePid != 0 && m_facts.phase != Phase::Starting;
    if (m_client) {
        m_client->disconnect(this);
        m_client.release()->deleteLater();
    }
    m_process->disconnect(this);
    m_process.release()->deleteLater();
    m_enginePid = 0;
    if (m_stopAsked || (signal == 0 && exitCode == 0)) {
        setPhase(Phase::Stopped);
    } else if (!served) {
        failStart(errorText);
        return;
    } else {
        m_facts.endSignal = signal;
        m_facts.endCode = exitCode;
        m_facts.lastWords = errorText;
        setPhase(Phase::EngineGone);
    }
    Q_EMIT ended();
    if (std::exchange(m_startAfterStop, false)) {
        start();
    }
}

void Site::failStart(const QString &errorText)
{
    m_search.stop();
    m_startAfterStop = false;
    if (m_process) {
        m_process->disconnect(this);
        m_process.release()->deleteLater();
    }
    m_facts.startFailure = States::readStartFailure(errorText);
    setPhase(Phase::StartFailed);
    Q_EMIT ended();
}

// --- the ini on disk ---

void Site::watchIni()
{
    if (const QStringList watched = m_iniWatcher.files(); !watched.isEmpty()) {
        m_iniWatcher.removePaths(watched);
    }
    const QString ini = m_record.iniFile();
    m_facts.iniChanged = false;
    m_facts.iniName = QFileInfo(ini).fileName();
    m_iniBytes = contents(ini);
    if (!ini.isEmpty() && QFileInfo::exists(ini)) {
        m_iniWatcher.addPath(ini);
    }
}

// An editor may replace the file: the watch goes with the old one.
void Site::iniTouched()
{
    const QString ini = m_record.iniFile();
    if (QFileInfo::exists(ini) && !m_iniWatcher.files().contains(ini)) {
        m_iniWatcher.addPath(ini);
    }
    const QByteArray now = contents(ini);
    bool differs = isServing() && now != m_iniBytes;
    if (differs && m_facts.reloadsOnSave && !iniNeedsRestart()) {
        m_iniBytes = now;  // the engine has seen it too, and loads it
        differs = false;
    }
    if (differs != m_facts.iniChanged) {
        m_facts.iniChanged = differs;
        Q_EMIT changed();
    }
}

void Site::noteOwnIniSave()
{
    m_iniBytes = contents(m_record.iniFile());
    m_facts.iniChanged = false;
    Q_EMIT changed();
}

QByteArray Site::currentIni() const
{
    return contents(m_record.iniFile());
}

bool Site::iniNeedsRestart() const
{
    return Ui::changesBetween(Config::IniDocument(m_iniBytes.toStdString()), Config::IniDocument(currentIni().toStdString()))
        .needsRestart();
}

void Site::loadIniChanges()
{
    const bool needsRestart = iniNeedsRestart();
    noteOwnIniSave();
    needsRestart || !isConnected() ? restart() : reload();
}

void Site::setShowsFailure(bool shows)
{
    ask(u"showFailure"_s, {{u"on"_s, shows}}, [this](const QJsonObject &) { askStatus(); });
}

void Site::dismissIniChanged()
{
    noteOwnIniSave();
}

void Site::setNotice(const QString &sentence)
{
    m_facts.notice = sentence;
    Q_EMIT changed();
}

void Site::dismissNotice()
{
    m_facts.notice.clear();
    m_noticeRead = true;
    Q_EMIT changed();
}

void Site::dismissWorkerLost()
{
    m_facts.workerLost.clear();
    m_facts.death = {};
    Q_EMIT changed();
}

} // namespace Retort::Sites
