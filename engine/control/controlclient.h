// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/recordbatch.h"

#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>

#include <functional>
#include <unordered_map>

namespace Retort::Control {

// The other end of a control socket: the window and `retort ps | status | …`. Asynchronous; lives on any
// one thread with an event loop. PROTOCOL.md describes what goes over it.
class ControlClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlClient)

public:
    // Called for each message with the request's id: once, or, with "follow", again for every batch.
    using Answer = std::function<void(const QJsonObject &message)>;

    explicit ControlClient(QObject *parent = nullptr);
    ~ControlClient() override;

    void connectToSite(const QString &socketPath);
    void disconnectFromSite();
    bool isReady() const noexcept { return m_ready; }
    // The "site" of the hello; empty before ready().
    const QJsonObject &site() const noexcept { return m_site; }

    // Sends {"id": …, "do": what, …more}; returns the id. After ready() only.
    int ask(const QString &what, const QJsonObject &more, Answer answer);
    int ask(const QString &what, Answer answer) { return ask(what, {}, std::move(answer)); }

    // Follows a feed. Its records are left as they came, for a reader of its own: a QJsonDocument of each batch takes as long
    // as the rest of the window. An answer that is none of the feed's (an error) is not told.
    using BatchTaker = std::function<void(const Log::RecordBatch &batch)>;
    int follow(const QString &feed, const QJsonObject &more, BatchTaker taker);

Q_SIGNALS:
    void ready();
    // The engine closed the connection, is gone, or speaks another protocol: one sentence. Said once.
    void lost(const QString &sentence);

private:
    void readLines();
    void takeLine(const QByteArray &line);
    bool takeBatch(const QByteArray &line);
    void write(int id, const QString &what, const QJsonObject &more);
    void takeHello(const QJsonObject &hello);
    void lose(const QString &sentence);

    QLocalSocket m_socket;
    QByteArray m_input;
    QJsonObject m_site;
    struct Followed
    {
        QByteArray feed;
        BatchTaker taker;
    };

    std::unordered_map<int, Answer> m_answers;
    std::unordered_map<int, Followed> m_followed;
    int m_nextId = 1;
    bool m_ready = false;
    bool m_lost = false;
};

} // namespace Retort::Control
