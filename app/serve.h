// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/configloader.h"

namespace Retort {

// What `retort --no-gui` returns to the shell; the same numbers as uWSGI's where it has one.
enum ServeExit : int {
    ServeDone = 0,     // stopped by a signal, a key or `retort stop`
    ServeFailed = 1,   // wrong option or configuration, address in use or not allowed, no usable Python
    ServeNoApp = 22,   // need-app is set and the app could not be loaded at start
};

// Serves the site until it is stopped: lines to the terminal or log, keys, signals.
// Needs a QCoreApplication; runs its event loop.
// `arguments` are those `loaded` came from; they are read again when a file of the configuration changes.
int serve(const Config::LoadedConfig &loaded, const QStringList &arguments);

} // namespace Retort
