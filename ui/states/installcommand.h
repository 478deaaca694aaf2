// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/sitefacts.h"

namespace Retort::States {

// How to get a missing module into the environment of a project: a line for a terminal.

// Who manages the packages of the project in `folder` with the environment `prefix`. Looks for a few files.
Installer installerOf(const QString &folder, const QString &prefix);
// The package that brings a module; most have the module's name.
QString packageOf(const QString &module);
QString installCommand(Installer installer, const QString &folder, const QString &prefix, const QString &package);

} // namespace Retort::States
