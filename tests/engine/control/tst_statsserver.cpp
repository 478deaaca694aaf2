// SPDX-License-Identifier: Apache-2.0
#include "engine/control/statsserver.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Qt::StringLiterals;
using Control::StatsServer;

class tst_StatsServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overTcp_data();
    void overTcp();
    void overALocalSocket();

private:
    static Control::StatsSnapshot snapshot()
    {
        Control::StatsSnapshot snapshot;
        snapshot.version = RETORT_VERSION;
        return snapshot;
    }
};

void tst_StatsServer::overTcp_data()
{
    QTest::addColumn<bool>("http");
    QTest::newRow("plain") << false;
    QTest::newRow("with an HTTP head") << true;
}

void tst_StatsServer::overTcp()
{
    QFETCH(bool, http);
    const auto poller = Net::Poller::create();
    Net::DeadlineQueue deadlines;
    Endpoint endpoint;
    endpoint.host = u"127.0.0.1"_s;
    const auto server = StatsServer::open(*poller, deadlines, endpoint, http, [] { return snapshot(); });
    QVERIFY2(server, server ? "" : qPrintable(server.error().sentence));
    for (int round = 0; round < 40; ++round) {  // more than may be served at once
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, (*server)->endpoint().port);
        if (http) {
            socket.write("GET / HTTP/1.0\r\n\r\n");
        }
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QByteArray bytes = socket.readAll();
        if (http) {
            QVERIFY(bytes.startsWith("HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"));
            QVERIFY(!bytes.contains("Access-Control"));
            bytes = bytes.sliced(bytes.indexOf("\r\n\r\n") + 4);
        }
        QCOMPARE(QJsonDocument::fromJson(bytes)[u"version"_s].toString(), u"" RETORT_VERSION ""_s);
    }
}

void tst_StatsServer::overALocalSocket()
{
    QTemporaryDir folder;
    const auto poller = Net::Poller::create();
    Net::DeadlineQueue deadlines;
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = folder.filePath(u"stats.sock"_s);
    const auto server = StatsServer::open(*poller, deadlines, endpoint, false, [] { return snapshot(); });
    QVERIFY2(server, server ? "" : qPrintable(server.error().sentence));
    QCOMPARE(QFileInfo(endpoint.path).permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    QLocalSocket socket;
    socket.connectToServer(endpoint.path);
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QVERIFY(QJsonDocument::fromJson(socket.readAll()).isObject());
}

QTEST_GUILESS_MAIN(tst_StatsServer)
#include "tst_statsserver.moc"
