// SPDX-License-Identifier: Apache-2.0
#include "engine/http/hostcheck.h"

#include "engine/http/characters.h"
#include "engine/http/requesttarget.h"

#include <algorithm>

namespace Retort::Http {

namespace {

// Lower case, without port, brackets and final dot.
std::string plainName(std::string_view authority)
{
    std::string_view host = authority;
    const bool bareIpv6 = std::count(authority.begin(), authority.end(), ':') > 1 && authority.front() != '[';
    if (!bareIpv6) {
        host = hostOf(authority);
    }
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    if (!host.empty() && host.back() == '.') {
        host.remove_suffix(1);
    }
    std::string name(host);
    std::transform(name.begin(), name.end(), name.begin(), lowerCase);
    return name;
}

// 127.0.0.0/8 as four decimal numbers; "127.1" and octal forms are not what browsers send.
bool isLoopbackIpv4(std::string_view name)
{
    int numbers = 0;
    std::string_view rest = name;
    for (;;) {
        const std::size_t dot = std::min(rest.find('.'), rest.size());
        const std::string_view number = rest.substr(0, dot);
        int value = 0;
        for (const char c : number) {
            value = isDigit(c) ? std::min(value * 10 + (c - '0'), 256) : 256;
        }
        const bool leadingZero = number.size() > 1 && number.front() == '0';
        if (number.empty() || leadingZero || value > 255 || (numbers == 0 && value != 127)) {
            return false;
        }
        ++numbers;
        if (dot == rest.size()) {
            return numbers == 4;
        }
        rest.remove_prefix(dot + 1);
    }
}

bool isLocalhost(std::string_view name)
{
    constexpr std::string_view suffix = ".localhost";  // RFC 6761 §6.3: resolves to loopback, always
    return name == "localhost" || (name.size() > suffix.size() && name.ends_with(suffix));
}

} // namespace

HostCheck::HostCheck(std::string_view boundAddress, const std::vector<std::string> &allowedHosts)
{
    if (!boundAddress.empty()) {
        m_names.push_back(plainName(boundAddress));
    }
    for (const std::string &host : allowedHosts) {
        if (host == "*") {
            m_open = true;
        } else if (!host.empty()) {
            m_names.push_back(plainName(host));
        }
    }
}

bool HostCheck::accepts(std::string_view authority) const
{
    if (m_open || authority.empty()) {
        return true;
    }
    const std::string name = plainName(authority);
    return isLocalhost(name) || isLoopbackIpv4(name) || name == "::1" || std::find(m_names.begin(), m_names.end(), name) != m_names.end();
}

} // namespace Retort::Http
