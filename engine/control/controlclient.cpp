// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlclient.h"

#include "engine/base/jsonscanner.h"
#include "engine/control/controlmessages.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Control {

ControlClient::ControlClient(QObject *parent) : QObject(parent)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlClient::readLines);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] {
        readLines();  // what came before the end still counts
        lose(u"The engine closed the connection."_s);
    });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError) {
            lose(u"No engine answers at %1: %2."_s.arg(m_socket.serverName(), m_socket.errorString()));
        }
    });
}

ControlClient::~ControlClient()
{
    m_socket.disconnect(this);
}

void ControlClient::connectToSite(const QString &socketPath)
{
    m_socket.connectToServer(socketPath);
}

void ControlClient::disconnectFromSite()
{
    m_lost = true;  // asked for: nothing to say
    m_ready = false;
    m_socket.abort();
}

int ControlClient::ask(const QString &what, const QJsonObject &more, Answer answer)
{
    const int id = m_nextId++;
    m_answers.insert_or_assign(id, std::move(answer));
    write(id, what, more);
    return id;
}

int ControlClient::follow(const QString &feed, const QJsonObject &more, BatchTaker taker)
{
    const int id = m_nextId++;
    m_followed.insert_or_assign(id, Followed{feed.toUtf8(), std::move(taker)});
    QJsonObject following = more;
    following.insert("follow"_L1, true);
    write(id, feed, following);
    return id;
}

void ControlClient::write(int id, const QString &what, const QJsonObject &more)
{
    QJsonObject message = more;
    message.insert("id"_L1, id);
    message.insert("do"_L1, what);
    m_socket.write(toLine(message));
}

void ControlClient::readLines()
{
    m_input += m_socket.readAll();
    qsizetype start = 0;
    for (qsizetype end = m_input.indexOf('\n'); end >= 0 && !m_lost; end = m_input.indexOf('\n', start)) {
        const QByteArray line = m_input.sliced(start, end - start);
        start = end + 1;
        takeLine(line);
    }
    m_input.remove(0, std::min(start, m_input.size()));
}

void ControlClient::takeLine(const QByteArray &line)
{
    if (m_ready && takeBatch(line)) {
        return;
    }
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    if (!m_ready) {
        takeHello(message);
        return;
    }
    const auto found = m_answers.find(message.value("id"_L1).toInt());
    if (found == m_answers.end()) {
        return;
    }
    const Answer answer = found->second;  // a copy: it may ask again
    answer(message);
}

bool ControlClient::takeBatch(const QByteArray &line)
{
    constexpr std::string_view start = "{\"id\":";  // as engines write it: other messages need not be looked into
    if (!line.startsWith(QByteArrayView(start))) {
        return false;
    }
    JsonScanner number({line.constData() + start.size(), static_cast<std::size_t>(line.size()) - start.size()});
    const auto found = m_followed.find(static_cast<int>(std::clamp(number.number(), 0.0, 1e9)));
    if (found == m_followed.end()) {
        return false;
    }
    const std::optional<Log::RecordBatch> batch = Log::RecordBatch::read(line, found->second.feed);
    if (batch) {
        const BatchTaker taker = found->second.taker;  // a copy: it may ask again
        taker(*batch);
    }
    return true;
}

void ControlClient::takeHello(const QJsonObject &hello)
{
    const int protocol = hello.value("protocol"_L1).toInt();
    if (protocol != protocolVersion) {
        lose(protocol == 0
                ? u"%1 is no control socket of Retort."_s.arg(m_socket.serverName())
                : u"The engine is Retort %1 and speaks version %2 of the control protocol; this program speaks %3. Restart the site."_s
                      .arg(hello.value("retort"_L1).toString())
                      .arg(protocol)
                      .arg(protocolVersion));
        return;
    }
    m_site = hello.value("site"_L1).toObject();
    m_ready = true;
    Q_EMIT ready();
}

void ControlClient::lose(const QString &sentence)
{
    if (m_lost) {
        return;
    }
    m_lost = true;
    m_ready = false;
    Q_EMIT lost(sentence);
}

} // namespace Retort::Control
