// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestreplay.h"

#include <QJsonArray>
#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::replayBytes;
using Requests::RequestReplay;

class tst_RequestReplay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameRequestAgain();
    void whatCannotBeTheSame_data();
    void whatCannotBeTheSame();
    void isSentAndForgotten();
    void saysItsPortBeforeItSends();
    void nobodyListens();
};

namespace {

QJsonObject recorded(const QByteArray &body = {})
{
    return {{u"method"_s, u"POST"_s}, {u"uri"_s, u"/a?token=s%20x"_s}, {u"bytesIn"_s, body.size()},
        {u"requestHeaders"_s,
            QJsonArray{QJsonArray{u"Host"_s, u"127.0.0.1:5000"_s}, QJsonArray{u"Connection"_s, u"keep-alive"_s},
                QJsonArray{u"Content-Length"_s, u"99"_s}, QJsonArray{u"X"_s, u"\u00e9 1"_s}}},
        {u"requestBody"_s, QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}};
}

QJsonObject with(QJsonObject request, const QString &key, const QJsonValue &value)
{
    request.insert(key, value);
    return request;
}

} // namespace

void tst_RequestReplay::theSameRequestAgain()
{
    const auto bytes = replayBytes(recorded(QByteArray("a=\0b", 4)));
    QVERIFY(bytes);
    QCOMPARE(*bytes,
        QByteArray("POST /a?token=s%20x HTTP/1.1\r\nHost: 127.0.0.1:5000\r\nX: \xe9 1\r\nContent-Length: 4\r\nConnection: close\r\n\r\n")
            + QByteArray("a=\0b", 4));
}

void tst_RequestReplay::whatCannotBeTheSame_data()
{
    QTest::addColumn<QJsonObject>("request");
    QTest::addColumn<QString>("part");
    QJsonObject unrecorded = recorded();
    unrecorded.remove(u"requestHeaders"_s);
    QJsonObject cut = recorded("abc");
    cut.insert(u"requestBody"_s, QJsonObject{{u"base64"_s, u"YQ=="_s}, {u"bytes"_s, 3}, {u"cut"_s, true}});
    QJsonObject bodyless = recorded("abc");
    bodyless.remove(u"requestBody"_s);
    QJsonArray split;
    split.append(QJsonArray{u"X"_s, u"1\r\nY: 2"_s});
    QTest::newRow("nobody recorded") << unrecorded << u"Nobody recorded"_s;
    QTest::newRow("a part of the body") << cut << u"a part of its body"_s;
    QTest::newRow("none of the body") << bodyless << u"a part of its body"_s;
    QTest::newRow("a target that is two lines") << with(recorded(), u"uri"_s, u"/a\r\nX: y"_s) << u"characters"_s;
    QTest::newRow("a target with a blank") << with(recorded(), u"uri"_s, u"/a HTTP/1.1"_s) << u"characters"_s;
    QTest::newRow("no method") << with(recorded(), u"method"_s, QString()) << u"characters"_s;
    QTest::newRow("a header that is two") << with(recorded(), u"requestHeaders"_s, split) << u"characters"_s;
    QTest::newRow("nothing at all") << QJsonObject() << u"Nobody recorded"_s;
}

void tst_RequestReplay::whatCannotBeTheSame()
{
    QFETCH(QJsonObject, request);
    QFETCH(QString, part);
    const auto bytes = replayBytes(request);
    QVERIFY(!bytes);
    QVERIFY2(bytes.error().contains(part), qPrintable(bytes.error()));
}

void tst_RequestReplay::isSentAndForgotten()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QUrl address(u"http://127.0.0.1"_s);
    address.setPort(server.serverPort());
    const QPointer<RequestReplay> replay(new RequestReplay(address, "GET / HTTP/1.1\r\n\r\n", {}, this));
    QSignalSpy failed(replay, &RequestReplay::failed);
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *client = server.nextPendingConnection();
    QTRY_COMPARE(client->bytesAvailable(), 18);
    client->write("HTTP/1.1 200 OK\r\n\r\n");
    client->disconnectFromHost();
    QTRY_VERIFY(!replay);
    QCOMPARE(failed.size(), 0);
}

void tst_RequestReplay::saysItsPortBeforeItSends()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QUrl address(u"http://127.0.0.1"_s);
    address.setPort(server.serverPort());
    std::function<void()> proceed;
    quint16 port = 0;
    const auto announce = [&](const QString &from, quint16 ownPort, std::function<void()> go) {
        QCOMPARE(from, u"127.0.0.1"_s);
        port = ownPort;
        proceed = std::move(go);
    };
    new RequestReplay(address, "GET / HTTP/1.1\r\n\r\n", announce, this);
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *client = server.nextPendingConnection();
    QTRY_VERIFY(proceed);
    QCOMPARE(client->peerPort(), port);
    QCOMPARE(client->bytesAvailable(), 0);
    proceed();
    QTRY_COMPARE(client->bytesAvailable(), 18);
    proceed(); // not twice
    QTest::qWait(50);
    QCOMPARE(client->bytesAvailable(), 18);
    client->disconnectFromHost();
}

void tst_RequestReplay::nobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QUrl address(u"http://127.0.0.1"_s);
    address.setPort(server.serverPort());
    server.close();
    const QPointer<RequestReplay> replay(new RequestReplay(address, "GET / HTTP/1.1\r\n\r\n", {}, this));
    QSignalSpy failed(replay, &RequestReplay::failed);
    QTRY_COMPARE(failed.size(), 1);
    QTRY_VERIFY(!replay);
}

QTEST_GUILESS_MAIN(tst_RequestReplay)
#include "tst_requestreplay.moc"
