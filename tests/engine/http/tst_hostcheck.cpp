// SPDX-License-Identifier: Apache-2.0
#include "engine/http/hostcheck.h"

#include <QTest>

using namespace Retort::Http;

class tst_HostCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void aStarOpensIt();
};

void tst_HostCheck::accepts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("accepted");

    const auto row = [](const char *name, const char *host, bool accepted) { QTest::newRow(name) << QByteArray(host) << accepted; };
    row("localhost", "localhost", true);
    row("localhost in capitals with port and dot", "LocalHost.:5000", true);
    row("a name under localhost", "app.localhost:5000", true);
    row("the loopback address", "127.0.0.1:5000", true);
    row("another loopback address", "127.8.9.10", true);
    row("the IPv6 loopback address", "[::1]:5000", true);
    row("the bound address", "192.168.1.5:80", true);
    row("a name that was added", "DEV.example:8000", true);
    row("no Host at all", "", true);
    row("a foreign name", "attacker.example", false);
    row("a name ending like localhost", "evil-localhost", false);
    row("only the suffix", ".localhost", false);
    row("localhost as a prefix", "localhost.attacker.example", false);
    row("the address as a prefix", "127.0.0.1.attacker.example", false);
    row("a name ending like an added one", "xdev.example", false);
    row("a name under an added one", "a.dev.example", false);
    row("another address", "192.168.1.6", false);
    row("a short form of loopback", "127.1", false);
    row("five numbers", "127.0.0.1.1", false);
    row("a number too large", "127.0.0.256", false);
    row("an octal number", "127.0.0.01", false);
    row("the wildcard address", "0.0.0.0:5000", false);
}

void tst_HostCheck::accepts()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, accepted);
    const HostCheck check("192.168.1.5", {"dev.example", ""});
    QCOMPARE(check.accepts(host.toStdString()), accepted);
}

void tst_HostCheck::aStarOpensIt()
{
    QVERIFY(HostCheck("127.0.0.1", {"*"}).accepts("attacker.example"));
    QVERIFY(HostCheck("::1", {}).accepts("[::1]"));
}

QTEST_APPLESS_MAIN(tst_HostCheck)
#include "tst_hostcheck.moc"
