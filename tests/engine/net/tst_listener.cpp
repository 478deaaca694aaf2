// SPDX-License-Identifier: Apache-2.0
#include "engine/net/listener.h"

#include "engine/net/client.h"
#include "tests/support/descriptorcount.h"
#include "tests/support/recordingowner.h"

#include <QLoggingCategory>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include "engine/net/socket_unix.h"

#include <sys/resource.h>
#include <unistd.h>
#endif

#include <ctime>

using namespace Retort;
using Net::DeadlineQueue;
using Net::Listener;
using Net::ListenOptions;
using Net::Poller;
using Test::RecordingOwner;

namespace {

Endpoint tcp(const QString &host, quint16 port)
{
    Endpoint endpoint;
    endpoint.host = host;
    endpoint.port = port;
    return endpoint;
}

Endpoint local(const QString &path)
{
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = path;
    return endpoint;
}

} // namespace

class tst_Listener final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_descriptors = Test::openDescriptors(); }
    void cleanup();

    void tcpHandsOverConnections_data();
    void tcpHandsOverConnections();
    void localHandsOverConnections();
    void closeStopsAcceptingButStreamsLiveOn();
    void maxConnectionsHoldsFurtherClientsBack();
    void streamsMayOutliveTheListener();
    void outOfDescriptorsWaitsWithoutSpinning();
    void portInUseNamesAnotherOne();
    void addressOfAnotherComputer();
    void unknownHost();
    void nextFreePortSkipsThoseInUse();

private:
    std::unique_ptr<Listener> open(const Endpoint &endpoint, const ListenOptions &options = {});

    std::unique_ptr<Poller> m_poller = Poller::create();
    DeadlineQueue m_deadlines;
    std::vector<std::unique_ptr<RecordingOwner>> m_streams;
    int m_descriptors = 0;
};

void tst_Listener::cleanup()
{
    m_streams.clear();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

std::unique_ptr<Listener> tst_Listener::open(const Endpoint &endpoint, const ListenOptions &options)
{
    auto listener = Listener::open(*m_poller, m_deadlines, endpoint, options,
        [this](std::unique_ptr<Net::Stream> stream) { m_streams.push_back(std::make_unique<RecordingOwner>(std::move(stream))); });
    if (!listener) {
        qInfo("%s", qPrintable(listener.error().sentence));
        return nullptr;
    }
    return std::move(*listener);
}

void tst_Listener::tcpHandsOverConnections_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    QTest::newRow("an IPv4 address") << "127.0.0.1" << "127.0.0.1";
    QTest::newRow("another address of the loopback network") << "127.0.0.2" << "127.0.0.2";
    QTest::newRow("a name") << "localhost" << "127.0.0.1";
    QTest::newRow("an IPv6 address") << "::1" << "::1";
}

void tst_Listener::tcpHandsOverConnections()
{
    QFETCH(QString, host);
    QFETCH(QString, address);
    const auto listener = open(tcp(host, 0));
    if (!listener && address == QLatin1String("::1")) {
        QSKIP("this computer has no IPv6");
    }
    QVERIFY(listener);
    QVERIFY(listener->endpoint().port != 0);
    QCOMPARE(listener->endpoint().host, host);
    QTcpSocket client;
    client.connectToHost(address, listener->endpoint().port);
    QVERIFY(client.waitForConnected());
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    const Net::Peer &peer = m_streams[0]->stream->peer();
    QCOMPARE(peer.port, client.localPort());
    QCOMPARE(peer.localPort, listener->endpoint().port);
    QCOMPARE(QString::fromStdString(peer.localAddress), address);
    QCOMPARE(QString::fromStdString(peer.address), client.localAddress().toString());
    QVERIFY(peer.isLoopback);
    client.write("hello");
    QTRY_COMPARE(m_streams[0]->received, "hello");
}

void tst_Listener::localHandsOverConnections()
{
    QTemporaryDir folder;
    const auto listener = open(local(folder.filePath(QStringLiteral("app.sock"))));
    QVERIFY(listener);
    auto client = Net::connectLocal(*m_poller, listener->endpoint().path);
    QVERIFY(client);
    RecordingOwner owner(std::move(*client));
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    QVERIFY(m_streams[0]->stream->peer().isLoopback);
    QVERIFY(m_streams[0]->stream->peer().address.empty());
    owner.send("hello");
    QTRY_COMPARE(m_streams[0]->received, "hello");
    m_streams[0]->send("back");
    QTRY_COMPARE(owner.received, "back");
}

void tst_Listener::closeStopsAcceptingButStreamsLiveOn()
{
    const auto listener = open(tcp(QStringLiteral("127.0.0.1"), 0));
    QVERIFY(listener);
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    listener->close();
    QTcpSocket late;
    late.connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
    QVERIFY(!late.waitForConnected(1000));
    m_streams[0]->send("still here");
    QTRY_COMPARE(client.bytesAvailable(), 10);
}

