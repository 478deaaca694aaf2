// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Retort::Http {

// Which Host names a listener answers to: the guard against DNS rebinding, where a web page's own name
// turns into 127.0.0.1 and its scripts read the developer's app (RELIABILITY.md part 3, 2).
//
// Accepted are the loopback addresses, the address listened on, "localhost", "*.localhost" and the names
// the user added ([retort] allowed-hosts); "*" among them accepts everything. Names are compared whole, in lower
// case, without port and final dot: never by prefix or suffix. A plain value; says nothing about when to ask.
class HostCheck final
{
public:
    HostCheck() = default;
    HostCheck(std::string_view boundAddress, const std::vector<std::string> &allowedHosts);

    // `authority` as in a valid Host header: "name", "name:port", "[::1]:port". Empty (HTTP/1.0 without
    // Host) is accepted: browsers always send one.
    bool accepts(std::string_view authority) const;

private:
    std::vector<std::string> m_names;
    bool m_open = false;
};

} // namespace Retort::Http
