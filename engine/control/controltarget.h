// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/log/eventlog.h"
#include "engine/log/outputlog.h"
#include "engine/log/requestlog.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <string>

namespace Retort::Control {

enum class StopMode : quint8 { Graceful, AtOnce };

// Which site this is, as the hello of the control socket says it.
struct SiteInfo
{
    QString name;
    qint64 pid = 0;
    QString folder;
    QStringList addresses;  // "http://127.0.0.1:5000", "uwsgi:///tmp/app.sock"
};

// What `status` answers.
struct SiteStatus
{
    QString state;          // "serving", "loading", "failed", "stopping"
    QString sentence;       // the state for people
    QString app;            // "app:app"
    QString python;         // "Python 3.12.4 (.venv)"
    QString loadError;      // one sentence with file and line; empty when the app is loaded
    QJsonObject loadFailure; // the same as data: kind, sentence, file, line, candidates, missingModule, traceback
    qint64 startedUs = 0;   // 1970-based
    qint64 loadUs = 0;      // duration of the last load
    quint32 load = 0;       // its number
    int processes = 0;
    int threads = 0;
    int queued = 0;         // requests waiting for a slot
    int running = 0;        // requests in the app
    int connections = 0;
    bool watching = false;  // changes of files reload the app
    QString polling;        // why changes are looked for every second: "network", "limit"; empty: they are not
    bool standby = false;   // a warm standby is ready
    QStringList loadingFiles; // whose change is being loaded; short names
    QString importing;      // the module that a long load imports; empty: nothing to say
    qint64 importingUs = 0; // for how long
    qint64 stuckUs = 0;     // a request that runs longer is called stuck
    bool keepsLastGood = false; // changed code that cannot be loaded leaves the old serving (on-error = last-good)
    bool showsFailure = false;  // the old code could answer, and the error page is shown instead
    bool oldCode = false;   // the code that serves is not the code on disk, which cannot be loaded
};

// A request that a thread of a worker runs now.
struct RunningInfo
{
    int slot = 0;
    std::string method;
    std::string target;     // as it came
    qint64 sinceUs = 0;     // monotonic; names it for stopRequest()
    qint64 forUs = 0;       // how long it has been running
};

struct WorkerInfo
{
    int id = 0;
    qint64 pid = 0;
    QString state;          // "starting", "idle", "busy", "stopping", "dead"
    quint32 load = 0;
    quint64 requests = 0;
    int busySlots = 0;
    int slotCount = 0;
    int restarts = 0;
    qint64 startedUs = 0;
    quint64 rssBytes = 0;   // 0: not known
    quint64 cpuUs = 0;      // used since its start; 0: not known
    QList<RunningInfo> running;
};

// What the control socket steers: the engine façade implements it, tests give a canned one. Called on the
// engine's thread.
class ControlTarget
{
public:
    // Empty sentence: done. Otherwise why it did not work.
    using Done = std::function<void(const QString &sentence)>;

    virtual SiteInfo site() const = 0;
    virtual SiteStatus status() const = 0;
    virtual QList<WorkerInfo> workers() const = 0;
    // `done` may be called at once or later, once; when the new load serves, or failed.
    virtual void reload(Done done) = 0;
    // Returns before anything is closed, so that the answer still gets out.
    virtual void stop(StopMode mode) = 0;
    // --- one worker; an error is a sentence ---
    // `done` may be called at once or later, once.
    using TextDone = std::function<void(const Result<QString> &text)>;
    virtual void tellStacks(int workerId, TextDone done) = 0;
    // Answers "interrupted", or "replaced" when the worker had to go with it.
    virtual void stopRequest(int workerId, int slot, qint64 sinceUs, TextDone done) = 0;
    virtual Result<void> replaceWorker(int workerId, StopMode mode) = 0;
    // Whether the error page is shown although older code could answer.
    virtual void setShowsFailure(bool shows) = 0;
    // Heads and bodies of requests are captured while `recorders`, how many clients want it, is above 0. Adds to it.
    virtual void addRecorders(int more) = 0;
    virtual Log::RequestLog &requestLog() = 0;
    virtual Log::OutputLog &outputLog() = 0;
    virtual Log::EventLog &eventLog() = 0;
    // The URL map of the app that serves, as its worker told it: source, total, routes. Empty when nothing is known.
    virtual QJsonObject routes() const = 0;
    // Why a change of this file reloads the app or does not: one sentence. Empty when nothing is watched.
    virtual QString why(const QString &path) const = 0;

protected:
    ~ControlTarget() = default;
};

} // namespace Retort::Control
