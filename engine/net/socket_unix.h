// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/stream.h"

#include <sys/socket.h>

#include <utility>

namespace Retort::Net {

// Owns a file descriptor. Any thread.
class Descriptor final
{
public:
    explicit Descriptor(int number = -1) noexcept : m_number(number) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        reset(std::exchange(other.m_number, -1));
        return *this;
    }

    int number() const noexcept { return m_number; }
    bool isOpen() const noexcept { return m_number >= 0; }
    void reset(int number = -1) noexcept;

private:
    int m_number;
};

// A non-blocking, close-on-exec stream socket that raises no SIGPIPE; errno on failure.
Descriptor makeStreamSocket(int family);

// accept() with the same properties; errno on failure.
Descriptor acceptStream(int listening, sockaddr_storage &from);

// Numeric address and port of an AF_INET or AF_INET6 address; an IPv4-mapped one is given as IPv4.
std::pair<std::string, quint16> addressText(const sockaddr_storage &address);
// 127.0.0.0/8, ::1, ::ffff:127.x.
bool isLoopbackAddress(const sockaddr_storage &address) noexcept;
// Who is at both ends of a connected socket; for a local socket: isLoopback and userId only.
Peer peerOf(int connected, const sockaddr_storage &from);

} // namespace Retort::Net
