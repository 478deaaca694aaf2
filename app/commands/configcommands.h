// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace Retort::Commands {

// `retort check` and `retort show-config`: what a configuration comes to, without starting anything. They return
// Done, Failed when the file has an error or (check only) a warning, BadUsage. Print to standard output.

// FILE may be left out: the uwsgi.ini of the current folder, if that has one.
int checkConfig(const QStringList &files, bool json);
int showConfig(const QStringList &files, bool json);

} // namespace Retort::Commands