void tst_Listener::maxConnectionsHoldsFurtherClientsBack()
{
    ListenOptions options;
    options.maxConnections = 2;
    const auto listener = open(tcp(QStringLiteral("127.0.0.1"), 0), options);
    QVERIFY(listener);
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
        QVERIFY(clients.back()->waitForConnected());
    }
    QTRY_COMPARE(m_streams.size(), std::size_t(2));
    QTest::qWait(30);
    QCOMPARE(m_streams.size(), std::size_t(2));
    m_streams[0]->drop();
    QTRY_COMPARE(m_streams.size(), std::size_t(3));
    m_streams[1]->drop();
    m_streams[2]->drop();
    QTRY_COMPARE(m_streams.size(), std::size_t(5));
}

void tst_Listener::streamsMayOutliveTheListener()
{
    ListenOptions options;
    options.maxConnections = 1;
    auto listener = open(tcp(QStringLiteral("127.0.0.1"), 0), options);
    QVERIFY(listener);
    QTcpSocket client;
    QTcpSocket waiting;
    client.connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
    waiting.connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    QTest::qWait(10);
    listener.reset();
    m_streams[0]->drop();
    QTest::qWait(10);
    QCOMPARE(m_streams.size(), std::size_t(1));
}

// With no descriptor left a client waits in the backlog, the process sleeps, and service returns by itself.
void tst_Listener::outOfDescriptorsWaitsWithoutSpinning()
{
#ifndef Q_OS_UNIX
    QSKIP("Windows has no such limit");
#else
    const auto listener = open(tcp(QStringLiteral("127.0.0.1"), 0));
    QVERIFY(listener);
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.1"), listener->endpoint().port);
    QVERIFY(client.waitForConnected());
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 64;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
    std::vector<Net::Descriptor> all;
    do {
        all.emplace_back(::dup(STDERR_FILENO));
    } while (all.back().isOpen());
    QLoggingCategory::setFilterRules(QStringLiteral("retort.net.warning=false"));  // fatal in tests, meant here
    const std::clock_t cpuBefore = std::clock();
    QTest::qWait(350);  // several retries
    const double cpuSeconds = double(std::clock() - cpuBefore) / CLOCKS_PER_SEC;
    all.clear();
    setrlimit(RLIMIT_NOFILE, &before);
    QLoggingCategory::setFilterRules({});
    QCOMPARE(m_streams.size(), std::size_t(0));
    QVERIFY2(cpuSeconds < 0.15, qPrintable(QString::number(cpuSeconds)));
    QTRY_COMPARE_WITH_TIMEOUT(m_streams.size(), std::size_t(1), 1000);
#endif
}

void tst_Listener::portInUseNamesAnotherOne()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto listener = Listener::open(*m_poller, m_deadlines, tcp(QStringLiteral("127.0.0.1"), other.serverPort()), {}, [](auto) {});
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::AddressInUse);
    const QString sentence = listener.error().sentence;
    QVERIFY2(sentence.startsWith(QStringLiteral("Port %1 is in use by ").arg(other.serverPort())), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral(" is free.")), qPrintable(sentence));
#ifdef Q_OS_LINUX
    QVERIFY2(sentence.contains(QStringLiteral("tst_listener (pid %1)").arg(QCoreApplication::applicationPid())), qPrintable(sentence));
#endif
}

void tst_Listener::addressOfAnotherComputer()
{
    const auto listener = Listener::open(*m_poller, m_deadlines, tcp(QStringLiteral("192.0.2.1"), 0), {}, [](auto) {});
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::AddressNotLocal);
    QVERIFY(listener.error().sentence.startsWith(QLatin1String("192.0.2.1 is not an address of this computer")));
}

void tst_Listener::unknownHost()
{
    const auto listener = Listener::open(*m_poller, m_deadlines, tcp(QStringLiteral("no such host"), 0), {}, [](auto) {});
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::BadAddress);
    QVERIFY(listener.error().sentence.contains(QStringLiteral("no such host")));
}

void tst_Listener::nextFreePortSkipsThoseInUse()
{
    QTcpServer first;
    QVERIFY(first.listen(QHostAddress::LocalHost));
    const quint16 port = first.serverPort();
    QTcpServer second;
    second.listen(QHostAddress::LocalHost, quint16(port + 1));  // or somebody else has it: all the same
    const quint16 free = Net::nextFreePort(QStringLiteral("127.0.0.1"), port);
    QVERIFY(free == 0 || free > port + 1);
    QTcpServer third;
    QVERIFY(free == 0 || third.listen(QHostAddress::LocalHost, free));
}

QTEST_GUILESS_MAIN(tst_Listener)
#include "tst_listener.moc"
