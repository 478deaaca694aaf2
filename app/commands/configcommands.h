// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace Retort::Commands {

// The commands about configuration; none of them starts anything. They print to standard output.

// `retort check` and `retort show-config`: what an ini comes to. Failed when it has an error or (check only) a warning.
// FILE may be left out: the uwsgi.ini of the current folder, if that has one.
int checkConfig(const QStringList &files, bool json);
int showConfig(const QStringList &files, bool json);

// `retort init`: writes a first uwsgi.ini into the folder named, or the current one. Never over one that is there.
int initProject(const QStringList &folders, bool json);

} // namespace Retort::Commands
