// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCommandLineParser>

namespace Retort::Commands {

// `retort export TARGET [FILE]`: production files for the site of an ini, to standard output or into a folder. Reads
// the ini as serving would, but starts nothing. The parser has read the arguments.
int exportSite(const QCommandLineParser &parser);

} // namespace Retort::Commands
