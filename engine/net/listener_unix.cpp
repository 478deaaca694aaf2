// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listener.h"

#include "engine/base/categories.h"
#include "engine/net/descriptorstream_unix.h"
#include "engine/net/listenerror.h"
#include "engine/net/localsocketfile_unix.h"

#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace Retort::Net {

namespace {

// Connections taken in one turn, so that those we have get their turn too.
constexpr int acceptsPerTurn = 64;
constexpr int outOfDescriptorsMs = 100;

class DescriptorListener final : public Listener, private Poller::Handler
{
public:
    DescriptorListener(Poller &poller, DeadlineQueue &deadlines, Endpoint endpoint, int maxConnections, NewStream newStream);
    ~DescriptorListener() override { shut(); }

    bool start(Descriptor socket, std::optional<LocalSocketFile> file, int backlog);
    void close() override { shut(); }
    void keepFile() override;

private:
    void descriptorReady(Poller::Ready ready) override;
    void acceptFailed(int error);
    void handOver(Descriptor accepted, const sockaddr_storage &from);
    void pause();
    void resume();
    void shut();

    Poller &m_poller;
    Deadline m_retry;
    std::shared_ptr<OpenStreams> m_open = std::make_shared<OpenStreams>();
    NewStream m_newStream;
    Descriptor m_socket;
    std::optional<LocalSocketFile> m_file;
    int m_maxConnections;
    bool m_paused = false;
    bool m_warned = false;
};

DescriptorListener::DescriptorListener(Poller &poller, DeadlineQueue &deadlines, Endpoint endpoint, int maxConnections, NewStream newStream)
    : m_poller(poller)
    , m_retry(deadlines, [this] { resume(); })
    , m_newStream(std::move(newStream))
    , m_maxConnections(std::max(maxConnections, 1))
{
    m_endpoint = std::move(endpoint);
}

bool DescriptorListener::start(Descriptor socket, std::optional<LocalSocketFile> file, int backlog)
{
    m_socket = std::move(socket);
    if (file) {
        m_file.emplace(std::move(*file));
    }
    // The kernel clamps the backlog to net.core.somaxconn by itself.
    if (::listen(m_socket.number(), std::max(backlog, 1)) != 0) {
        return false;
    }
    if (!m_poller.add(m_socket.number(), Poller::Read, *this)) {
        m_socket.reset();
        return false;
    }
    return true;
}

void DescriptorListener::keepFile()
{
    if (m_file) {
        m_file->keep();
    }
}

void DescriptorListener::descriptorReady(Poller::Ready)
{
    for (int i = 0; i < acceptsPerTurn; ++i) {
        if (m_open->count >= m_maxConnections) {
            m_open->roomAgain = [this] { resume(); };
            pause();
            return;
        }
        sockaddr_storage from;
        Descriptor accepted = acceptStream(m_socket.number(), from);
        if (!accepted.isOpen()) {
            const int error = errno;
            if (error == EAGAIN || error == EWOULDBLOCK) {
                return;
            }
            acceptFailed(error);
            if (m_paused) {
                return;
            }
            continue;
        }
        m_warned = false;
        handOver(std::move(accepted), from);
        if (!m_socket.isOpen()) {
            return;
        }
    }
}

// accept(2): errors that were waiting on the new connection are reported here, and mean only that
// this client has left again. Running out of something lasts, and the socket stays readable meanwhile.
void DescriptorListener::acceptFailed(int error)
{
    if (error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM) {
        if (!std::exchange(m_warned, true)) {
            qCWarning(lcNet, "%s: new clients wait: %s", qPrintable(m_endpoint.host + m_endpoint.path), qPrintable(qt_error_string(error)));
        }
        pause();
        m_retry.start(outOfDescriptorsMs);
    }
}

void DescriptorListener::handOver(Descriptor accepted, const sockaddr_storage &from)
{
    Peer peer = peerOf(accepted.number(), from);
    m_newStream(std::make_unique<DescriptorStream>(m_poller, std::move(accepted), std::move(peer), OpenStreams::admit(m_open)));
}

void DescriptorListener::pause()
{
    m_paused = true;
    m_poller.change(m_socket.number(), Poller::Nothing);
}

void DescriptorListener::resume()
{
    if (m_paused && m_socket.isOpen()) {
        m_paused = false;
        m_poller.change(m_socket.number(), Poller::Read);
    }
}

void DescriptorListener::shut()
{
    m_open->roomAgain = {};
    m_retry.stop();
    if (m_socket.isOpen()) {
        m_poller.remove(m_socket.number());
        m_socket.reset();
    }
    m_file.reset();
}

struct AddressListDeleter
{
    void operator()(addrinfo *list) const noexcept { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, AddressListDeleter>;

// The address to bind. A name that has both kinds gives its IPv4 address, as in uWSGI.
Result<sockaddr_storage> resolve(const Endpoint &endpoint, socklen_t &length)
{
    addrinfo hints = {};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    const QString host = endpoint.host.isEmpty() ? QStringLiteral("0.0.0.0") : endpoint.host;
    addrinfo *found = nullptr;
    const int fault = getaddrinfo(host.toUtf8().constData(), QByteArray::number(endpoint.port).constData(), &hints, &found);
    const AddressList list(found);
    const addrinfo *chosen = nullptr;
    for (const addrinfo *each = list.get(); fault == 0 && each != nullptr; each = each->ai_next) {
        if (chosen == nullptr || (chosen->ai_family != AF_INET && each->ai_family == AF_INET)) {
            chosen = each;
        }
    }
    if (chosen == nullptr) {
        const QString why = QString::fromLocal8Bit(gai_strerror(fault));
        return std::unexpected(
            Error{Errc::BadAddress, QStringLiteral("The host “%1” is not known: %2. Use an address such as 127.0.0.1.").arg(host, why)});
    }
    sockaddr_storage address = {};
    std::memcpy(&address, chosen->ai_addr, chosen->ai_addrlen);
    length = chosen->ai_addrlen;
    return address;
}

std::unexpected<Error> tcpFailure(const Endpoint &endpoint, int error)
{
    const ListenFault fault = error == EADDRINUSE ? ListenFault::InUse
        : error == EACCES || error == EPERM       ? ListenFault::NotAllowed
        : error == EADDRNOTAVAIL                  ? ListenFault::NotLocal
        : error == EAFNOSUPPORT                   ? ListenFault::NoFamily
                                                  : ListenFault::Other;
    return std::unexpected(tcpListenError(endpoint, fault, qt_error_string(error)));
}

Result<Descriptor> bindTcp(Endpoint &endpoint)
{
    socklen_t length = 0;
    auto address = resolve(endpoint, length);
    if (!address) {
        return std::unexpected(address.error());
    }
    Descriptor socket = makeStreamSocket(address->ss_family);
    if (!socket.isOpen()) {
        return tcpFailure(endpoint, errno);
    }
    const int on = 1;
    setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address->ss_family == AF_INET6) {
        setsockopt(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    }
    if (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&*address), length) != 0) {
        return tcpFailure(endpoint, errno);
    }
    if (getsockname(socket.number(), reinterpret_cast<sockaddr *>(&*address), &length) == 0) {
        endpoint.port = addressText(*address).second;
    }
    return socket;
}

} // namespace

