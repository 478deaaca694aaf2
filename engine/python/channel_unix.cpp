// SPDX-License-Identifier: Apache-2.0
#include "engine/python/channel.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace Retort::Python {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int quietFlag = MSG_NOSIGNAL;
#else
constexpr int quietFlag = 0;  // macOS: SO_NOSIGPIPE on the socket
#endif

int openSocket() noexcept
{
#ifdef SOCK_CLOEXEC
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
#else
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd >= 0) {
        const int on = 1;
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
        ::setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    }
    return fd;
#endif
}

Channel::Receipt receiveWith(int fd, int flags, char *buffer, std::size_t room, std::size_t &received) noexcept
{
    for (;;) {
        const ssize_t count = ::recv(fd, buffer, room, flags);
        if (count > 0) {
            received = static_cast<std::size_t>(count);
            return Channel::Receipt::Bytes;
        }
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return Channel::Receipt::NothingYet;
        }
        return Channel::Receipt::Closed;
    }
}

} // namespace

Channel::Channel(Channel &&other) noexcept : m_handle(std::exchange(other.m_handle, -1)) {}

Channel &Channel::operator=(Channel &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Channel::~Channel()
{
    close();
}

std::expected<Channel, std::string> Channel::open(const std::string &path)
{
    const auto failure = [&path](int code) {
        return std::unexpected("The worker cannot reach its engine at " + path + ": " + std::strerror(code) + ".");
    };
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return failure(ENAMETOOLONG);
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    Channel channel;
    channel.m_handle = openSocket();
    if (channel.m_handle < 0) {
        return failure(errno);
    }
    const int fd = static_cast<int>(channel.m_handle);
    while (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        if (errno != EINTR) {
            return failure(errno);
        }
    }
    return channel;
}

Channel::Receipt Channel::receiveNow(char *buffer, std::size_t room, std::size_t &received) noexcept
{
    return receiveWith(static_cast<int>(m_handle), MSG_DONTWAIT, buffer, room, received);
}

Channel::Receipt Channel::receive(char *buffer, std::size_t room, std::size_t &received) noexcept
{
    return receiveWith(static_cast<int>(m_handle), 0, buffer, room, received);
}

std::ptrdiff_t Channel::sendNow(std::string_view bytes) noexcept
{
    for (;;) {
        const ssize_t count = ::send(static_cast<int>(m_handle), bytes.data(), bytes.size(), MSG_DONTWAIT | quietFlag);
        if (count >= 0) {
            return count;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return 0;
        }
        if (errno != EINTR) {
            return -1;
        }
    }
}

bool Channel::sendAll(std::string_view bytes) noexcept
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(static_cast<int>(m_handle), bytes.data(), bytes.size(), quietFlag);
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

void Channel::stopReceiving() noexcept
{
    ::shutdown(static_cast<int>(m_handle), SHUT_RD);
}

void Channel::close() noexcept
{
    if (m_handle >= 0) {
        ::close(static_cast<int>(std::exchange(m_handle, -1)));
    }
}

} // namespace Retort::Python
