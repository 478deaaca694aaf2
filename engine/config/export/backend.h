// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/export/exportfiles.h"

namespace Retort::Config::Export {

// Where uWSGI listens for the web server in front, and what its command line must say for that beside the ini.
struct Backend
{
    bool isSocketFile = false;
    QString path;            // isSocketFile
    quint16 port = 0;
    QStringList arguments;   // "--socket", …; empty when the ini has it already
};

// On one machine: a port of 127.0.0.1, or /run/NAME/NAME.sock.
Backend localBackend(const Site &site, const Inputs &inputs);

// In a container, where 127.0.0.1 reaches nobody else: a port of every address.
Backend containerBackend(const Site &site, ListenerProtocol protocol);

} // namespace Retort::Config::Export
