// SPDX-License-Identifier: Apache-2.0
#include "engine/base/endpoint.h"

#include <QTest>

using Retort::Endpoint;
using Retort::Result;

class tst_Endpoint final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void knowsLoopback_data();
    void knowsLoopback();
};

void tst_Endpoint::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");

    const QString none;
    QTest::newRow("a port alone is every IPv4 interface") << QStringLiteral(":5000") << none << 5000 << none;
    QTest::newRow("host and port") << QStringLiteral("127.0.0.1:5000") << QStringLiteral("127.0.0.1") << 5000 << none;
    QTest::newRow("a name") << QStringLiteral("localhost:80") << QStringLiteral("localhost") << 80 << none;
    QTest::newRow("port 0 is a free one") << QStringLiteral("127.0.0.1:0") << QStringLiteral("127.0.0.1") << 0 << none;
    QTest::newRow("the last port") << QStringLiteral(":65535") << none << 65535 << none;
    QTest::newRow("IPv6 in brackets") << QStringLiteral("[::1]:5000") << QStringLiteral("::1") << 5000 << none;
    QTest::newRow("tcp://") << QStringLiteral("tcp://127.0.0.1:5000") << QStringLiteral("127.0.0.1") << 5000 << none;
    QTest::newRow("blanks around") << QStringLiteral(" :5000 ") << none << 5000 << none;
    QTest::newRow("an absolute path") << QStringLiteral("/tmp/app.sock") << none << 0 << QStringLiteral("/tmp/app.sock");
    QTest::newRow("a relative path") << QStringLiteral("./app.sock") << none << 0 << QStringLiteral("./app.sock");
    QTest::newRow("a path with a colon after a slash") << QStringLiteral("/tmp/a:b.sock") << none << 0 << QStringLiteral("/tmp/a:b.sock");
    QTest::newRow("a bare name that ends in .sock") << QStringLiteral("app.sock") << none << 0 << QStringLiteral("app.sock");
    QTest::newRow("unix:") << QStringLiteral("unix:/tmp/app.sock") << none << 0 << QStringLiteral("/tmp/app.sock");
    QTest::newRow("unix://") << QStringLiteral("unix:///tmp/app.sock") << none << 0 << QStringLiteral("/tmp/app.sock");
    QTest::newRow("an abstract socket") << QStringLiteral("@name") << none << 0 << QStringLiteral("@name");
    QTest::newRow("an abstract socket in uWSGI's other spelling") << QStringLiteral("\\0name") << none << 0 << QStringLiteral("@name");
}

void tst_Endpoint::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, path);
    const Result<Endpoint> endpoint = Endpoint::fromString(text);
    QVERIFY2(endpoint, endpoint ? "" : qPrintable(endpoint.error().sentence));
    QCOMPARE(endpoint->host, host);
    QCOMPARE(int(endpoint->port), port);
    QCOMPARE(endpoint->path, path);
    QCOMPARE(endpoint->kind, path.isEmpty() ? Endpoint::Kind::Tcp : Endpoint::Kind::Local);
    const Result<Endpoint> again = Endpoint::fromString(endpoint->toString());
    QVERIFY(again);
    QCOMPARE(again->toString(), endpoint->toString());
    QVERIFY(*again == *endpoint);
}

void tst_Endpoint::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");

    QTest::newRow("nothing") << QString() << QStringLiteral("empty");
    QTest::newRow("a port without a colon") << QStringLiteral("5000") << QStringLiteral("Write :5000");
    QTest::newRow("a host without a port") << QStringLiteral("127.0.0.1") << QStringLiteral("127.0.0.1:5000");
    QTest::newRow("a name without a port") << QStringLiteral("localhost") << QStringLiteral("localhost:5000");
    QTest::newRow("a port that wraps around in uWSGI") << QStringLiteral(":99999") << QStringLiteral("0 to 65535");
    QTest::newRow("a port of a million digits") << QString(u':' + QString(1000, u'1')) << QStringLiteral("0 to 65535");
    QTest::newRow("a port that is a word") << QStringLiteral("host:http") << QStringLiteral("“http”");
    QTest::newRow("a negative port") << QStringLiteral("host:-1") << QStringLiteral("“-1”");
    QTest::newRow("an empty port") << QStringLiteral("host:") << QStringLiteral("0 to 65535");
    QTest::newRow("an unset placeholder") << QStringLiteral("127.0.0.1:$(PORT)") << QStringLiteral("$(PORT)");
    QTest::newRow("a URL") << QStringLiteral("http://127.0.0.1:80") << QStringLiteral("without “http://”");
    QTest::newRow("IPv6 without brackets") << QStringLiteral("::1:5000") << QStringLiteral("[::1]:5000");
    QTest::newRow("IPv6 without a port") << QStringLiteral("[::1]") << QStringLiteral("[::1]:5000");
    QTest::newRow("brackets around something else") << QStringLiteral("[hello]:5000") << QStringLiteral("no IPv6");
    QTest::newRow("an IPv4 address with a number too high") << QStringLiteral("127.0.0.256:80") << QStringLiteral("no IPv4");
    QTest::newRow("a relative path with a colon") << QStringLiteral("run/a:b.sock") << QStringLiteral("unix:run/a:b.sock");
    QTest::newRow("unix: without a path") << QStringLiteral("unix:") << QStringLiteral("missing");
    QTest::newRow("a lone at sign") << QStringLiteral("@") << QStringLiteral("missing");
    QTest::newRow("a blank inside the host") << QStringLiteral("my host:80") << QStringLiteral("no host name");
}

void tst_Endpoint::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<Endpoint> endpoint = Endpoint::fromString(text);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().code, Retort::Errc::BadAddress);
    QVERIFY2(endpoint.error().sentence.contains(says), qPrintable(endpoint.error().sentence));
}

void tst_Endpoint::knowsLoopback_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("loopback");

    QTest::newRow("127.0.0.1") << QStringLiteral("127.0.0.1:1") << true;
    QTest::newRow("all of 127/8") << QStringLiteral("127.1.2.3:1") << true;
    QTest::newRow("localhost") << QStringLiteral("LocalHost:1") << true;
    QTest::newRow("::1") << QStringLiteral("[::1]:1") << true;
    QTest::newRow("a Unix socket") << QStringLiteral("/tmp/x") << true;
    QTest::newRow("every interface") << QStringLiteral(":1") << false;
    QTest::newRow("0.0.0.0") << QStringLiteral("0.0.0.0:1") << false;
    QTest::newRow("another computer") << QStringLiteral("192.168.1.1:1") << false;
    QTest::newRow("a name that begins like it") << QStringLiteral("localhost.example:1") << false;
}

void tst_Endpoint::knowsLoopback()
{
    QFETCH(QString, text);
    QFETCH(bool, loopback);
    const Result<Endpoint> endpoint = Endpoint::fromString(text);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->isLoopback(), loopback);
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_endpoint.moc"
