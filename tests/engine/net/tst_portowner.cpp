// SPDX-License-Identifier: Apache-2.0
#include "engine/net/portowner.h"

#include <QTcpServer>
#include <QTest>

using namespace Retort;

class tst_PortOwner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheTable_data();
    void readsTheTable();
    void findsThisProcess();
    void nobodyListens();
    void scriptsAreNamed_data();
    void scriptsAreNamed();
};

void tst_PortOwner::readsTheTable_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<int>("inode");
    const QByteArray head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    QTest::newRow("a listening IPv4 socket") << head
            + "   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0000000000000000 100 0 0 "
              "10 0\n" << 4242;
    QTest::newRow("a listening IPv6 socket") << head
            + "   0: 00000000000000000000000000000000:1388 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 "
              "    0        0 77 1\n" << 77;
    QTest::newRow("an established connection does not count")
        << head + "   0: 0100007F:1388 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 4242 1\n"
        << 0;
    QTest::newRow("another port does not count")
        << head + "   0: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1\n"
        << 0;
    QTest::newRow("a broken line does not count") << head + "   0: 0100007F:1388 00000000:0000 0A\n" << 0;
    QTest::newRow("an inode that is no number does not count") << head + "   0: 0100007F:1388 00000000:0000 0A 0 0 0 1000 0 4x2 1\n" << 0;
    QTest::newRow("no last line end") << QByteArray(
        "   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242")
                                      << 4242;
    QTest::newRow("an empty table") << QByteArray() << 0;
}

void tst_PortOwner::readsTheTable()
{
    QFETCH(QByteArray, table);
    QFETCH(int, inode);
    std::set<std::uint64_t> expected;
    if (inode != 0) {
        expected.insert(std::uint64_t(inode));
    }
    QVERIFY(Net::listeningInodes({table.constData(), std::size_t(table.size())}, 5000) == expected);
}

void tst_PortOwner::findsThisProcess()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto owner = Net::portOwner(server.serverPort());
    QVERIFY(owner);
    QCOMPARE(owner->program, QStringLiteral("tst_portowner"));
    QCOMPARE(owner->pid, QCoreApplication::applicationPid());
}

void tst_PortOwner::nobodyListens()
{
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    QVERIFY(!Net::portOwner(port));
}

void tst_PortOwner::scriptsAreNamed_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("commandLine");
    QTest::addColumn<QString>("script");
    const auto row = [](const char *name, const char *program, const QByteArrayList &arguments, const char *script) {
        QTest::newRow(name) << QString::fromLatin1(program) << arguments.join('\0') + '\0' << QString::fromLatin1(script);
    };
    row("a script of node", "node", {"node", "/srv/shop/node_modules/vite/bin/vite.js", "--port", "8000"}, "vite");
    row("its main thread has another name", "node-MainThread", {"node", "/srv/node_modules/.bin/vite"}, "vite");
    row("a module of Python", "python3", {"/usr/bin/python3", "-u", "-m", "http.server", "8000"}, "http.server");
    row("a script of Python", "python3.12", {"python3.12", "manage.py", "runserver"}, "manage.py");
    row("a program of its own", "nginx", {"nginx: master process", "x"}, "");
    row("only options", "python3", {"python3", "-i"}, "");
    row("a name that is none", "python3", {"python3", "x). Port 1 is free."}, "");
    row("nothing", "python3", {}, "");
}

void tst_PortOwner::scriptsAreNamed()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, commandLine);
    QTEST(Net::scriptName(program, commandLine), "script");
}

QTEST_GUILESS_MAIN(tst_PortOwner)
#include "tst_portowner.moc"
