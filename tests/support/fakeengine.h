// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/runtimedir.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

namespace Retort::Test {

// The engine's side of a control socket, written by hand: it says what a test tells it to, in the words of
// engine/control/PROTOCOL.md.
class FakeEngine final : public QObject
{
public:
    QJsonObject site{{QStringLiteral("name"), QStringLiteral("blog")}, {QStringLiteral("pid"), QCoreApplication::applicationPid()},
        {QStringLiteral("folder"), QStringLiteral("/srv/blog")},
        {QStringLiteral("addresses"), QJsonArray{QStringLiteral("http://127.0.0.1:8000")}}};
    QJsonObject status{{QStringLiteral("state"), QStringLiteral("serving")}, {QStringLiteral("app"), QStringLiteral("app:app")},
        {QStringLiteral("python"), QStringLiteral("Python 3.12.4")}, {QStringLiteral("load"), 17}, {QStringLiteral("loadUs"), 212'000},
        {QStringLiteral("processes"), 2}, {QStringLiteral("threads"), 4}};
    QJsonObject counters;
    QJsonArray workers;
    bool hasEvents = false;
    QStringList asked;               // what, in the order in which it came
    QList<QJsonObject> questions;    // the same, whole
    QHash<QString, QJsonObject> answers;  // to what is not known here; without one it is refused

    // The last question of that kind; empty when there was none.
    QJsonObject lastQuestion(const QString &what) const
    {
        for (auto question = questions.crbegin(); question != questions.crend(); ++question) {
            if (question->value(QStringLiteral("do")).toString() == what) {
                return *question;
            }
        }
        return {};
    }

    bool listen(const Control::RuntimeDir &folder, const QString &name)
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] { greet(m_server.nextPendingConnection()); });
        return m_server.listen(folder.socketPath(name));
    }

    // To everybody who follows that feed.
    void tell(const QString &feed, const QJsonArray &records)
    {
        for (QLocalSocket *socket : m_server.findChildren<QLocalSocket *>()) {
            if (const QVariant id = socket->property(qPrintable(feed)); id.isValid()) {
                send(*socket, {{QStringLiteral("id"), id.toInt()}, {feed, records}, {QStringLiteral("skipped"), 0}});
            }
        }
    }

    // As if the process had died.
    void vanish()
    {
        m_server.close();
        for (QLocalSocket *socket : m_server.findChildren<QLocalSocket *>()) {
            socket->abort();
        }
    }

private:
    void greet(QLocalSocket *socket)
    {
        send(*socket,
            {{QStringLiteral("retort"), QStringLiteral("0.1.0")}, {QStringLiteral("protocol"), 1}, {QStringLiteral("site"), site}});
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine()) {
                answer(*socket, QJsonDocument::fromJson(socket->readLine()).object());
            }
        });
    }

    void answer(QLocalSocket &socket, const QJsonObject &request)
    {
        const QString what = request.value(QStringLiteral("do")).toString();
        asked.append(what);
        questions.append(request);
        QJsonObject reply{{QStringLiteral("id"), request.value(QStringLiteral("id"))}, {QStringLiteral("ok"), true}};
        if (what == QStringLiteral("status")) {
            reply.insert(QStringLiteral("site"), site);
            reply.insert(QStringLiteral("status"), status);
            reply.insert(QStringLiteral("counters"), counters);
        } else if (what == QStringLiteral("workers")) {
            reply.insert(QStringLiteral("workers"), workers);
        } else if (what == QStringLiteral("requests") || what == QStringLiteral("output")
            || (hasEvents && what == QStringLiteral("events"))) {
            socket.setProperty(qPrintable(what), request.value(QStringLiteral("id")).toInt());
            reply.insert(what, QJsonArray());
        } else if (answers.contains(what)) {
            const QJsonObject more = answers.value(what);
            for (auto field = more.begin(); field != more.end(); ++field) {
                reply.insert(field.key(), field.value());
            }
        } else if (what != QStringLiteral("reload") && what != QStringLiteral("stop")) {
            reply.insert(QStringLiteral("ok"), false);
            reply.insert(QStringLiteral("error"), QStringLiteral("There is no command."));
        }
        send(socket, reply);
    }

    static void send(QLocalSocket &socket, const QJsonObject &message)
    {
        socket.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    }

    QLocalServer m_server;
};

} // namespace Retort::Test
