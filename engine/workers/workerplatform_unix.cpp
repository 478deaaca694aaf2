// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/workerplatform.h"

#include <QCoreApplication>

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

QString exitSentence(QProcess::ExitStatus status, int exitCode)
{
    if (status == QProcess::NormalExit) {
        return QCoreApplication::translate("Workers", "exited with code %1").arg(exitCode);
    }
    // QProcess gives the signal number as exit code of a crashed process.
    return QCoreApplication::translate("Workers", "was killed by signal %1 (%2)")
        .arg(exitCode)
        .arg(QString::fromLocal8Bit(::strsignal(exitCode)).toLower());
}

} // namespace Retort::Workers
