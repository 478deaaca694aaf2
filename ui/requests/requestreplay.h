// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace Retort::Requests {

// The bytes of a request to send it once more, from what the engine knows of it (PROTOCOL.md, `request`): the same method, target,
// headers and body on a connection of its own. Or the sentence why it would not be the same request.
Result<QByteArray, QString> replayBytes(const QJsonObject &request);

// Sends a request to the address of a site and passes over the answer, which comes into the list by itself. Deletes itself when
// it is done, after a minute at most. Lives on the window's thread, and waits for nothing.
class RequestReplay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestReplay)

public:
    static constexpr int patienceMs = 60'000;  // an app that is being debugged may take its time

    RequestReplay(const QUrl &address, QByteArray bytes, QObject *parent);
    ~RequestReplay() override;

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    QTcpSocket m_socket;
    QTimer m_patience;
    QByteArray m_bytes;
};

} // namespace Retort::Requests
