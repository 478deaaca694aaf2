// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/singleinstance.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int againMs = 50;
constexpr int mostTries = 60;
constexpr qint64 longestMessage = 256 * 1024;

QString userName()
{
    return QString::fromLocal8Bit(qgetenv("USERNAME"));
}

QString lockPath(const QString &runtimeFolder)
{
    return runtimeFolder.isEmpty() ? QDir::temp().filePath(u"retort-%1.lock"_s.arg(userName()))
                                   : QString(runtimeFolder + "/window.lock"_L1);
}

} // namespace

SingleInstance::SingleInstance(const QString &runtimeFolder, QObject *parent)
    : QObject(parent)
    , m_address(runtimeFolder.isEmpty() ? QString(u"retort-window-"_s + userName()) : QString(runtimeFolder + "/window.instance"_L1))
    , m_lock(lockPath(runtimeFolder))
{
    m_lock.setStaleLockTime(0);  // held as long as the process lives, however long that is
    m_again.setSingleShot(true);
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, [this] { m_socket.connectToServer(m_address); });
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
    connect(&m_socket, &QLocalSocket::connected, this, [this] { m_socket.write(m_message); });
    // The first answers when it has everything: only then may this process end.
    connect(&m_socket, &QLocalSocket::readyRead, this, &SingleInstance::handedOver);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &SingleInstance::tryAgain);
}

SingleInstance::~SingleInstance()
{
    m_socket.disconnect(this);
}

bool SingleInstance::isFirst()
{
    if (!m_lock.tryLock(0)) {
        return false;
    }
    listen();
    return true;
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_address);  // left by a crash: the lock says that nobody listens
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_address);
}

void SingleInstance::handOver(const QString &workingFolder, const QStringList &arguments)
{
    const QJsonObject message{{u"folder"_s, workingFolder}, {u"arguments"_s, QJsonArray::fromStringList(arguments)}};
    m_message = QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
    m_socket.connectToServer(m_address);
}

// The first may only just have taken the lock.
void SingleInstance::tryAgain()
{
    if (++m_tries < mostTries) {
        m_again.start();
    } else {
        Q_EMIT failed(tr("Another window of Retort is open, and does not answer at %1: %2.").arg(m_address, m_socket.errorString()));
    }
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void SingleInstance::readFrom(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestMessage) {
            socket->abort();
        }
        return;
    }
    const QJsonObject message = QJsonDocument::fromJson(socket->readLine(longestMessage)).object();
    QStringList arguments;
    const QJsonArray list = message.value("arguments"_L1).toArray();
    for (const auto &argument : list) {
        arguments.append(argument.toString());
    }
    socket->write("ok\n");
    socket->disconnectFromServer();
    Q_EMIT startedAgain(message.value("folder"_L1).toString(), arguments);
}

} // namespace Retort::Window
