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
