// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/export/exportfiles.h"

namespace Retort::Config::Export {

// One function per target, each in a file of its name. The inputs have been checked.
Result<QList<File>> nginxFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> apacheFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> systemdFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> dockerFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> composeFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> kubernetesFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> gunicornFiles(const Site &site, const Inputs &inputs);
Result<QList<File>> procfileFiles(const Site &site, const Inputs &inputs);

// The server block of nginx with `upstream` behind it ("127.0.0.1:3031", "unix:/run/…", "app:3031").
Result<QString> nginxServer(const Site &site, const Inputs &inputs, const QString &upstream);

} // namespace Retort::Config::Export
