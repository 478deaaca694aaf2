// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/routetable.h"

#include <QJsonObject>

#include <memory>

namespace Retort::Routes {

// What the engine answers to `routes` (engine/control/PROTOCOL.md).
struct RouteMap
{
    std::shared_ptr<const Log::RouteTable> table; // null: the app does not tell
    qint64 total = 0;                             // of which the table may have only the first
};

// Keys that are missing are empty; control characters in the app's texts stay visible.
RouteMap readRoutes(const QJsonObject &answer);

} // namespace Retort::Routes
