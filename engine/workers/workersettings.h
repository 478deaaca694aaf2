// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/workers/slot.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace Retort::Workers {

// What every worker of a site has in common. A plain value.
struct WorkerSettings
{
    // How to start Python (DESIGN.md section 3). With a shared libpython the worker program embeds
    // it; without one our module is imported into the interpreter itself ("hosted").
    QString workerProgram;     // path of retort-worker
    QString pythonExecutable;  // the venv's python, unresolved: its path decides sys.prefix
    QStringList pythonOptions; // of the interpreter, such as -OO
    QString libPython;         // shared library; empty: hosted
    QString modulePath;        // _retort.abi3.so
    QString runtimeFolder;     // engine/python/runtime as installed

    QString boardTemplate;     // of the claim boards' files (QTemporaryFile), in a folder only we can enter
    QString channelPath;       // local socket the workers connect to
    QString outputMark;        // random; begins what workers say about the output of requests (OutputDemux)
    QString startFolder;       // where retort was started

    int threads = 1;
    RequestRules requests;
    int mercyMs = 0;           // from Retire to SIGKILL
    QJsonObject load;          // the Load frame, less what differs from worker to worker
};

} // namespace Retort::Workers
