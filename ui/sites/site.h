// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controlclient.h"
#include "ui/sites/enginefinder.h"
#include "ui/sites/engineprocess.h"
#include "ui/sites/siterecord.h"
#include "ui/states/sitefacts.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QJsonArray>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Retort::Sites {

// One project in the sidebar: starts its engine or attaches to one that runs, follows what it tells, and keeps the
// facts that describe() turns into words. Never waits: everything is a signal. Lives on the GUI thread; the finder
// outlives it.
class Site final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Site)

public:
    Site(SiteRecord record, QString engineProgram, EngineFinder &finder, QObject *parent = nullptr);
    ~Site() override;

    const SiteRecord &record() const noexcept { return m_record; }
    void setRecord(const SiteRecord &record);
    // With the time that has passed until now.
    States::SiteFacts facts() const;
    bool isConnected() const { return m_client && m_client->isReady(); }
    bool isServing() const;
    // Of the process we started or are attached to; 0 when there is none.
    qint64 enginePid() const { return m_process ? m_process->pid() : m_enginePid; }
    // Nobody of ours started it and it is not in the list of sites: it is forgotten when it ends.
    bool isGuest() const noexcept { return m_guest; }

    void start();
    // Finishes what runs; the second time, or with AtOnce, what runs is cut.
    enum class StopMode : quint8 { Graceful, AtOnce };
    void stop(StopMode mode = StopMode::Graceful);
    void reload();
    // Stops and starts again, for settings that need it.
    void restart();
    void attach(const FoundEngine &engine);
    void setGuest(bool guest) { m_guest = guest; }
    // After the window has gone the engine keeps serving.
    void letGo();

    // While the site is looked at its numbers are asked for every second.
    void setWatched(bool watched);
    void tryLinkNow();
    void dismissWorkerLost();
    void dismissIniChanged();
    void dismissNotice();
    void setNotice(const QString &sentence);
    // The ini is about to be written by ourselves.
    void noteOwnIniSave();
    // What stands in the ini now becomes what is served: by another start where it must, else by a reload.
    void loadIniChanges();
    // As the engine read it, and as it is on disk.
    QByteArray servedIni() const { return m_iniBytes; }
    QByteArray currentIni() const;
    void setShowsFailure(bool shows);

    // Any other question; ignored while there is no connection.
    void ask(const QString &what, const QJsonObject &more, Control::ControlClient::Answer answer);

Q_SIGNALS:
    void changed();          // facts
    void recordChanged();
    void connectedAnew();    // a new engine: sequence numbers start again
    void ended();            // it serves no more, whyever
    void requestsArrived(const Retort::Log::RecordBatch &batch);
    void outputArrived(const QJsonArray &lines, quint64 skipped);
    void workersArrived(const QJsonArray &workers);
    void markerHappened(const QString &text, qint64 wallUs, bool isReload);

private:
    void setPhase(States::SiteFacts::Phase phase);
    void lookForEngine();
    void connectTo(const QString &socketPath);
    void becameReady();
    void connectionLost();
    void processEnded(int signal, int exitCode);
    void failStart(const QString &errorText);
    void retryLink();

    // `next` is the first sequence number not seen yet: where a connection to the same engine goes on.
    static QJsonObject following(qint64 next);
    void followRequests();
    void followOutput();
    void followEvents();
    void takeEvents(const QJsonArray &events);
    void noteOutput(const QJsonArray &lines);
    void askStatus();
    void askStatusSoon();
    void takeStatus(const QJsonObject &answer);
    void takeWorkers(const QJsonArray &workers);
    void takeDeath(const QJsonObject &event);
    void takePolling(const QString &reason);
    void noteLoadFailure(const QJsonObject &status);
    bool iniNeedsRestart() const;
    void watchIni();
    void iniTouched();

    SiteRecord m_record;
    QString m_engineProgram;
    EngineFinder &m_finder;
    States::SiteFacts m_facts;
    std::unique_ptr<EngineProcess> m_process;
    std::unique_ptr<Control::ControlClient> m_client;
    QString m_socketPath;
    qint64 m_enginePid = 0;
    QElapsedTimer m_phaseTimer;
    QTimer m_search;         // while the engine starts: for its control socket
    QTimer m_poll;           // status, every second
    QTimer m_soon;           // status, once requests were shown
    QTimer m_loadingTick;    // the seconds in the strip
    QTimer m_retry;          // of a lost link
    QFileSystemWatcher m_iniWatcher;
    QByteArray m_iniBytes;   // as the engine read it
    bool m_guest = false;
    bool m_watched = false;
    bool m_stopAsked = false;
    bool m_startAfterStop = false;
    bool m_hasEvents = false;
    bool m_statusAsked = false;
    bool m_noticeRead = false;
    qint64 m_stuckUs = 0;
    quint32 m_lastLoad = 0;
    qint64 m_followedPid = 0;
    qint64 m_nextRequest = 0;
    qint64 m_nextOutput = 0;
    qint64 m_nextEvent = 0;
};

} // namespace Retort::Sites
