// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/workerplatform.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstring>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace Retort::Workers {

void prepareWorkerProcess(QProcess &process)
{
    // Runs in the child between fork and exec: async-signal-safe calls only.
    process.setChildProcessModifier([] {
        ::setpgid(0, 0);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
        ::signal(SIGPIPE, SIG_DFL);
        ::signal(SIGHUP, SIG_IGN);  // a closing terminal: the engine decides what happens
    });
}

bool requestStackDump(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), SIGUSR2) == 0;
}

QString signalName(int signal)
{
    return QString::fromLocal8Bit(::strsignal(signal)).toLower();
}

ProcessUse processUse(qint64 pid)
{
    ProcessUse use;
#ifdef Q_OS_LINUX
    // man 5 proc: the second field, the name in parentheses, may hold anything; behind it utime is the 12th, stime the 13th, rss the 22nd.
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return use;
    }
    const QByteArray text = file.readAll();
    const QByteArrayList fields = text.sliced(text.lastIndexOf(')') + 1).trimmed().split(' ');
    if (fields.size() > 21) {
        const auto ticks = static_cast<quint64>(::sysconf(_SC_CLK_TCK));
        use.cpuUs = (fields[11].toULongLong() + fields[12].toULongLong()) * 1'000'000 / ticks;
        use.rssBytes = fields[21].toULongLong() * static_cast<quint64>(::sysconf(_SC_PAGESIZE));
    }
#else
    Q_UNUSED(pid)
#endif
    return use;
}

QString exitSentence(QProcess::ExitStatus status, int exitCode)
{
    if (status == QProcess::NormalExit) {
        return QCoreApplication::translate("Workers", "exited with code %1").arg(exitCode);
    }
    // QProcess gives the signal number as exit code of a crashed process.
    return QCoreApplication::translate("Workers", "was killed by signal %1 (%2)").arg(exitCode).arg(signalName(exitCode));
}

} // namespace Retort::Workers
