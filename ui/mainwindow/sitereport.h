// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/outputmodel.h"
#include "ui/sites/site.h"

namespace Retort::Window {

// What is known of a site at the moment, a line for each fact.
QString siteDetails(const Sites::Site &site);

// Text for an issue: what happened, versions, how the site is started, and the last lines it wrote. Secrets are masked.
QString siteReport(const Sites::Site &site, const Output::OutputModel *output);
// Without a site: of the window itself.
QString windowReport(const QString &what);

// A line with the values of what looks like a secret as "***": headers with credentials, name=value and "name": "value" with names
// like password or token, and passwords in URLs.
QString withoutSecrets(const QString &line);

} // namespace Retort::Window
