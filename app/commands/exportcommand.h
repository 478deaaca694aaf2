// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace Retort::Commands {

// `retort export TARGET [FILE]`: production files for the site of an ini, to standard output or into a folder. Reads
// the ini as serving would, but starts nothing. `arguments` begin with "export".
int exportSite(const QStringList &arguments);

} // namespace Retort::Commands
