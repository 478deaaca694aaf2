// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/configcheck.h"
#include "ui/dialogs/projectlook.h"

namespace Retort::Dialogs {

// What stands in an ini, for somebody who is about to serve it. Both read nothing but the file; any thread.

// Fills in iniSections, and iniSection: `wanted`, else [uwsgi], else the first that is made of uWSGI's options. Sections of
// other programs (a Pyramid ini has some) are left out, and so is [retort], which counts beside any of them.
void readIniSections(ProjectOffer &offer, const QString &wanted);

QList<ProjectOffer::IniOption> iniOptions(const Config::CheckedConfig &config);

} // namespace Retort::Dialogs
