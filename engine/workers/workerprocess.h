// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/ipc/messages.h"
#include "engine/net/deadline.h"
#include "engine/net/stream.h"
#include "engine/workers/claimboardfile.h"
#include "engine/workers/slot.h"
#include "engine/workers/workersettings.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>

#include <memory>
#include <vector>

namespace Retort::Workers {

class WorkerProcess;

// Who decides what becomes of a worker: the pool. None of these may destroy the worker at once.
class WorkerObserver
{
public:
    virtual void workerReady(WorkerProcess &worker, const QJsonObject &report) = 0;
    virtual void workerLoadFailed(WorkerProcess &worker, const QJsonObject &failure) = 0;
    virtual void workerPrepared(WorkerProcess &worker, const QJsonObject &answer) = 0;   // as a standby, or why not
    virtual void workerModules(WorkerProcess &worker, const QJsonObject &modules) = 0;   // what the app it loaded is made of
    virtual void workerStacks(WorkerProcess &worker, const QString &text) = 0;  // what its threads do
    virtual void workerExited(WorkerProcess &worker, const QString &how) = 0;  // the last word
    virtual void workerAdvanced(WorkerProcess &worker) = 0;  // one of its slots has room
    virtual void workerOverdue(WorkerProcess &worker, Slot &slot) = 0;
    virtual void workerCalled(WorkerProcess &worker, const QJsonObject &call) = 0;
    virtual void workerWrote(WorkerProcess &worker, const QByteArray &output) = 0;
    virtual void workerRaised(WorkerProcess &worker, const QJsonObject &exception) = 0;
    virtual void workerSays(WorkerProcess &worker, const QString &sentence) = 0;  // for the log

protected:
    ~WorkerObserver() = default;
};

// One worker process, from its start to its exit: the operating system's side (start, output,
// kill), the control channel, and the slots. What should happen when is the pool's business.
// Lives on the engine's thread.
class WorkerProcess final : public QObject, private Net::Stream::Owner, private SlotObserver
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerProcess)

public:
    static constexpr qsizetype lastOutputBytes = 16 * 1024;  // faulthandler's words about a crash, with many threads

    enum class State : quint8 {
        Starting,    // the process was started, its control channel is not here yet
        Preparing,   // a standby: the libraries are being imported
        Prepared,    // a standby that waits for its seat
        Loading,     // the app is being imported
        Ready,       // slots can be given requests
        LoadFailed,  // alive, but without an app
        Retiring,    // told to finish what runs and exit
        Condemned,   // a request passed harakiri, or the channel broke: ends by force
        Gone,
    };

    WorkerProcess(int id, std::uint32_t load, const WorkerSettings &settings, const ErrorPages &pages, Net::DeadlineQueue &deadlines,
        WorkerObserver &observer);
    ~WorkerProcess() override;

    Result<void> start(const QJsonObject &loadRequest);
    // Starts it as a standby: it loads what `prepareRequest` names, and the app only when it is given a seat.
    Result<void> startStandby(const QJsonObject &prepareRequest);
    // Gives a standby its seat. It need not be prepared yet; then it goes on to the app when it is.
    void takeOver(int id, std::uint32_t load, const QJsonObject &loadRequest);
    bool wasStandby() const noexcept { return m_wasStandby; }

    int id() const noexcept { return m_id; }
    qint64 pid() const noexcept { return m_pid; }
    std::uint32_t load() const noexcept { return m_load; }
    State state() const noexcept { return m_state; }
    const QByteArray &token() const noexcept { return m_token; }
    std::uint32_t requests() const noexcept { return m_requests; }
    qint64 rssBytes() const noexcept { return m_rssBytes; }          // 0 unless memory is reported
    qint64 startedUs() const noexcept { return m_startedUs; }     // monotonic
    qint64 startedWallUs() const noexcept { return m_startedWallUs; }
    qint64 readyAfterMs() const noexcept { return m_readyAfterMs; }  // from its start, or from taking over, to Ready; 0 until then
    const SlotList &slotList() const noexcept { return m_slots; }
    // Of a load that takes long: the module it imports, and since when (monotonic). Empty otherwise.
    const QString &importing() const noexcept { return m_importing; }
    qint64 importingSinceUs() const noexcept { return m_importingSinceUs; }
    // --- once it has exited ---
    int exitSignal() const noexcept { return m_exitSignal; }    // 0: it exited by itself
    int exitCode() const noexcept { return m_exitCode; }
    const QByteArray &lastOutput() const noexcept { return m_lastOutput; }  // at most lastOutputBytes
    int failedRequests() const noexcept { return m_failedRequests; }  // begun and lost, counted by bury()
    bool isRunningRequests() const;

    // A connection of the worker has said Hello with our token.
    void channelConnected(const Ipc::Hello &hello, std::unique_ptr<Net::Stream> stream, std::string_view leftover);
    void sendControl(Ipc::FrameType type, const QJsonObject &content);

    // Both answer nothing here: the stacks come to workerStacks(), a request that was interrupted ends like any other.
    void askForStacks();
    void interrupt(const Slot &slot);

    // Finish what runs, then exit; by force after the mercy time. Take back unbegun work before.
    void retire();
    // No new requests; killed when the other requests are done or after `withinMs`.
    void condemn(int withinMs);
    // Once condemned: no need to wait longer if nobody else's request runs.
    void killWhenIdle();
    void kill();
    // Answers for everything the dead worker had begun; returns what it had not, oldest first.
    std::vector<Work> bury(const std::string &why);

