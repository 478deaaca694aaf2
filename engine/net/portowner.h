// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <set>
#include <string_view>

namespace Retort::Net {

// The program that listens on a port.
struct PortOwner
{
    QString program;  // as the system names it: "gunicorn", "node"
    qint64 pid = 0;
    QString script;   // what an interpreter runs: "vite"; empty for other programs
};

// Who listens on that TCP port, for a sentence in an error. Sees processes of the own user only (root
// sees all); nullopt when it cannot tell, which on macOS and Windows is always the case.
std::optional<PortOwner> portOwner(quint16 port);

// What an interpreter was started for, from its command line (/proc/PID/cmdline: each argument ends with NUL): "vite" of
// "node …/node_modules/vite/bin/vite.js", "http.server" of "python3 -m http.server". Empty for other programs and odd names.
QString scriptName(const QString &program, const QByteArray &commandLine);

// The socket inodes that listen on `port` according to the text of /proc/net/tcp or tcp6 (proc(5)).
std::set<std::uint64_t> listeningInodes(std::string_view table, quint16 port);

} // namespace Retort::Net
