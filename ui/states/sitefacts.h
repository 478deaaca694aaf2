// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/startfailure.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Retort::States {

// Why the engine could not load the app, from the `loadFailure` of its status.
struct LoadFailure
{
    struct Candidate
    {
        QString name;  // "server", "make()"
        QString kind;  // "Flask", "function", "factory"
        QString file;
        int line = 0;
    };

    QString kind;      // "syntax", "missing-module", "no-callable", "several", …; empty: nothing is wrong
    QString sentence;
    QString file;
    int line = 0;
    QString traceback;
    QList<Candidate> candidates;
    QString missingModule;
};

// A request that a thread of a worker runs.
struct RunningRequest
{
    int worker = 0;
    int slot = 0;
    qint64 since = 0;      // names it towards the engine
    qint64 us = 0;         // how long it has been running
    QString method;
    QString target;        // secrets masked
};

// A worker that ended by itself while it served.
struct WorkerDeath
{
    int worker = 0;        // 0: nothing to tell, or it was read
    int signal = 0;        // 0: it exited
    QString signalName;    // in the system's words
    int exitCode = 0;
    int failed = 0;        // requests that were lost
    QString library;       // native code that crashed, when the process said so
    QString file;          // innermost Python frame, likewise
    int line = 0;
    friend bool operator==(const WorkerDeath &, const WorkerDeath &) = default;
};

// How packages come into the environment of a project.
enum class Installer : quint8 { Pip, UvPip, Uv, Poetry, Pipenv };

// All that is known of a site, for describe(). A plain value that tests write by hand.
struct SiteFacts
{
    enum class Phase : quint8 {
        NeverStarted,
        Stopped,
        Starting,     // the process runs, its control socket does not answer yet
        Connected,
        Stopping,
        StartFailed,  // the process ended before it served
        EngineGone,   // it served, and ended without being asked to
        LinkLost,     // of a site that somebody else started: we try again
    };

    Phase phase = Phase::NeverStarted;
    QString name;
    QString folder;
    QStringList addresses;      // "http://127.0.0.1:8000"
    bool attached = false;      // started by somebody else: a terminal, another computer

    // --- Connected: what the engine says ---
    QString engineState;        // "serving", "loading", "failed", "stopping"
    QString app;
    QString python;
    quint32 load = 0;
    quint32 servingLoad = 0;    // of the workers that answer; differs from `load` while new code has an error
    qint64 servingSinceUs = 0;  // when they started, 1970-based
    qint64 loadUs = 0;
    int processes = 0;
    int threads = 0;
    int queued = 0;
    int running = 0;
    quint64 requests = 0;
    quint64 errors = 0;         // 5xx answers and exceptions of this run
    LoadFailure failure;
    Installer installer = Installer::Pip;  // looked for when a module is missing
    bool showsFailure = false;  // the error page, although older code could answer
    bool reloadsOnSave = false;
    QString importing;          // of a load that takes long
    qint64 importingUs = 0;
    QList<RunningRequest> runningRequests;
    QList<RunningRequest> stuck; // of those, the ones that have run for too long; the oldest first
    QStringList changedFiles;   // of the reload that runs

    // --- what happened ---
    qint64 phaseMs = 0;         // how long the phase, or a loading engine state, has lasted
    StartFailure startFailure;
    int endSignal = 0;          // EngineGone: 0 when it exited
    int endCode = 0;
    QString lastWords;          // EngineGone: the last line it wrote
    qint64 lostAtUs = 0;
    int retryInS = 0;
    WorkerDeath death;
    QString workerLost;         // the same from an engine that tells only a sentence
    int quickDeaths = 0;        // workers that ended while starting, in a row
    bool iniChanged = false;
    QString iniName;
    QString notice;             // informational sentence of the engine, such as polling instead of watching
};

} // namespace Retort::States