private:
    // Net::Stream::Owner, of the control channel
    void readable() override;
    void peerFinished() override;
    void drained() override {}
    void broken() override;
    // SlotObserver
    void slotAdvanced(Slot &slot) override;
    void memoryReported(std::uint64_t rssBytes) override { m_rssBytes = static_cast<qint64>(rssBytes); }
    void slotBroken(Slot &slot, const std::string &why) override;
    void slotOverdue(Slot &slot) override;
    void slotSilent(Slot &slot) override;
    void applicationRaised(Slot &slot, std::string_view exceptionJson) override;
    void responseRefused(Slot &slot, const std::string &why) override;

    Result<void> startProcess();
    void attachControl(std::unique_ptr<Net::Stream> stream, std::string_view leftover);
    bool readControl();
    void handleControl(const Ipc::Frame &frame);
    void becomeReadyWhenComplete();
    void launch();
    void readOutput();
    void finished(int exitCode, QProcess::ExitStatus status);
    void failedToStart(QProcess::ProcessError error);
    void patienceOver();

    int m_id;
    std::uint32_t m_load;
    const WorkerSettings &m_settings;
    WorkerObserver &m_observer;
    const ErrorPages &m_pages;
    Net::DeadlineQueue &m_deadlines;
    State m_state = State::Starting;
    QByteArray m_token;
    QProcess m_process;
    qint64 m_pid = 0;
    qint64 m_startedUs = 0;
    qint64 m_startedWallUs = 0;
    qint64 m_readyAfterMs = 0;
    std::uint32_t m_requests = 0;
    qint64 m_rssBytes = 0;
    QString m_importing;
    qint64 m_importingSinceUs = 0;
    int m_exitSignal = 0;
    int m_exitCode = 0;
    QByteArray m_lastOutput;
    int m_failedRequests = 0;
    qint64 m_orderedUs = 0;       // when it was told to load the app; monotonic
    QJsonObject m_prepareRequest;  // of a standby without a seat
    QJsonObject m_loadRequest;
    QJsonObject m_readyReport;
    std::unique_ptr<ClaimBoardFile> m_board;
    SlotList m_slots;
    std::unique_ptr<Net::Stream> m_control;
    Ipc::FrameReader m_controlReader;
    Net::Deadline m_patience;  // Hello at start, mercy at the end
    bool m_wasStandby = false;
    bool m_loaded = false;     // Ready came; slots may still be connecting
};

} // namespace Retort::Workers
