// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

// One logging category per folder. These lines are for us; what a user must know travels as a
// Result or a signal. Silent unless QT_LOGGING_RULES asks (for example "retort.*=true").
namespace Retort {

Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcUwsgi)
Q_DECLARE_LOGGING_CATEGORY(lcWorkers)
Q_DECLARE_LOGGING_CATEGORY(lcConfig)
Q_DECLARE_LOGGING_CATEGORY(lcControl)
Q_DECLARE_LOGGING_CATEGORY(lcLog)

} // namespace Retort
