// SPDX-License-Identifier: Apache-2.0
#include "engine/http/httpfrontend.h"
#include "engine/net/listener.h"
#include "engine/net/poller.h"
#include "tests/support/fakesink.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <string>

using namespace Retort;
using namespace Retort::Test;

// The same connection over real sockets: what a scripted stream cannot show.
class tst_HttpFrontEnd final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersPipelinedRequests();
    void anEarlyAnswerReachesAClientThatIsStillSending();
    void aLongAnswerArrivesWhole();
    void aVanishingClientCancels();

private:
    void connectClient();

    std::unique_ptr<FakeSink> m_sink;
    std::unique_ptr<FakeObserver> m_observer;
    std::unique_ptr<Net::DeadlineQueue> m_deadlines;
    std::unique_ptr<Net::Poller> m_poller;
    std::unique_ptr<Net::ConnectionSet> m_connections;
    std::unique_ptr<Http::HttpFrontEnd> m_frontEnd;
    std::unique_ptr<Net::Listener> m_listener;
    std::unique_ptr<QTcpSocket> m_client;
    std::uint64_t m_lastId = 0;
    QByteArray m_received;
};

void tst_HttpFrontEnd::init()
{
    m_sink = std::make_unique<FakeSink>(answerText("hi"));
    m_observer = std::make_unique<FakeObserver>();
    m_deadlines = std::make_unique<Net::DeadlineQueue>();
    m_poller = Net::Poller::create();
    m_connections = std::make_unique<Net::ConnectionSet>();
    m_frontEnd = std::make_unique<Http::HttpFrontEnd>(Http::HttpSettings{}, *m_sink, *m_observer, *m_deadlines, *m_connections, m_lastId);
    Endpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    auto opened = Net::Listener::open(
        *m_poller, *m_deadlines, endpoint, {}, [this](std::unique_ptr<Net::Stream> stream) { m_frontEnd->adopt(std::move(stream)); });
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().sentence));
    m_listener = std::move(*opened);
    connectClient();
}

void tst_HttpFrontEnd::cleanup()
{
    m_client.reset();
    m_listener.reset();
    m_connections.reset();
    m_frontEnd.reset();
    m_received.clear();
}

void tst_HttpFrontEnd::connectClient()
{
    m_client = std::make_unique<QTcpSocket>();
    connect(m_client.get(), &QTcpSocket::readyRead, this, [this] { m_received += m_client->readAll(); });
    m_client->connectToHost(QStringLiteral("127.0.0.1"), m_listener->endpoint().port);
    QTRY_COMPARE(m_client->state(), QAbstractSocket::ConnectedState);
}

void tst_HttpFrontEnd::answersPipelinedRequests()
{
    QByteArray wire;
    for (int i = 0; i < 100; ++i) {
        wire += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    m_client->write(wire);
    QTRY_COMPARE(m_received.count("HTTP/1.1 200 OK"), 100);
    QCOMPARE(m_observer->finished.size(), std::size_t(100));
}

// Closing with unread input makes the kernel send a reset, which takes the answer with it.
void tst_HttpFrontEnd::anEarlyAnswerReachesAClientThatIsStillSending()
{
    m_sink->readsBody = false;
    m_sink->setAnswer(answerText("no, thank you", 403));
    m_client->write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n" + QByteArray(8'000'000, 'x'));
    QTRY_VERIFY(m_received.endsWith("no, thank you"));
    QTRY_COMPARE(m_client->bytesToWrite(), qint64(0));
    QCOMPARE(m_client->error(), QAbstractSocket::RemoteHostClosedError);  // an end, not a reset
}

void tst_HttpFrontEnd::aLongAnswerArrivesWhole()
{
    m_sink->setAnswer(answerText(std::string(20'000'000, 'y')));
    m_client->write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(m_received.size() > 20'000'000);
    QTRY_COMPARE(m_observer->finished.size(), std::size_t(1));
    QCOMPARE(m_observer->finished.at(0).bodyBytesOut, std::uint64_t(20'000'000));
    QVERIFY(!m_observer->finished.at(0).clientGone);
}

void tst_HttpFrontEnd::aVanishingClientCancels()
{
    m_sink->setAnswer({});
    m_client->write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(m_sink->current != nullptr);
    m_client->abort();
    answerText(std::string(10'000'000, 'z'))(*m_sink->current);
    QTRY_COMPARE(m_observer->finished.size(), std::size_t(1));
    QVERIFY(m_observer->finished.at(0).clientGone);
    QTRY_COMPARE(m_connections->size(), std::size_t(0));
}

QTEST_GUILESS_MAIN(tst_HttpFrontEnd)
#include "tst_httpfrontend.moc"
