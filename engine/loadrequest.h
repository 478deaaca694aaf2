// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/serverconfig.h"

#include <QJsonObject>

namespace Retort {

// The Load frame's content: all that a worker's Python part must know to set up the process and import
// the app (engine/python/runtime reads it). What differs from worker to worker is added by the pool.
QJsonObject loadRequest(const Config::ServerConfig &config);

// The options of the interpreter itself: -S for no-site, -O or -OO for optimize.
QStringList pythonOptions(const Config::AppConfig &app);

} // namespace Retort
