// SPDX-License-Identifier: Apache-2.0
#include "engine/net/socket_unix.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <unistd.h>

#include <cstring>
#include <tuple>

namespace Retort::Net {

namespace {

#ifndef Q_OS_LINUX
// Linux does all of this in socket() and accept4(), without a gap in which a fork could inherit it.
bool tame(int descriptor)
{
#ifdef SO_NOSIGPIPE
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 && fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0;
}
#endif

// The plain IPv4 form of ::ffff:a.b.c.d, any other address unchanged.
sockaddr_storage unmapped(const sockaddr_storage &address) noexcept
{
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 six;
        std::memcpy(&six, &address, sizeof six);
        if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) {
            sockaddr_in four = {};
            four.sin_family = AF_INET;
            four.sin_port = six.sin6_port;
            std::memcpy(&four.sin_addr, six.sin6_addr.s6_addr + 12, 4);
            sockaddr_storage plain = {};
            std::memcpy(&plain, &four, sizeof four);
            return plain;
        }
    }
    return address;
}

} // namespace

void Descriptor::reset(int number) noexcept
{
    if (m_number >= 0) {
        ::close(m_number);  // never retried on EINTR: on Linux the number is free by then
    }
    m_number = number;
}

Descriptor makeStreamSocket(int family)
{
#ifdef Q_OS_LINUX
    return Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
#else
    Descriptor made(::socket(family, SOCK_STREAM, 0));
    return made.isOpen() && tame(made.number()) ? std::move(made) : Descriptor();
#endif
}

Descriptor acceptStream(int listening, sockaddr_storage &from)
{
    socklen_t length = sizeof from;
    from = {};
#ifdef Q_OS_LINUX
    return Descriptor(::accept4(listening, reinterpret_cast<sockaddr *>(&from), &length, SOCK_CLOEXEC | SOCK_NONBLOCK));
#else
    Descriptor made(::accept(listening, reinterpret_cast<sockaddr *>(&from), &length));
    return made.isOpen() && tame(made.number()) ? std::move(made) : Descriptor();
#endif
}

std::pair<std::string, quint16> addressText(const sockaddr_storage &address)
{
    const sockaddr_storage plain = unmapped(address);
    char text[INET6_ADDRSTRLEN] = "";
    if (plain.ss_family == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &plain, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
        return {text, ntohs(four.sin_port)};
    }
    if (plain.ss_family == AF_INET6) {
        sockaddr_in6 six;
        std::memcpy(&six, &plain, sizeof six);
        inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
        return {text, ntohs(six.sin6_port)};
    }
    return {};
}

bool isLoopbackAddress(const sockaddr_storage &address) noexcept
{
    const sockaddr_storage plain = unmapped(address);
    if (plain.ss_family == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &plain, sizeof four);
        return ntohl(four.sin_addr.s_addr) >> 24 == 127;
    }
    if (plain.ss_family == AF_INET6) {
        sockaddr_in6 six;
        std::memcpy(&six, &plain, sizeof six);
        return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
    }
    return false;
}

static std::optional<qint64> userAtOtherEnd(int connected)
{
#ifdef SO_PEERCRED
    ucred other = {};
    socklen_t length = sizeof other;
    if (getsockopt(connected, SOL_SOCKET, SO_PEERCRED, &other, &length) == 0) {
        return other.uid;
    }
#else
    uid_t user = 0;
    gid_t group = 0;
    if (getpeereid(connected, &user, &group) == 0) {
        return user;
    }
#endif
    return std::nullopt;
}

Peer peerOf(int connected, const sockaddr_storage &from)
{
    Peer peer;
    if (from.ss_family != AF_INET && from.ss_family != AF_INET6) {
        peer.isLoopback = true;
        peer.userId = userAtOtherEnd(connected);
        return peer;
    }
    std::tie(peer.address, peer.port) = addressText(from);
    peer.isLoopback = isLoopbackAddress(from);
    sockaddr_storage here = {};
    socklen_t length = sizeof here;
    if (getsockname(connected, reinterpret_cast<sockaddr *>(&here), &length) == 0) {
        std::tie(peer.localAddress, peer.localPort) = addressText(here);
    }
    return peer;
}

} // namespace Retort::Net
