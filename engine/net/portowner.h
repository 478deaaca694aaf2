// SPDX-License-Identifier: Apache-2.0
#pragma once

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
};

// Who listens on that TCP port, for a sentence in an error. Sees processes of the own user only (root
// sees all); nullopt when it cannot tell, which on macOS and Windows is always the case.
std::optional<PortOwner> portOwner(quint16 port);

// The socket inodes that listen on `port` according to the text of /proc/net/tcp or tcp6 (proc(5)).
std::set<std::uint64_t> listeningInodes(std::string_view table, quint16 port);

} // namespace Retort::Net
