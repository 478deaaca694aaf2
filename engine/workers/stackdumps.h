// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/net/deadline.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace Retort::Workers {

class WorkerProcess;

// What the threads of a worker are doing, for somebody who wonders. The worker's main thread is asked first: it names the requests.
// When it says nothing within a second, native code keeps the GIL from it; then faulthandler is asked by signal, and what the
// worker writes in the next moment is the answer. Lives on the engine's thread; tell it of every worker that has gone.
class StackDumps final
{
public:
    using Done = std::function<void(const Result<QString> &text)>;

    explicit StackDumps(Net::DeadlineQueue &deadlines) : m_deadlines(deadlines) {}

    void ask(WorkerProcess &worker, Done done);
    void answered(const WorkerProcess &worker, const QString &text);
    void wrote(const WorkerProcess &worker, const QByteArray &output);
    void gone(const WorkerProcess &worker);

private:
    struct Asked
    {
        std::vector<Done> done;
        std::unique_ptr<Net::Deadline> patience;
        bool bySignal = false;
        QByteArray written;
    };

    void patienceOver(WorkerProcess &worker);
    void finish(const WorkerProcess &worker, const Result<QString> &text);

    Net::DeadlineQueue &m_deadlines;
    std::map<const WorkerProcess *, Asked> m_asked;
};

} // namespace Retort::Workers
