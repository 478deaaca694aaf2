// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestreplay.h"

#include "ui/requests/capturedtext.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QNetworkProxy>
#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

// What belongs to a connection, or is said anew.
bool isOfTheConnection(const QString &name)
{
    static const QStringList names{u"connection"_s, u"content-length"_s, u"transfer-encoding"_s, u"expect"_s, u"keep-alive"_s, u"te"_s,
        u"upgrade"_s, u"proxy-connection"_s};
    return names.contains(name.toLower());
}

// What a request line or a header cannot hold: it would be another request.
bool breaksOut(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c < u' ' || c == u'\x7f' || c.unicode() > 0xff; });
}

bool isWord(const QString &text)
{
    return !text.isEmpty() && !text.contains(u' ') && !breaksOut(text);
}

} // namespace

Result<QByteArray, QString> replayBytes(const QJsonObject &request)
{
    const QString method = request.value("method"_L1).toString();
    const QString uri = request.value("uri"_L1).toString();
    const QJsonArray headers = request.value("requestHeaders"_L1).toArray();
    const CapturedBody body = capturedBody(request.value("requestBody"_L1), headers);
    const qint64 received = request.value("bytesIn"_L1).toInteger();
    if (!request.contains("requestHeaders"_L1) || uri.isEmpty()) {
        return std::unexpected(RequestReplay::tr("Nobody recorded it when it came, so it cannot be sent again as it was."));
    }
    if (body.cut || body.bytes.size() < received) {
        return std::unexpected(RequestReplay::tr("Only a part of its body was kept, so it cannot be sent again as it was."));
    }
    QByteArray bytes = (method + u' ' + uri + u" HTTP/1.1\r\n"_s).toLatin1();
    bool fits = isWord(method) && isWord(uri);
    for (const auto &header : headers) {
        const QString name = header.toArray().at(0).toString();
        const QString value = header.toArray().at(1).toString();
        fits = fits && isWord(name) && !breaksOut(value);
        if (!isOfTheConnection(name)) {
            bytes += (name + u": "_s + value + u"\r\n"_s).toLatin1();
        }
    }
    if (!fits) {
        return std::unexpected(RequestReplay::tr("It holds characters that cannot be sent again."));
    }
    if (!body.bytes.isEmpty() || !headerValue(headers, u"Content-Length").isEmpty()) {
        bytes += "Content-Length: " + QByteArray::number(body.bytes.size()) + "\r\n";
    }
    return QByteArray(bytes + "Connection: close\r\n\r\n" + body.bytes);
}

RequestReplay::RequestReplay(const QUrl &address, QByteArray bytes, Announce announce, QObject *parent)
    : QObject(parent)
    , m_announce(std::move(announce))
    , m_bytes(std::move(bytes))
{
    connect(&m_socket, &QTcpSocket::connected, this, &RequestReplay::announce);
    m_unannounced.setSingleShot(true);
    connect(&m_unannounced, &QTimer::timeout, this, &RequestReplay::send);
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_socket.readAll(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError) {
            Q_EMIT failed(tr("It could not be sent: %1.").arg(m_socket.errorString()));
        }
        deleteLater();
    });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &QObject::deleteLater);
    m_patience.start(patienceMs);
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(address.host(), static_cast<quint16>(address.port(80)));
}

void RequestReplay::announce()
{
    if (!m_announce) {
        send();
        return;
    }
    m_unannounced.start(announceMs);
    m_announce(m_socket.localAddress().toString(), m_socket.localPort(), [here = QPointer(this)] {
        if (here) {
            here->send();
        }
    });
}

void RequestReplay::send()
{
    m_unannounced.stop();
    if (!m_bytes.isEmpty()) {
        m_socket.write(std::exchange(m_bytes, {}));
    }
}

RequestReplay::~RequestReplay()
{
    m_socket.disconnect(this);
}

} // namespace Retort::Requests
