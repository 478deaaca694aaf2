// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/stateview.h"

#include <QJsonObject>

namespace Retort::States {

// The `loadFailure` of the engine's status as a value. The parts of a failure nobody knows stay empty.
LoadFailure readLoadFailure(const QJsonObject &failure);

// The environment in which a module is missing, as the engine names it; empty when it does not.
QString environmentPrefix(const LoadFailure &failure);

// What the strip says while the app cannot be loaded, and what helps. `facts.failure` is one.
Message loadFailureMessage(const SiteFacts &facts);

} // namespace Retort::States
