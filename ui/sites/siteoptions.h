// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "ui/sites/siterecord.h"

namespace Retort::Sites {

// Changes of a site that a button of the strip makes: in its ini, where it has one, else in its arguments. Only the
// line or the argument concerned is touched. Errors are those of the ini file.

// `key` as the only one of its name: "callable", "processes", "virtualenv".
Result<void> setOption(SiteRecord &record, const QString &key, const QString &value);

// Another port in whichever option names the old one.
Result<void> changePort(SiteRecord &record, int from, int to);

} // namespace Retort::Sites
