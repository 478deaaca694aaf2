// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controltarget.h"
#include "engine/control/statssnapshot.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

namespace Retort {

class Engine;

namespace Workers {
class Pool;
}

// What the engine says of itself, in the forms others want: the control socket, uWSGI's stats, people.

Control::SiteStatus siteStatus(const Engine &engine);
QList<Control::WorkerInfo> workerInfos(const Workers::Pool &pool);
Control::StatsSnapshot statsSnapshot(const Engine &engine);

// What the app's `uwsgi` module asks (engine/python/runtime/calls.py): workers, total_requests, listen_queue, log_size.
// Undefined for any other call.
QJsonValue siteFact(const Engine &engine, const QString &call);

// "app.py line 12: SyntaxError, '(' was never closed" of a LoadFailed report.
QString failureSentence(const QJsonObject &failure);
// "app:app (Flask)" of a Ready report.
QString appSentence(const QJsonObject &readyReport);

} // namespace Retort
