// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace Retort::Requests {

// The bytes of a request to send it once more, from what the engine knows of it (PROTOCOL.md, `request`): the same method, target,
// headers and body on a connection of its own. Or the sentence why it would not be the same request.
Result<QByteArray, QString> replayBytes(const QJsonObject &request);

// Sends a request to the address of a site and passes over the answer, which comes into the list by itself. Before it sends, it
// says from which address and port, so that the engine knows the request for a replay: nothing in the request says so. Deletes
// itself when it is done, after a minute at most. Lives on the window's thread, and waits for nothing.
class RequestReplay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestReplay)

public:
    static constexpr int patienceMs = 60'000;  // an app that is being debugged may take its time
    static constexpr int announceMs = 2'000;   // then it is sent all the same, and is a request like any other

    // Calls `proceed` when the engine expects it; empty: it is sent at once.
    using Announce = std::function<void(const QString &address, quint16 port, std::function<void()> proceed)>;

    RequestReplay(const QUrl &address, QByteArray bytes, Announce announce, QObject *parent);
    ~RequestReplay() override;

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    void announce();
    void send();

    QTcpSocket m_socket;
    QTimer m_patience;
    QTimer m_unannounced;
    Announce m_announce;
    QByteArray m_bytes;
};

} // namespace Retort::Requests
