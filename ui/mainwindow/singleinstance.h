// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace Retort::Window {

// One window per user: the first start holds a lock in the runtime folder and listens beside it; a second one hands over its
// arguments and ends. Asynchronous. The socket can be reached by the same user only, as the folder is 0700.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    // `runtimeFolder` as RuntimeDir made it; empty on Windows, where the socket is a named pipe of that user.
    explicit SingleInstance(const QString &runtimeFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    // True: this is the first. False: wait for handedOver() or failed().
    bool isFirst();
    void handOver(const QString &workingFolder, const QStringList &arguments);

Q_SIGNALS:
    // In the first: somebody started the program again.
    void startedAgain(const QString &workingFolder, const QStringList &arguments);
    // In the second.
    void handedOver();
    void failed(const QString &sentence);

private:
    void listen();
    void accept();
    void readFrom(QLocalSocket *socket);
    void tryAgain();

    QString m_address;
    QLockFile m_lock;
    QLocalServer m_server;
    QLocalSocket m_socket;
    QTimer m_again;
    QByteArray m_message;
    int m_tries = 0;
};

} // namespace Retort::Window
