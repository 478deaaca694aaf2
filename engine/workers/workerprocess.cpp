// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/workerprocess.h"

#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/workers/workerplatform.h"

#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace Retort::Workers {

namespace {

QByteArray newToken()
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(bytes.data()), reinterpret_cast<quint32 *>(bytes.data() + 16));
    return bytes.toHex();
}

QByteArray toQt(std::string_view bytes)
{
    return QByteArray(bytes.data(), qsizetype(bytes.size()));
}

} // namespace

WorkerProcess::WorkerProcess(int id, std::uint32_t load, const WorkerSettings &settings, const ErrorPages &pages,
    Net::DeadlineQueue &deadlines, WorkerObserver &observer)
    : m_id(id)
    , m_load(load)
    , m_settings(settings)
    , m_observer(observer)
    , m_pages(pages)
    , m_deadlines(deadlines)
    , m_token(newToken())
    , m_patience(deadlines, [this] { patienceOver(); })
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WorkerProcess::readOutput);
    connect(&m_process, &QProcess::finished, this, &WorkerProcess::finished);
    connect(&m_process, &QProcess::errorOccurred, this, &WorkerProcess::failedToStart);
}

WorkerProcess::~WorkerProcess()
{
    m_process.disconnect(this);
    if (m_control) {
        m_control->setOwner(nullptr);
    }
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

Result<void> WorkerProcess::start(const QJsonObject &loadRequest)
{
    m_loadRequest = loadRequest;
    return startProcess();
}

Result<void> WorkerProcess::startStandby(const QJsonObject &prepareRequest)
{
    m_prepareRequest = prepareRequest;
    m_wasStandby = true;
    return startProcess();
}

void WorkerProcess::takeOver(int id, std::uint32_t load, const QJsonObject &loadRequest)
{
    m_id = id;
    m_load = load;
    m_orderedUs = monotonicUs();
    m_loadRequest = loadRequest;
    m_prepareRequest = {};
    for (const auto &slot : m_slots) {
        slot->assign(id, load);
    }
    if (m_state == State::Preparing || m_state == State::Prepared) {
        m_state = State::Loading;
        sendControl(Ipc::FrameType::Load, m_loadRequest);
    }
}

Result<void> WorkerProcess::startProcess()
{
    auto board = ClaimBoardFile::create(m_settings.boardTemplate, m_settings.threads);
    if (!board) {
        return std::unexpected(board.error());
    }
    m_board = std::move(*board);
    m_startedUs = monotonicUs();
    m_orderedUs = m_startedUs;
    m_startedWallUs = wallClockUs();
    m_patience.start(Limits::workerHelloMs);
    launch();
    return {};
}

void WorkerProcess::launch()
{
    const QJsonObject start{
        {QStringLiteral("channel"), m_settings.channelPath},
        {QStringLiteral("token"), QString::fromLatin1(m_token)},
        {QStringLiteral("id"), m_id},
        {QStringLiteral("slots"), m_settings.threads},
        {QStringLiteral("board"), m_board->path()},
        {QStringLiteral("runtime"), m_settings.runtimeFolder},
        {QStringLiteral("module"), m_settings.modulePath},
        {QStringLiteral("libpython"), m_settings.libPython},
        {QStringLiteral("python"), m_settings.pythonExecutable},
        {QStringLiteral("options"), m_settings.pythonOptions.join(u' ')},
        {QStringLiteral("outputMark"), m_settings.outputMark},
    };
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("QT_NO_GLIB"));  // main() means its own event loop, not that of an app
    environment.insert(QStringLiteral("RETORT_WORKER"), QString::fromUtf8(QJsonDocument(start).toJson(QJsonDocument::Compact)));
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_settings.startFolder);
    prepareWorkerProcess(m_process);
    if (m_settings.libPython.isEmpty()) {
        const QString script = m_settings.runtimeFolder + QStringLiteral("/worker_main.py");
        m_process.start(m_settings.pythonExecutable, m_settings.pythonOptions + QStringList{script}, QIODevice::ReadOnly);
    } else {
        m_process.start(m_settings.workerProgram, {}, QIODevice::ReadOnly);
    }
    m_pid = m_process.processId();
}

bool WorkerProcess::isRunningRequests() const
{
    return std::any_of(m_slots.begin(), m_slots.end(), [](const auto &slot) { return !slot->isIdle(); });
}

// --- channels ---

void WorkerProcess::channelConnected(const Ipc::Hello &hello, std::unique_ptr<Net::Stream> stream, std::string_view leftover)
{
    if (hello.slot < 0) {
        attachControl(std::move(stream), leftover);
        return;
    }
    if (hello.slot >= static_cast<int>(m_slots.size()) || m_slots[static_cast<std::size_t>(hello.slot)]->isAttached()) {
        return;  // not a slot of ours: the stream closes
    }
    m_slots[static_cast<std::size_t>(hello.slot)]->attach(std::move(stream), leftover, hello.threadId);
    becomeReadyWhenComplete();
}

