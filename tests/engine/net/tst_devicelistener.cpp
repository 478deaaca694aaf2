// SPDX-License-Identifier: Apache-2.0
#include "engine/net/devicelistener.h"

#include "tests/support/descriptorcount.h"
#include "tests/support/recordingowner.h"

#include <QLocalSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using Net::DeviceListener;
using Net::ListenOptions;
using Test::RecordingOwner;

class tst_DeviceListener final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_descriptors = Test::openDescriptors(); }
    void cleanup();

    void tcpHandsOverConnections();
    void localHandsOverConnections();
    void maxConnectionsHoldsFurtherClientsBack();
    void streamsMayOutliveTheListener();
    void portInUse();
    void unknownHost();

private:
    std::unique_ptr<Net::Listener> open(const Endpoint &endpoint, const ListenOptions &options = {});
    static Endpoint anyPort();

    std::vector<std::unique_ptr<RecordingOwner>> m_streams;
    int m_descriptors = 0;
};

void tst_DeviceListener::cleanup()
{
    m_streams.clear();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

Endpoint tst_DeviceListener::anyPort()
{
    Endpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    return endpoint;
}

std::unique_ptr<Net::Listener> tst_DeviceListener::open(const Endpoint &endpoint, const ListenOptions &options)
{
    auto listener = DeviceListener::open(endpoint, options,
        [this](std::unique_ptr<Net::Stream> stream) { m_streams.push_back(std::make_unique<RecordingOwner>(std::move(stream))); });
    return listener ? std::move(*listener) : nullptr;
}

void tst_DeviceListener::tcpHandsOverConnections()
{
    const auto listener = open(anyPort());
    QVERIFY(listener);
    QVERIFY(listener->endpoint().port != 0);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, listener->endpoint().port);
    client.write("hello");  // may be there before anybody watches the accepted socket
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    QTRY_COMPARE(m_streams[0]->received, "hello");
    const Net::Peer &peer = m_streams[0]->stream->peer();
    QCOMPARE(peer.address, "127.0.0.1");
    QCOMPARE(peer.port, client.localPort());
    QCOMPARE(peer.localPort, listener->endpoint().port);
    QVERIFY(peer.isLoopback);
}

void tst_DeviceListener::localHandsOverConnections()
{
    const QTemporaryDir folder;
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
#ifdef Q_OS_WIN
    endpoint.path = QStringLiteral("retort-test-%1").arg(QCoreApplication::applicationPid());
#else
    endpoint.path = folder.filePath(QStringLiteral("s"));
#endif
    const auto listener = open(endpoint);
    QVERIFY(listener);
#ifdef Q_OS_WIN
    QVERIFY(!open(endpoint));  // elsewhere QLocalServer replaces the file: not our Listener there
#endif
    QLocalSocket client;
    client.connectToServer(listener->endpoint().path);
    client.write("hello");
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    QTRY_COMPARE(m_streams[0]->received, "hello");
    QVERIFY(m_streams[0]->stream->peer().address.empty());
}

void tst_DeviceListener::maxConnectionsHoldsFurtherClientsBack()
{
    ListenOptions options;
    options.maxConnections = 1;
    const auto listener = open(anyPort(), options);
    QVERIFY(listener);
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QHostAddress::LocalHost, listener->endpoint().port);
        QVERIFY(clients.back()->waitForConnected());
    }
    for (std::size_t i = 0; i < 3; ++i) {
        QTRY_COMPARE(m_streams.size(), i + 1);
        QTest::qWait(10);
        QCOMPARE(m_streams.size(), i + 1);
        m_streams[i]->drop();
    }
}

void tst_DeviceListener::streamsMayOutliveTheListener()
{
    auto listener = open(anyPort());
    QVERIFY(listener);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, listener->endpoint().port);
    QTRY_COMPARE(m_streams.size(), std::size_t(1));
    listener.reset();
    m_streams[0]->send("still here");
    QTRY_COMPARE(client.bytesAvailable(), 10);
}

void tst_DeviceListener::portInUse()
{
    const auto first = open(anyPort());
    QVERIFY(first);
    const auto second = DeviceListener::open(first->endpoint(), {}, [](auto) {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, Errc::AddressInUse);
    QVERIFY(second.error().sentence.startsWith(QStringLiteral("Port %1 is in use by ").arg(first->endpoint().port)));
}

void tst_DeviceListener::unknownHost()
{
    Endpoint endpoint;
    endpoint.host = QStringLiteral("no such host");
    const auto listener = DeviceListener::open(endpoint, {}, [](auto) {});
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::BadAddress);
}

QTEST_GUILESS_MAIN(tst_DeviceListener)
#include "tst_devicelistener.moc"
