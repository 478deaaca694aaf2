// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controltarget.h"

#include <vector>

namespace Retort::Test {

// A site that only pretends: what the control socket asks for is noted, what it shows is fixed.
class CannedTarget final : public Control::ControlTarget
{
public:
    Control::SiteInfo info{QStringLiteral("blog"), 4711, QStringLiteral("/srv/blog"), {QStringLiteral("http://127.0.0.1:5000")}};
    Log::RequestLog requests{{}, nullptr};
    Log::OutputLog lines;
    Log::EventLog events;
    QString whySentence;
    mutable QString askedWhy;
    QString reloadProblem;
    QJsonObject loadFailure;
    std::vector<Done> waitingReloads;
    bool reloadAtOnce = true;
    int reloads = 0;
    int recorders = 0;
    QJsonObject urlMap;
    QStringList orders;  // about workers, in words
    std::vector<TextDone> waitingStops;
    QList<Control::StopMode> stops;

    Control::SiteInfo site() const override { return info; }
    Control::SiteStatus status() const override
    {
        Control::SiteStatus status;
        status.state = QStringLiteral("serving");
        status.sentence = QStringLiteral("Serving.");
        status.app = QStringLiteral("app:app");
        status.load = 17;
        status.loadUs = 212'000;
        status.processes = 2;
        status.threads = 4;
        status.loadFailure = loadFailure;
        return status;
    }
    QList<Control::WorkerInfo> workers() const override
    {
        Control::WorkerInfo worker;
        worker.id = 1;
        worker.pid = 4712;
        worker.state = QStringLiteral("idle");
        worker.slotCount = 4;
        worker.cpuUs = 1'500'000;
        worker.running = {{2, "GET", "/report?token=abc", 77, 31'000'000}};
        return {worker};
    }
    void reload(Done done) override
    {
        ++reloads;
        if (reloadAtOnce) {
            done(reloadProblem);
        } else {
            waitingReloads.push_back(std::move(done));
        }
    }
    void tellStacks(int workerId, TextDone done) override
    {
        orders.append(QStringLiteral("stack %1").arg(workerId));
        done(QStringLiteral("Thread A\n"));
    }
    void stopRequest(int workerId, int slot, qint64 sinceUs, TextDone done) override
    {
        orders.append(QStringLiteral("stop %1 %2 %3").arg(workerId).arg(slot).arg(sinceUs));
        waitingStops.push_back(std::move(done));
    }
    Result<void> replaceWorker(int workerId, Control::StopMode mode) override
    {
        orders.append(QStringLiteral("replace %1 %2").arg(workerId).arg(mode == Control::StopMode::AtOnce));
        if (workerId != 1) {
            return std::unexpected(Error{Errc::BadOption, QStringLiteral("There is no such worker.")});
        }
        return {};
    }
    void setShowsFailure(bool shows) override { orders.append(QStringLiteral("failure %1").arg(shows)); }
    void addRecorders(int more) override { recorders += more; }
    void stop(Control::StopMode mode) override { stops.append(mode); }
    Log::RequestLog &requestLog() override { return requests; }
    Log::OutputLog &outputLog() override { return lines; }
    Log::EventLog &eventLog() override { return events; }
    QJsonObject routes() const override { return urlMap; }
    QString why(const QString &path) const override
    {
        askedWhy = path;
        return whySentence;
    }
};

} // namespace Retort::Test
