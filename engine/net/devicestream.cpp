// SPDX-License-Identifier: Apache-2.0
#include "engine/net/devicestream.h"

#include "engine/base/limits.h"
#include "engine/net/socketend.h"

#include <QHostAddress>

#include <algorithm>
#include <limits>
#include <utility>

namespace Retort::Net {

namespace {

std::string addressText(const QHostAddress &address)
{
    bool isIpv4 = false;
    const QHostAddress plain(address.toIPv4Address(&isIpv4));
    return (isIpv4 ? plain : address).toString().toStdString();
}

Peer peerOf(const QTcpSocket &socket)
{
    Peer peer;
    peer.address = addressText(socket.peerAddress());
    peer.port = socket.peerPort();
    peer.localAddress = addressText(socket.localAddress());
    peer.localPort = socket.localPort();
    peer.isLoopback = socket.peerAddress().isLoopback();
    return peer;
}

Peer localPeer()
{
    Peer peer;
    peer.isLoopback = true;
    return peer;
}

} // namespace

DeviceStream::DeviceStream(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<Admission> admission)
    : Stream(peerOf(*socket))
    , m_tcp(socket.get())
    , m_admission(std::move(admission))
{
    m_device = std::move(socket);
    m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    watch(m_tcp, &QTcpSocket::errorOccurred);
    m_over = m_tcp->state() != QAbstractSocket::ConnectedState;
}

DeviceStream::DeviceStream(std::unique_ptr<QLocalSocket> socket, std::unique_ptr<Admission> admission)
    : Stream(localPeer())
    , m_local(socket.get())
    , m_admission(std::move(admission))
{
    m_device = std::move(socket);
    watch(m_local, &QLocalSocket::errorOccurred);
    m_over = m_local->state() != QLocalSocket::ConnectedState;
}

DeviceStream::~DeviceStream()
{
    m_device->disconnect();
    if (m_tcp != nullptr) {
        m_tcp->abort();
    } else {
        m_local->abort();
    }
}

// Qt may emit from within our calls to it, and the owner must hear of nothing there: each signal is queued.
template<typename Socket, typename Error>
void DeviceStream::watch(Socket *socket, Error error)
{
    socket->setReadBufferSize(qint64(Limits::readChunkBytes));
    QObject::connect(socket, &QIODevice::readyRead, &m_context, [this] { tell(News::Input); }, Qt::QueuedConnection);
    QObject::connect(socket, &QIODevice::bytesWritten, &m_context, [this] { tell(News::Sent); }, Qt::QueuedConnection);
    QObject::connect(
        socket, &Socket::disconnected, &m_context,
        [this] {
            m_over = true;
            tell(News::End);
        },
        Qt::QueuedConnection);
    QObject::connect(socket, error, &m_context, [this](auto code) {
        m_over = true;
        m_failed = m_failed || int(code) != int(QAbstractSocket::RemoteHostClosedError);
        tellLater(News::End);
    });
    tellLater(News::Input);  // what came before anybody watched
    tellLater(News::End);
}

void DeviceStream::tellLater(News news)
{
    QMetaObject::invokeMethod(&m_context, [this, news] { tell(news); }, Qt::QueuedConnection);
}

// Each branch ends with at most one callback, in which the owner may destroy us.
void DeviceStream::tell(News news)
{
    if (m_dead || owner() == nullptr) {
        return;
    }
    switch (news) {
    case News::Input:
        if (m_reading && m_device->bytesAvailable() > 0) {
            tellLater(News::Input);  // again, until the owner has read what there is
            owner()->readable();
        } else if (m_over) {
            tellEnd();
        }
        return;
    case News::Sent: tellSent(); return;
    case News::End:
        if (m_over) {
            tellEnd();
        }
        return;
    }
}

void DeviceStream::tellSent()
{
    shutWhenSent();
    const std::size_t enough = m_wasHigh ? Limits::unsentBytes / 2 : 0;
    if ((m_waits || m_wasHigh) && unsentBytes() <= enough) {
        m_wasHigh = false;
        m_waits = unsentBytes() > 0;
        owner()->drained();
    }
}

// The end comes after the bytes before it, which the owner may not want yet.
void DeviceStream::tellEnd()
{
    if (m_device->bytesAvailable() > 0) {
        return;
    }
    if (m_failed || m_shut) {
        m_dead = true;
        if (m_failed) {
            owner()->broken();
        } else {
            owner()->peerFinished();
        }
        return;
    }
    m_failed = true;  // Qt has closed our direction too
    tellLater(News::End);
    owner()->peerFinished();
}

std::size_t DeviceStream::read(char *to, std::size_t room)
{
    if (m_dead || m_device->bytesAvailable() <= 0) {
        return 0;
    }
    const qint64 got = m_device->read(to, qint64(std::min<std::size_t>(room, std::numeric_limits<int>::max())));
    return got > 0 ? std::size_t(got) : 0;
}

void DeviceStream::setReading(bool enabled)
{
    if (enabled && !std::exchange(m_reading, enabled)) {
        tellLater(News::Input);
    }
    m_reading = enabled;
}

void DeviceStream::write(std::string_view bytes)
{
    if (m_over || m_dead || m_finishing || bytes.empty()) {
        return;
    }
    m_device->write(bytes.data(), qint64(bytes.size()));
    m_wasHigh = m_wasHigh || unsentBytes() > Limits::unsentBytes;
}

void DeviceStream::flush()
{
    if (m_over || m_dead) {
        return;
    }
    if (m_tcp != nullptr) {
        m_tcp->flush();
    } else {
        m_local->flush();
    }
    m_waits = m_waits || unsentBytes() > 0;
    shutWhenSent();
}

std::size_t DeviceStream::unsentBytes() const
{
    return m_over || m_dead ? 0 : std::size_t(m_device->bytesToWrite());
}

void DeviceStream::finishWriting()
{
    m_finishing = true;
    flush();
}

void DeviceStream::shutWhenSent()
{
    if (!m_finishing || m_shut || m_over || m_dead || unsentBytes() > 0) {
        return;
    }
    m_shut = true;
#ifdef Q_OS_WIN
    if (m_local != nullptr) {
        m_local->disconnectFromServer();
        return;
    }
#endif
    shutSending(descriptor());
}

void DeviceStream::reset()
{
    if (m_dead) {
        return;
    }
    m_dead = true;
    if (m_tcp != nullptr) {
        if (!m_over) {
            resetWhenClosed(descriptor());
        }
        m_tcp->abort();
    } else {
        m_local->abort();
    }
}

qintptr DeviceStream::descriptor() const
{
    return m_tcp != nullptr ? m_tcp->socketDescriptor() : m_local->socketDescriptor();
}

} // namespace Retort::Net
