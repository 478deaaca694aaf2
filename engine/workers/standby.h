// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/workers/restartpolicy.h"
#include "engine/workers/workerprocess.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <set>

namespace Retort::Workers {

// The one worker that is kept ready for the next load: interpreter started, the libraries of the last load
// imported, nothing of the project (DESIGN.md section 8; engine/python/runtime/standby.py does the work). What must not be
// imported ahead is learned from standbys that tried. There is none while memory is short, and none any more
// once it has failed too often: a load then starts cold, which always works.
// Lives on the engine's thread; the pool hears of its worker and tells it here.
class Standby final
{
public:
    // What a new process is made with.
    using Make = std::function<std::unique_ptr<WorkerProcess>()>;
    using Say = std::function<void(const QString &sentence)>;
    using Discard = std::function<void(std::unique_ptr<WorkerProcess> worker)>;

    Standby(Net::DeadlineQueue &deadlines, Make make, Say say, Discard discard);

    void setEnabled(bool enabled, const QJsonObject &load);
    // What a load was made of: the next standby holds that.
    void learn(const QJsonObject &modules);
    // Makes one in a moment, when there is none and there is something to load ahead.
    void prepareSoon();
    // Environment, configuration or a library changed: what it holds is not what a cold start would hold.
    void drop();
    // The worker, for a seat; null when there is none.
    std::unique_ptr<WorkerProcess> take();

    bool owns(const WorkerProcess &worker) const noexcept { return m_waiting.get() == &worker; }
    WorkerProcess *waiting() const noexcept { return m_waiting.get(); }
    bool isPrepared() const noexcept { return m_waiting && m_waiting->state() == WorkerProcess::State::Prepared; }

    // --- from the pool: its worker ---
    void prepared(const QJsonObject &answer);
    // Returns it, to be destroyed when its signals have left the stack.
    std::unique_ptr<WorkerProcess> exited(const QString &how);

private:
    void prepare();
    bool hasRoom();
    void giveUp(const QString &why);

    Make m_make;
    Say m_say;
    Discard m_discard;
    Net::Deadline m_soon;
    std::unique_ptr<WorkerProcess> m_waiting;
    QJsonObject m_load;               // the Load frame, less what differs from worker to worker
    QJsonArray m_libraries;
    QJsonArray m_environmentChanges;
    std::set<QString> m_excluded;     // not imported ahead
    RestartPolicy m_policy;
    int m_refusals = 0;               // standbys in a row that found something to exclude
    bool m_enabled = false;
    bool m_saidNoRoom = false;
    bool m_gaveUp = false;
    QString m_saidReason;
};

} // namespace Retort::Workers
