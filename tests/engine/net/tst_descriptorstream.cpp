// SPDX-License-Identifier: Apache-2.0
#include "engine/net/descriptorstream_unix.h"

#include "engine/base/limits.h"
#include "tests/support/descriptorcount.h"
#include "tests/support/recordingowner.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>

using namespace Retort;
using Net::Descriptor;
using Net::DescriptorStream;
using Net::Poller;
using Test::RecordingOwner;

namespace {

// Two connected descriptors of the wanted kind.
std::array<Descriptor, 2> connectedPair(bool tcp)
{
    if (!tcp) {
        int both[2] = {-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, both);
        return {Descriptor(both[0]), Descriptor(both[1])};
    }
    const Descriptor listening = Net::makeStreamSocket(AF_INET);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(listening.number(), reinterpret_cast<sockaddr *>(&address), length);
    ::listen(listening.number(), 1);
    ::getsockname(listening.number(), reinterpret_cast<sockaddr *>(&address), &length);
    Descriptor client = Net::makeStreamSocket(AF_INET);
    ::connect(client.number(), reinterpret_cast<sockaddr *>(&address), length);
    sockaddr_storage from;
    Descriptor server;
    while (!server.isOpen()) {
        server = Net::acceptStream(listening.number(), from);
    }
    return {std::move(client), std::move(server)};
}

Net::Peer peerFor(bool tcp)
{
    Net::Peer peer;
    peer.isLoopback = true;
    peer.address = tcp ? "127.0.0.1" : "";
    return peer;
}

} // namespace

// Every row over both pollers and both kinds of socket.
class tst_DescriptorStream final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bytesGoBothWays_data() { kinds(); }
    void bytesGoBothWays();
    void nothingIsSentBeforeFlush_data() { kinds(); }
    void nothingIsSentBeforeFlush();
    void halfCloseLetsTheAnswerThrough_data() { kinds(); }
    void halfCloseLetsTheAnswerThrough();
    void tenMegabytesArriveWhole_data() { kinds(); }
    void tenMegabytesArriveWhole();
    void finishWritingSendsTheQueueFirst_data() { kinds(); }
    void finishWritingSendsTheQueueFirst();
    void notReadingHoldsThePeerBack_data() { kinds(); }
    void notReadingHoldsThePeerBack();
    void drainedIsToldAlsoWhenAllWentOutAtOnce_data() { kinds(); }
    void drainedIsToldAlsoWhenAllWentOutAtOnce();
    void resetBreaksTheOtherSide_data() { kinds(); }
    void resetBreaksTheOtherSide();
    void resetIsNoticedWhileNotReading_data() { kinds(); }
    void resetIsNoticedWhileNotReading();
    void whatCameBeforeTheEndIsRead_data() { kinds(); }
    void whatCameBeforeTheEndIsRead();
    void writingToAPeerThatLeftBreaks_data() { kinds(); }
    void writingToAPeerThatLeftBreaks();
    void mayBeDestroyedInAnyCallback_data();
    void mayBeDestroyedInAnyCallback();
    void aRemovedStreamOfTheSameBatchStaysSilent_data() { kinds(); }
    void aRemovedStreamOfTheSameBatchStaysSilent();
    void noSpinAfterBothSidesFinished_data() { kinds(); }
    void noSpinAfterBothSidesFinished();
    void admissionEndsWithTheStream();

private:
    void kinds();
    void open();
    std::unique_ptr<Net::Stream> stream(Descriptor descriptor);

    std::unique_ptr<Poller> m_poller;
    RecordingOwner m_left;
    RecordingOwner m_right;
    bool m_tcp = false;
    int m_descriptors = 0;
};

void tst_DescriptorStream::kinds()
{
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<bool>("notifiers");
    QTest::newRow("TCP, the platform's poller") << true << false;
    QTest::newRow("local, the platform's poller") << false << false;
    QTest::newRow("TCP, notifiers") << true << true;
    QTest::newRow("local, notifiers") << false << true;
}

void tst_DescriptorStream::init()
{
    m_descriptors = Test::openDescriptors();
    m_left.~RecordingOwner();
    new (&m_left) RecordingOwner;
    m_right.~RecordingOwner();
    new (&m_right) RecordingOwner;
}

