// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/export/exportfiles.h"

namespace Retort::Config::Export {

// What a site and its places are called on the production machine.

QString installFolderOf(const Site &site, const Inputs &inputs);
// A place of the project in that folder; "" is the folder itself.
QString installed(const Site &site, const Inputs &inputs, const QString &place);
// Lower-case letters, digits and dashes: a host name, a Kubernetes name.
QString labelOf(const Site &site);

} // namespace Retort::Config::Export
