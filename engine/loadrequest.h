// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/serverconfig.h"

#include <QJsonObject>

namespace Retort {

// The Load frame's content: all that a worker's Python part must know to set up the process and import
// the app (engine/python/runtime reads it). What differs from worker to worker is added by the pool.
QJsonObject loadRequest(const Config::ServerConfig &config);

} // namespace Retort