void tst_DescriptorStream::cleanup()
{
    m_left.drop();
    m_right.drop();
    m_poller.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

std::unique_ptr<Net::Stream> tst_DescriptorStream::stream(Descriptor descriptor)
{
    return std::make_unique<DescriptorStream>(*m_poller, std::move(descriptor), peerFor(m_tcp));
}

void tst_DescriptorStream::open()
{
    QFETCH(bool, tcp);
    QFETCH(bool, notifiers);
    m_tcp = tcp;
    m_poller = notifiers ? Poller::createFromNotifiers() : Poller::create();
    auto pair = connectedPair(tcp);
    QVERIFY(pair[0].isOpen() && pair[1].isOpen());
    m_left.take(stream(std::move(pair[0])));
    m_right.take(stream(std::move(pair[1])));
}

void tst_DescriptorStream::bytesGoBothWays()
{
    open();
    m_left.send("hello");
    QTRY_COMPARE(m_right.received, "hello");
    m_right.send("and back");
    QTRY_COMPARE(m_left.received, "and back");
    for (int i = 0; i < 100; ++i) {
        m_left.received.clear();
        m_right.onReadable = [this] { m_right.send("pong"); };
        m_left.send("ping");
        QTRY_COMPARE(m_left.received, "pong");
    }
    QCOMPARE(m_left.breaks + m_right.breaks + m_left.finishes + m_right.finishes + m_left.drains, 0);
}

void tst_DescriptorStream::nothingIsSentBeforeFlush()
{
    open();
    m_left.stream->write("one ");
    m_left.stream->write("two");
    QCOMPARE(m_left.stream->unsentBytes(), std::size_t(7));
    QTest::qWait(20);
    QCOMPARE(m_right.received, "");
    m_left.stream->flush();
    QCOMPARE(m_left.stream->unsentBytes(), std::size_t(0));
    QTRY_COMPARE(m_right.received, "one two");
    QCOMPARE(m_right.readables, 1);
}

void tst_DescriptorStream::halfCloseLetsTheAnswerThrough()
{
    open();
    m_left.send("question");
    m_left.stream->finishWriting();
    QTRY_COMPARE(m_right.finishes, 1);
    QCOMPARE(m_right.received, "question");
    m_right.send("answer");
    QTRY_COMPARE(m_left.received, "answer");
    m_right.stream->finishWriting();
    QTRY_COMPARE(m_left.finishes, 1);
    QTest::qWait(20);
    QCOMPARE(m_left.finishes + m_right.finishes, 2);
    QCOMPARE(m_left.breaks + m_right.breaks, 0);
}

void tst_DescriptorStream::tenMegabytesArriveWhole()
{
    open();
    std::string big;
    for (int i = 0; big.size() < 10 * 1024 * 1024; ++i) {
        big += std::to_string(i) + ' ';
    }
    m_left.send(big);
    QVERIFY(m_left.stream->unsentBytes() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_right.received.size(), big.size(), 20'000);
    QVERIFY(m_right.received == big);
    QTRY_COMPARE(m_left.stream->unsentBytes(), std::size_t(0));
    QVERIFY2(m_left.drains == 1 || m_left.drains == 2, "below the mark, and perhaps at 0");
}

void tst_DescriptorStream::finishWritingSendsTheQueueFirst()
{
    open();
    const std::string big(16 * 1024 * 1024, 'x');
    m_left.stream->write(big);
    m_left.stream->finishWriting();
    QVERIFY(m_left.stream->unsentBytes() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_right.finishes, 1, 20'000);
    QCOMPARE(m_right.received.size(), big.size());
}

void tst_DescriptorStream::notReadingHoldsThePeerBack()
{
    open();
    m_right.stream->setReading(false);
    const std::string big(16 * 1024 * 1024, 'x');
    m_left.send(big);
    QTest::qWait(50);
    QVERIFY(m_left.stream->unsentBytes() > Limits::unsentBytes);
    QCOMPARE(m_right.readables, 0);
    m_right.stream->setReading(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_right.received.size(), big.size(), 20'000);
}

void tst_DescriptorStream::drainedIsToldAlsoWhenAllWentOutAtOnce()
{
    open();
    if (!m_tcp) {
        QSKIP("a local socket does not take so much at once");
    }
    m_left.stream->write(std::string(Limits::unsentBytes + 1, 'x'));
    QCOMPARE(m_left.drains, 0);
    m_left.stream->flush();
    QCOMPARE(m_left.drains, 0);  // never from within flush()
    QTRY_VERIFY(m_left.drains >= 1);
    QTRY_COMPARE(m_right.received.size(), Limits::unsentBytes + 1);
}

void tst_DescriptorStream::resetBreaksTheOtherSide()
{
    open();
    m_right.send("unread by the one who resets");
    m_left.stream->setReading(false);
    QTest::qWait(20);
    m_left.stream->reset();
    QTRY_COMPARE(m_right.breaks, 1);
    char byte;
    QCOMPARE(m_right.stream->read(&byte, 1), std::size_t(0));
    m_right.send("into the void");
    m_left.send("likewise");
    QTest::qWait(20);
    QCOMPARE(m_right.breaks, 1);
    QCOMPARE(m_left.breaks, 0);  // who resets knows
}

void tst_DescriptorStream::resetIsNoticedWhileNotReading()
{
    open();
    if (!m_tcp) {
        QSKIP("a local peer's last bytes may still be wanted: it is noticed when reading resumes");
    }
    m_right.stream->setReading(false);
    m_left.stream->reset();
    QTRY_COMPARE(m_right.breaks, 1);
}

void tst_DescriptorStream::whatCameBeforeTheEndIsRead()
{
    open();
    m_right.stream->setReading(false);
    m_left.stream->setReading(false);
    m_right.send("never read");
    QTest::qWait(10);
    m_left.send("last words");
    QTest::qWait(10);
    m_left.drop();
    QTest::qWait(20);
    if (!m_tcp) {
        QCOMPARE(m_right.breaks, 0);
        m_right.stream->setReading(true);
        QTRY_COMPARE(m_right.received, "last words");
    }
    QTRY_COMPARE(m_right.breaks, 1);
}

void tst_DescriptorStream::writingToAPeerThatLeftBreaks()
{
    open();
    m_left.drop();
    QTRY_COMPARE(m_right.finishes, 1);
    for (int i = 0; i < 100 && m_right.breaks == 0; ++i) {
        m_right.send("anybody?");
        QTest::qWait(2);
    }
    QCOMPARE(m_right.breaks, 1);
    QCOMPARE(m_right.stream->unsentBytes(), std::size_t(0));
}

void tst_DescriptorStream::mayBeDestroyedInAnyCallback_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<bool>("notifiers");
    QTest::addColumn<QString>("callback");
    for (const bool tcp : {true, false}) {
        for (const bool notifiers : {true, false}) {
            for (const auto &callback : {QStringLiteral("readable"), QStringLiteral("peerFinished"), QStringLiteral("drained"), QStringLiteral("broken")}) {
                QTest::addRow("%s, %s, in %s", tcp ? "TCP" : "local", notifiers ? "notifiers" : "the platform's poller", qPrintable(callback))
                    << tcp << notifiers << callback;
            }
        }
    }
}

void tst_DescriptorStream::mayBeDestroyedInAnyCallback()
{
    open();
    QFETCH(QString, callback);
    const auto drop = [this] { m_right.drop(); };
    if (callback == QLatin1String("readable")) {
        m_right.onReadable = drop;
        m_left.send("x");
    } else if (callback == QLatin1String("peerFinished")) {
        m_right.onFinished = drop;
        m_left.stream->finishWriting();
    } else if (callback == QLatin1String("drained")) {
        m_right.onDrained = drop;
        m_right.send(std::string(6 * 1024 * 1024, 'x'));
    } else {
        m_right.onBroken = drop;
        m_right.send("unread");
        m_left.stream->setReading(false);
        QTest::qWait(10);
        m_left.stream->reset();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_right.stream, 10'000);
    QTest::qWait(10);
}

void tst_DescriptorStream::aRemovedStreamOfTheSameBatchStaysSilent()
{
    open();
    // Both are readable in the same turn; whoever is told first drops the other.
    m_left.onReadable = [this] { m_right.drop(); };
    m_right.onReadable = [this] { m_left.drop(); };
    m_left.send("to the right");
    m_right.send("to the left");
    QTRY_VERIFY(m_left.readables + m_right.readables >= 1);
    QTest::qWait(20);
    QVERIFY(m_left.readables == 0 || m_right.readables == 0);
}

void tst_DescriptorStream::noSpinAfterBothSidesFinished()
{
    open();
    m_left.stream->finishWriting();
    m_right.stream->finishWriting();
    QTRY_COMPARE(m_left.finishes + m_right.finishes, 2);
    m_left.stream->setReading(false);
    QTest::qWait(20);
    // With nothing to do the event loop must sleep: one turn takes all of its 100 ms.
    QElapsedTimer timer;
    timer.start();
    int turns = 0;
    QTimer::singleShot(100, Qt::PreciseTimer, this, [] {});
    while (timer.elapsed() < 95) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        ++turns;
    }
    QVERIFY2(turns < 10, qPrintable(QString::number(turns)));
}

void tst_DescriptorStream::admissionEndsWithTheStream()
{
    m_poller = Poller::create();
    auto pair = connectedPair(true);
    int left = 0;
    auto stream = std::make_unique<DescriptorStream>(*m_poller, std::move(pair[0]), peerFor(true),
                                                     std::make_unique<Net::Admission>([&] { ++left; }));
    QCOMPARE(left, 0);
    stream.reset();
    QCOMPARE(left, 1);
}

QTEST_GUILESS_MAIN(tst_DescriptorStream)
#include "tst_descriptorstream.moc"