void WorkerProcess::attachControl(std::unique_ptr<Net::Stream> stream, std::string_view leftover)
{
    if (m_control || m_state != State::Starting) {
        return;
    }
    m_control = std::move(stream);
    m_control->setOwner(this);
    m_patience.stop();
    for (int i = 0; i < m_settings.threads; ++i) {
        const SlotIdentity identity{m_id, i, m_pid, m_load, &m_requests};
        m_slots.push_back(std::make_unique<Slot>(
            identity, m_board->row(i), m_pages, m_deadlines, m_settings.requests, static_cast<SlotObserver &>(*this)));
    }
    if (m_prepareRequest.isEmpty()) {
        m_state = State::Loading;
        sendControl(Ipc::FrameType::Load, m_loadRequest);
    } else {
        m_state = State::Preparing;
        sendControl(Ipc::FrameType::Prepare, m_prepareRequest);
    }
    m_controlReader.append(leftover);
    readable();
}

void WorkerProcess::sendControl(Ipc::FrameType type, const QJsonObject &content)
{
    if (!m_control) {
        return;
    }
    const QByteArray json = QJsonDocument(content).toJson(QJsonDocument::Compact);
    std::string frame;
    Ipc::appendFrame(frame, type, {json.constData(), std::size_t(json.size())});
    m_control->write(frame);
    m_control->flush();
}

// One piece at a time (the stream tells of the rest): a worker that says much must not keep the engine from others.
void WorkerProcess::readable()
{
    readControl();
    if (m_controlReader.isBroken()) {
        m_observer.workerSays(*this, tr("Worker %1 is replaced: what it says on its control channel makes no sense.").arg(m_id));
        m_control->setReading(false);
        kill();
    }
}

bool WorkerProcess::readControl()
{
    constexpr std::size_t room = 16 * 1024;
    const std::size_t got = m_controlReader.isBroken() ? 0 : m_control->read(m_controlReader.prepare(room), room);
    m_controlReader.commit(got);
    while (const auto frame = m_controlReader.next()) {
        handleControl(*frame);
    }
    return got > 0;
}

void WorkerProcess::handleControl(const Ipc::Frame &frame)
{
    const QJsonObject content = QJsonDocument::fromJson(toQt(frame.payload)).object();
    if (frame.type == Ipc::FrameType::Ready && m_state == State::Loading) {
        m_loaded = true;
        m_readyReport = content;
        becomeReadyWhenComplete();
    } else if (frame.type == Ipc::FrameType::LoadFailed && m_state == State::Loading) {
        m_state = State::LoadFailed;
        m_importing.clear();
        m_observer.workerLoadFailed(*this, content);
    } else if (frame.type == Ipc::FrameType::Prepared && m_wasStandby) {
        if (m_state == State::Preparing) {
            m_state = State::Prepared;
        }
        m_observer.workerPrepared(*this, content);
    } else if (frame.type == Ipc::FrameType::Importing && m_state == State::Loading) {
        m_importing = content.value(u"module").toString();
        m_importingSinceUs = monotonicUs() - content.value(u"us").toInteger();
    } else if (frame.type == Ipc::FrameType::Stacks) {
        m_observer.workerStacks(*this, content.value(u"text").toString());
    } else if (frame.type == Ipc::FrameType::Modules) {
        m_observer.workerModules(*this, content);
    } else if (frame.type == Ipc::FrameType::Call) {
        m_observer.workerCalled(*this, content);
    }
}

void WorkerProcess::becomeReadyWhenComplete()
{
    const bool complete = m_loaded && m_state == State::Loading
        && std::all_of(m_slots.begin(), m_slots.end(), [](const auto &slot) { return slot->isAttached(); });
    if (!complete) {
        return;
    }
    m_state = State::Ready;
    m_importing.clear();
    m_readyAfterMs = (monotonicUs() - m_orderedUs) / 1000;
    m_observer.workerReady(*this, m_readyReport);
}

void WorkerProcess::peerFinished()
{
    broken();
}

void WorkerProcess::broken()
{
    if (m_state != State::Retiring && m_state != State::Gone) {
        kill();  // without its control channel a worker cannot be told anything
    }
}

// --- what its slots say ---

void WorkerProcess::slotAdvanced(Slot &)
{
    if (m_state == State::Condemned) {
        killWhenIdle();
        return;
    }
    m_observer.workerAdvanced(*this);
}

void WorkerProcess::slotBroken(Slot &slot, const std::string &why)
{
    if (m_state == State::Retiring && slot.isIdle()) {
        return;  // it is leaving, as it should
    }
    if (m_state != State::Condemned && m_state != State::Gone) {
        m_state = State::Condemned;
        if (!why.starts_with("it closed") && !why.starts_with("its channel")) {
            m_observer.workerSays(*this, tr("Worker %1 is replaced: %2.").arg(m_id).arg(QString::fromStdString(why)));
        }
    }
    kill();
}

