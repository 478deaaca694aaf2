// SPDX-License-Identifier: Apache-2.0
#include "engine/base/categories.h"

namespace Retort {

Q_LOGGING_CATEGORY(lcNet, "retort.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHttp, "retort.http", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUwsgi, "retort.uwsgi", QtWarningMsg)
Q_LOGGING_CATEGORY(lcWorkers, "retort.workers", QtWarningMsg)
Q_LOGGING_CATEGORY(lcConfig, "retort.config", QtWarningMsg)
Q_LOGGING_CATEGORY(lcControl, "retort.control", QtWarningMsg)
Q_LOGGING_CATEGORY(lcLog, "retort.log", QtWarningMsg)

} // namespace Retort
