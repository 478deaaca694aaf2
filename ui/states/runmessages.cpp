// SPDX-License-Identifier: Apache-2.0
#include "ui/states/runmessages.h"

#include "ui/states/words.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

constexpr qsizetype longestTarget = 80;

QString secondsText(qint64 milliseconds)
{
    return Words::tr("%1 s").arg(static_cast<double>(milliseconds) / 1000.0, 0, 'f', 1);
}

// In steps, so that the sentence can be read and selected: 30 s, 40 s … 2 min.
QString runningText(qint64 microseconds)
{
    const qint64 seconds = microseconds / 1'000'000;
    if (seconds >= 120) {
        return Words::tr("%1 min").arg(seconds / 60);
    }
    return Words::tr("%1 s").arg(seconds < 30 ? seconds : seconds / 10 * 10);
}

// "views.py", "ctypes/__init__.py": by the last name alone nobody would know which one.
QString namedFile(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name == "__init__.py"_L1 ? path.section(u'/', -2) : name;
}

// What this system calls it is kept for those without words of ours.
QString signalText(const WorkerDeath &death)
{
    switch (death.signal) {
    case SIGSEGV: return Words::tr("segmentation fault");
    case SIGABRT: return Words::tr("aborted");
    case SIGFPE: return Words::tr("arithmetic error");
    case SIGILL: return Words::tr("illegal instruction");
#ifdef SIGBUS
    case SIGBUS: return Words::tr("bus error");
#endif
#ifdef SIGKILL
    case SIGKILL: return Words::tr("killed, perhaps because memory ran out");
#endif
    default: break;
    }
    return death.signalName.isEmpty() ? Words::tr("signal %1").arg(death.signal) : death.signalName;
}

// Some services of macOS have ports that developers like; nobody can be asked to stop those.
bool isAirPlay(const StartFailure &failure)
{
    const bool isItsPort = failure.port == 5000 || failure.port == 7000;
    return isItsPort && (failure.program.startsWith("ControlCe"_L1) || failure.isUnnamedOnMac);
}

} // namespace

Message portInUseMessage(const StartFailure &failure)
{
    const bool airPlay = isAirPlay(failure);
    const QString who = airPlay     ? Words::tr("macOS AirPlay Receiver")
        : failure.program.isEmpty() ? Words::tr("another program")
        : failure.script.isEmpty()  ? Words::tr("%1 (pid %2)").arg(failure.program).arg(failure.pid)
                                    : Words::tr("%1 (pid %2, %3)").arg(failure.program).arg(failure.pid).arg(failure.script);
    Message message{Severity::Error, Words::tr("Port %1 is used by %2.").arg(failure.port).arg(who), {}};
    if (failure.freePort > 0) {
        message.buttons.append({Do::UsePort, Words::tr("Use %1").arg(failure.freePort), {}, failure.freePort});
    }
    message.buttons.append({Do::Start, Words::tr("Try again")});
    if (failure.pid > 0 && !airPlay) {
        message.buttons.append({Do::StopProgram, Words::tr("Stop %1…").arg(failure.program), failure.program, failure.pid});
    }
    return message;
}

Message importingMessage(const SiteFacts &facts)
{
    const QString text = facts.importing.isEmpty()
        ? Words::tr("Importing the app … %1").arg(secondsText(facts.phaseMs))
        : Words::tr("Importing `%1` … %2").arg(facts.importing, secondsText(facts.importingUs / 1000));
    return {Severity::Info, text, {{Do::Stop, Words::tr("Stop")}}};
}

Message reloadingMessage(const SiteFacts &facts)
{
    QString text = facts.changedFiles.isEmpty() ? Words::tr("Loading the app again")
                                                : Words::tr("Loading changes in %1").arg(facts.changedFiles.join(", "_L1));
    if (facts.queued > 0) {
        text =
            facts.queued == 1 ? Words::tr("%1, 1 request held").arg(text) : Words::tr("%1, %2 requests held").arg(text).arg(facts.queued);
    }
    return {Severity::Info, text, {{Do::ShowOutput, Words::tr("Show output")}}};
}

Message crashLoopMessage(const SiteFacts &facts)
{
    Message message{Severity::Error, Words::tr("Workers stop within 1 s of starting (%1 times). Retort waits.").arg(facts.quickDeaths),
        {{Do::ShowOutput, Words::tr("Show output")}}};
    if (facts.processes > 1) {
        message.buttons.append({Do::OneWorker, Words::tr("Start one worker only")});
    }
    return message;
}

QString deathKind(const WorkerDeath &death)
{
    return death.signal == 0 ? Words::tr("exit code %1").arg(death.exitCode) : signalText(death);
}

QString deathWords(const WorkerDeath &death)
{
    const QString how = deathKind(death);
    if (death.signal == 0) {
        return how;
    }
    if (!death.library.isEmpty()) {
        return Words::tr("%1 in `%2`").arg(how, death.library);
    }
    if (!death.file.isEmpty()) {
        return Words::tr("%1 in `%2` line %3").arg(how, namedFile(death.file)).arg(death.line);
    }
    return how;
}

Message workerDiedMessage(const SiteFacts &facts)
{
    const WorkerDeath &death = facts.death;
    QString text = facts.workerLost;
    if (death.worker > 0) {
        const QString stopped = Words::tr("Worker %1 stopped: %2.").arg(death.worker).arg(deathWords(death));
        const QString failed = death.failed == 0 ? Words::tr("It was replaced.")
            : death.failed == 1                  ? Words::tr("It was replaced; 1 request failed.")
                                                 : Words::tr("It was replaced; %1 requests failed.").arg(death.failed);
        text = stopped + u' ' + failed;
    }
    return {Severity::Warning, text, {{Do::ShowOutput, Words::tr("Show output")}, {Do::CopyReport, Words::tr("Copy report")}}, true};
}

Message stuckMessage(const RunningRequest &request)
{
    QString target = request.target.section(u'?', 0, 0);
    if (target.size() > longestTarget) {
        target = target.first(longestTarget - 1) + u'…';
    }
    const RequestRef ref{request.worker, request.slot, request.since};
    const QString text =
        Words::tr("%1 %2 has run for %3 on worker %4.").arg(request.method, target, runningText(request.us)).arg(request.worker);
    return {Severity::Warning, text,
        {{Do::ShowStack, Words::tr("Show stack"), {}, 0, ref},
            {Do::StopRequest, Words::tr("Stop request"), request.method + u' ' + target, 0, ref}}};
}

} // namespace Retort::States