void WorkerProcess::slotOverdue(Slot &slot)
{
    m_observer.workerOverdue(*this, slot);
}

void WorkerProcess::slotSilent(Slot &slot)
{
    m_observer.workerSays(*this,
        tr("Worker %1, core %2: the app said nothing to its client for %3 s (http-timeout). The client was sent away; "
           "the request goes on.")
            .arg(m_id)
            .arg(slot.identity().index)
            .arg(m_settings.requests.silenceMs / 1000));
}

void WorkerProcess::applicationRaised(Slot &, std::string_view exceptionJson)
{
    m_observer.workerRaised(*this, QJsonDocument::fromJson(toQt(exceptionJson)).object());
}

void WorkerProcess::responseRefused(Slot &, const std::string &why)
{
    m_observer.workerSays(*this, tr("Worker %1: the app's answer was refused: %2.").arg(m_id).arg(QString::fromStdString(why)));
}

// --- what somebody wants to know or stop ---

void WorkerProcess::askForStacks()
{
    QJsonObject requests;
    for (const auto &slot : m_slots) {
        if (!slot->isIdle()) {
            const QString words = QString::fromUtf8(QByteArray::fromStdString(slot->frontWords())).section(u'?', 0, 0);  // no secrets
            const double seconds = static_cast<double>(slot->runningUs(monotonicUs())) / 1'000'000.0;
            requests.insert(QString::number(slot->threadId()), tr("%1, for %2 s").arg(words).arg(seconds, 0, 'f', 1));
        }
    }
    sendControl(Ipc::FrameType::Stack, {{QStringLiteral("requests"), requests}});
}

void WorkerProcess::interrupt(const Slot &slot)
{
    // As text: JSON numbers are doubles.
    sendControl(Ipc::FrameType::Interrupt,
        {{QStringLiteral("slot"), slot.identity().index}, {QStringLiteral("request"), QString::number(slot.frontRequestId())}});
}

// --- the end ---

void WorkerProcess::retire()
{
    if (m_state == State::Retiring || m_state == State::Condemned || m_state == State::Gone) {
        return;
    }
    const bool hasNothingToFinish =
        m_state == State::Starting || m_state == State::Preparing || m_state == State::Prepared || m_state == State::Loading;
    m_state = State::Retiring;
    if (hasNothingToFinish) {
        kill();  // an import may take long, and nobody waits for it
        return;
    }
    sendControl(Ipc::FrameType::Retire, {});
    m_patience.start(m_settings.mercyMs);
}

void WorkerProcess::condemn(int withinMs)
{
    if (m_state == State::Gone) {
        return;
    }
    m_state = State::Condemned;
    m_patience.start(withinMs);
}

// The stack dump of the stuck thread needs a moment to arrive before the process may go.
void WorkerProcess::killWhenIdle()
{
    constexpr int stackDumpMs = 200;
    const bool othersRun = std::any_of(m_slots.begin(), m_slots.end(), [](const auto &slot) { return slot->runningExchange() != nullptr; });
    if (!othersRun) {
        m_patience.start(stackDumpMs);
    }
}

void WorkerProcess::patienceOver()
{
    if (m_state == State::Starting) {
        m_observer.workerSays(*this, tr("Worker %1 did not report within %2 s of its start.").arg(m_id).arg(Limits::workerHelloMs / 1000));
    } else if (m_state == State::Retiring) {
        m_observer.workerSays(*this, tr("Worker %1 did not finish within %2 s and is killed.").arg(m_id).arg(m_settings.mercyMs / 1000));
    }
    kill();
}

void WorkerProcess::kill()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
    }
}

std::vector<Work> WorkerProcess::bury(const std::string &why)
{
    std::vector<Work> unbegun;
    for (const auto &slot : m_slots) {
        std::vector<Work> work = slot->bury(why, m_failedRequests);
        std::move(work.begin(), work.end(), std::back_inserter(unbegun));
    }
    return unbegun;
}

void WorkerProcess::readOutput()
{
    const QByteArray output = m_process.readAllStandardOutput();
    m_lastOutput += output;
    m_lastOutput = m_lastOutput.last(std::min(m_lastOutput.size(), lastOutputBytes));
    m_observer.workerWrote(*this, output);
}

void WorkerProcess::finished(int exitCode, QProcess::ExitStatus status)
{
    m_patience.stop();
    if (m_control) {
        while (readControl()) {  // what it said before it died
        }
        m_control->setOwner(nullptr);
        m_control.reset();
    }
    m_state = State::Gone;
    m_exitCode = exitCode;
    m_exitSignal = status == QProcess::CrashExit ? exitCode : 0;
    readOutput();
    m_observer.workerExited(*this, exitSentence(status, exitCode));
}

void WorkerProcess::failedToStart(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart) {
        return;  // a crash: finished() follows
    }
    m_patience.stop();
    m_state = State::Gone;
    m_observer.workerExited(*this, tr("could not be started: %1 (%2)").arg(m_process.errorString(), m_process.program()));
}

} // namespace Retort::Workers
