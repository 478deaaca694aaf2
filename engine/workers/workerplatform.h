// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>

namespace Retort::Workers {

// What starting, watching and ending a worker needs of the operating system.

// To be called before QProcess::start(). Unix: a process group of its own, so that Ctrl-C in the
// terminal reaches the engine alone; Linux also: the kernel kills the worker when the engine dies.
void prepareWorkerProcess(QProcess &process);

// Asks the worker to write the Python stacks of all its threads to its stderr; works while one of
// them holds the GIL (faulthandler). False where there is no such signal (Windows).
bool requestStackDump(qint64 pid);

// "segmentation fault", in the system's words; empty where it has none.
QString signalName(int signal);

// What a process has used until now. 0: not known.
struct ProcessUse
{
    quint64 cpuUs = 0;
    quint64 rssBytes = 0;
};
ProcessUse processUse(qint64 pid);

// "was killed by signal 11 (segmentation fault)", "exited with code 3".
QString exitSentence(QProcess::ExitStatus status, int exitCode);

} // namespace Retort::Workers
