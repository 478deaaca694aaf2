// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/signals.h"

#include <QSignalSpy>
#include <QTest>

#include <signal.h>

using namespace Retort;
using Terminal::Signals;

class tst_Signals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalsArriveInTheLoop();
    void theSecondOneIsToldApart();
    void theOldMeaningComesBack();
};

void tst_Signals::signalsArriveInTheLoop()
{
    Signals watched;
    QSignalSpy spy(&watched, &Signals::received);
    for (const int number : {SIGHUP, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT}) {
        ::raise(number);
    }
    QCOMPARE(spy.count(), 0);
    QTRY_COMPARE(spy.count(), 5);
    QCOMPARE(spy.at(0).at(0).value<Signals::Kind>(), Signals::Kind::HangUp);
    QCOMPARE(spy.at(4).at(0).value<Signals::Kind>(), Signals::Kind::Continue);
    QCOMPARE(spy.at(4).at(1).toInt(), 0);
    ::raise(SIGPIPE);  // ignored
}

void tst_Signals::theSecondOneIsToldApart()
{
    Signals watched;
    QSignalSpy spy(&watched, &Signals::received);
    ::raise(SIGINT);
    ::raise(SIGTERM);
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(spy.at(0).at(1).toInt(), 1);
    QCOMPARE(spy.at(1).at(0).value<Signals::Kind>(), Signals::Kind::Terminate);
    QCOMPARE(spy.at(1).at(1).toInt(), 2);
}

void tst_Signals::theOldMeaningComesBack()
{
    struct sigaction before = {};
    ::sigaction(SIGHUP, nullptr, &before);
    {
        const Signals watched;
        struct sigaction during = {};
        ::sigaction(SIGHUP, nullptr, &during);
        QVERIFY(during.sa_handler != before.sa_handler);
    }
    struct sigaction after = {};
    ::sigaction(SIGHUP, nullptr, &after);
    QVERIFY(after.sa_handler == before.sa_handler);
}

QTEST_GUILESS_MAIN(tst_Signals)
#include "tst_signals.moc"
