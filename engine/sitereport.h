// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controltarget.h"
#include "engine/control/statssnapshot.h"

#include <QJsonObject>
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

// "app.py line 12: SyntaxError, '(' was never closed" of a LoadFailed report.
QString failureSentence(const QJsonObject &failure);
// "app:app (Flask)" of a Ready report.
QString appSentence(const QJsonObject &readyReport);

} // namespace Retort