Result<std::unique_ptr<Listener>> Listener::open(
    Poller &poller, DeadlineQueue &deadlines, const Endpoint &endpoint, const ListenOptions &options, NewStream newStream)
{
    Endpoint real = endpoint;
    std::optional<LocalSocketFile> file;
    Descriptor socket;
    if (endpoint.kind == Endpoint::Kind::Local) {
        auto made = LocalSocketFile::make(endpoint.path, options);
        if (!made) {
            return std::unexpected(made.error());
        }
        real.path = made->path();
        socket = made->takeSocket();
        file.emplace(std::move(*made));
    } else {
        auto bound = bindTcp(real);
        if (!bound) {
            return std::unexpected(bound.error());
        }
        socket = std::move(*bound);
    }
    auto listener = std::make_unique<DescriptorListener>(poller, deadlines, real, options.maxConnections, std::move(newStream));
    if (!listener->start(std::move(socket), std::move(file), options.backlog)) {
        if (endpoint.kind == Endpoint::Kind::Tcp) {
            return tcpFailure(endpoint, errno);
        }
        return std::unexpected(
            Error{Errc::Io, QStringLiteral("Cannot listen on the socket %1: %2.").arg(real.path, qt_error_string(errno))});
    }
    return listener;
}

} // namespace Retort::Net
