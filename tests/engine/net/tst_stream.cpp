// SPDX-License-Identifier: Apache-2.0
#include "engine/net/stream.h"

#include "engine/base/limits.h"
#include "tests/engine/net/streampair.h"
#include "tests/support/descriptorcount.h"
#include "tests/support/recordingowner.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace Retort;
using Net::Poller;
using Test::Made;
using Test::RecordingOwner;

Q_DECLARE_METATYPE(Retort::Test::Made)

// Every row over each implementation and both kinds of socket.
class tst_Stream final : public QObject
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

private:
    void kinds();
    void open();

    std::unique_ptr<Poller> m_poller;
    RecordingOwner m_left;
    RecordingOwner m_right;
    bool m_tcp = false;
    Made m_made = Made::ByPoller;
    int m_descriptors = 0;
};

void tst_Stream::kinds()
{
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<Made>("made");
    for (const bool tcp : {true, false}) {
#ifdef Q_OS_UNIX
        QTest::addRow("%s, the platform's poller", tcp ? "TCP" : "local") << tcp << Made::ByPoller;
        QTest::addRow("%s, notifiers", tcp ? "TCP" : "local") << tcp << Made::ByNotifiers;
#endif
        QTest::addRow("%s, Qt's sockets", tcp ? "TCP" : "local") << tcp << Made::ByQt;
    }
}

void tst_Stream::init()
{
    m_descriptors = Test::openDescriptors();
    m_left.~RecordingOwner();
    new (&m_left) RecordingOwner;
    m_right.~RecordingOwner();
    new (&m_right) RecordingOwner;
}

void tst_Stream::cleanup()
{
    m_left.drop();
    m_right.drop();
    m_poller.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

void tst_Stream::open()
{
    QFETCH(bool, tcp);
    QFETCH(Made, made);
    m_tcp = tcp;
    m_made = made;
    Test::StreamPair pair;
    if (made == Made::ByQt) {
        pair = Test::deviceStreams(tcp);
    }
#ifdef Q_OS_UNIX
    else {
        m_poller = made == Made::ByNotifiers ? Poller::createFromNotifiers() : Poller::create();
        pair = Test::descriptorStreams(*m_poller, tcp);
    }
#endif
    QVERIFY(pair[0] && pair[1]);
    m_left.take(std::move(pair[0]));
    m_right.take(std::move(pair[1]));
}

void tst_Stream::bytesGoBothWays()
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

void tst_Stream::nothingIsSentBeforeFlush()
{
    open();
    if (m_made == Made::ByQt) {
        QSKIP("Qt's sockets send by themselves when the event loop is reached");
    }
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

void tst_Stream::halfCloseLetsTheAnswerThrough()
{
    open();
    if (m_made == Made::ByQt) {
        QSKIP("Qt's sockets close both directions when the peer closes one");
    }
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

void tst_Stream::tenMegabytesArriveWhole()
{
    open();
    std::string big;
    for (int i = 0; big.size() < 10 * 1024 * 1024; ++i) {
        big.append(1000, static_cast<char>(i % 251));  // a piece lost or doubled moves the pattern
    }
    m_left.send(big);
    QVERIFY(m_left.stream->unsentBytes() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_right.received.size(), big.size(), 20'000);
    QVERIFY(m_right.received == big);
    QTRY_COMPARE(m_left.stream->unsentBytes(), std::size_t(0));
    QVERIFY2(m_left.drains == 1 || m_left.drains == 2, "below the mark, and perhaps at 0");
}

void tst_Stream::finishWritingSendsTheQueueFirst()
{
    open();
    const std::string big(16 * 1024 * 1024, 'x');
    m_left.stream->write(big);
    m_left.stream->finishWriting();
    QVERIFY(m_left.stream->unsentBytes() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_right.finishes, 1, 20'000);
    QCOMPARE(m_right.received.size(), big.size());
}

void tst_Stream::notReadingHoldsThePeerBack()
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

void tst_Stream::drainedIsToldAlsoWhenAllWentOutAtOnce()
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

void tst_Stream::resetBreaksTheOtherSide()
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

void tst_Stream::resetIsNoticedWhileNotReading()
{
    open();
    if (!m_tcp) {
        QSKIP("a local peer's last bytes may still be wanted: it is noticed when reading resumes");
    }
    m_right.stream->setReading(false);
    m_left.stream->reset();
    QTRY_COMPARE(m_right.breaks, 1);
}

void tst_Stream::whatCameBeforeTheEndIsRead()
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
    if (!m_tcp || m_made == Made::ByQt) {
        QCOMPARE(m_right.breaks, 0);
        m_right.stream->setReading(true);
        QTRY_COMPARE(m_right.received, "last words");
    }
    QTRY_COMPARE(m_right.breaks, 1);
}

void tst_Stream::writingToAPeerThatLeftBreaks()
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

void tst_Stream::mayBeDestroyedInAnyCallback_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<Made>("made");
    QTest::addColumn<QString>("callback");
    for (const bool tcp : {true, false}) {
        for (const Made made : {Made::ByPoller, Made::ByNotifiers, Made::ByQt}) {
            for (const auto *callback : {"readable", "peerFinished", "drained", "broken"}) {
                QTest::addRow("%s, %s, in %s", tcp ? "TCP" : "local",
                    made == Made::ByQt              ? "Qt's sockets"
                        : made == Made::ByNotifiers ? "notifiers"
                                                    : "the platform's poller",
                    callback)
                    << tcp << made << QString::fromLatin1(callback);
            }
        }
    }
}

void tst_Stream::mayBeDestroyedInAnyCallback()
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

void tst_Stream::aRemovedStreamOfTheSameBatchStaysSilent()
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

void tst_Stream::noSpinAfterBothSidesFinished()
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

QTEST_GUILESS_MAIN(tst_Stream)
#include "tst_stream.moc"
