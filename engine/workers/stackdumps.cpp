// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/stackdumps.h"

#include "engine/workers/workerplatform.h"
#include "engine/workers/workerprocess.h"

#include <QCoreApplication>

#include <utility>

namespace Retort::Workers {

namespace {

constexpr int askedMs = 1'000;
constexpr int signalledMs = 400;  // faulthandler writes at once; the pipe and we need a moment

QString tr(const char *text)
{
    return QCoreApplication::translate("Workers", text);
}

} // namespace

void StackDumps::ask(WorkerProcess &worker, Done done)
{
    Asked &asked = m_asked[&worker];
    asked.done.push_back(std::move(done));
    if (asked.patience) {
        return;  // somebody else has asked just now
    }
    asked.patience = std::make_unique<Net::Deadline>(m_deadlines, [this, &worker] { patienceOver(worker); });
    asked.patience->start(askedMs);
    worker.askForStacks();
}

void StackDumps::answered(const WorkerProcess &worker, const QString &text)
{
    finish(worker, text);
}

void StackDumps::wrote(const WorkerProcess &worker, const QByteArray &output)
{
    if (const auto asked = m_asked.find(&worker); asked != m_asked.end() && asked->second.bySignal) {
        asked->second.written += output;
    }
}

void StackDumps::gone(const WorkerProcess &worker)
{
    finish(worker, std::unexpected(Error{Errc::ProcessFailed, tr("The worker has ended.")}));
}

void StackDumps::patienceOver(WorkerProcess &worker)
{
    Asked &asked = m_asked[&worker];
    if (!asked.bySignal && requestStackDump(worker.pid())) {
        asked.bySignal = true;
        asked.patience->start(signalledMs);
        return;
    }
    const QString written = QString::fromUtf8(asked.written).trimmed();
    if (written.isEmpty()) {
        finish(worker, std::unexpected(Error{Errc::ProcessFailed, tr("The worker does not answer.")}));
        return;
    }
    finish(worker, tr("Native code keeps the interpreter busy. The innermost call comes first.") + QStringLiteral("\n\n") + written);
}

void StackDumps::finish(const WorkerProcess &worker, const Result<QString> &text)
{
    const auto found = m_asked.find(&worker);
    if (found == m_asked.end()) {
        return;
    }
    const Asked asked = std::move(found->second);
    m_asked.erase(found);
    for (const Done &done : asked.done) {
        done(text);
    }
}

} // namespace Retort::Workers
