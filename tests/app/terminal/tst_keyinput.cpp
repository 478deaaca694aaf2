// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/keyinput.h"

#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace Retort;
using Terminal::KeyInput;

namespace {

bool isRaw(int terminal)
{
    termios now = {};
    ::tcgetattr(terminal, &now);
    return (now.c_lflag & (ICANON | ECHO)) == 0;
}

} // namespace

// On a pseudo terminal that becomes standard input of this process (in a session of its own).
class tst_KeyInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysArriveAndTheTerminalComesBack();
    void suspendAndResume();
    void aCrashRestoresTheTerminal();
    void withoutATerminal();

private:
    int m_outer = -1;
};

void tst_KeyInput::initTestCase()
{
    if (::getpgrp() == ::getpid() && ::setsid() < 0) {
        QSKIP("started as the leader of a process group: cannot get a terminal of its own");
    }
    ::setsid();
    m_outer = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(m_outer >= 0 && ::grantpt(m_outer) == 0 && ::unlockpt(m_outer) == 0);
    const int inner = ::open(::ptsname(m_outer), O_RDWR);  // becomes the controlling terminal
    QVERIFY(inner >= 0);
    ::ioctl(inner, TIOCSCTTY, 0);
    ::dup2(inner, STDIN_FILENO);
    ::close(inner);
    ::tcsetpgrp(STDIN_FILENO, ::getpgrp());
}

void tst_KeyInput::keysArriveAndTheTerminalComesBack()
{
    QVERIFY(!isRaw(STDIN_FILENO));
    {
        KeyInput keys;
        QVERIFY(keys.isActive());
        QVERIFY(isRaw(STDIN_FILENO));
        QSignalSpy spy(&keys, &KeyInput::pressed);
        QCOMPARE(::write(m_outer, "r", 1), 1);
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(spy.first().first().toChar(), QChar(u'r'));
        QCOMPARE(::write(m_outer, "\x1b[A", 3), 3);  // arrow up is no command
        QCOMPARE(::write(m_outer, "", 0), 0);
        QTest::qWait(20);
        QCOMPARE(spy.count(), 1);
    }
    QVERIFY(!isRaw(STDIN_FILENO));
}

void tst_KeyInput::suspendAndResume()
{
    KeyInput keys;
    keys.suspend();
    QVERIFY(!isRaw(STDIN_FILENO));
    keys.resume();
    QVERIFY(isRaw(STDIN_FILENO));
    QSignalSpy spy(&keys, &KeyInput::pressed);
    QCOMPARE(::write(m_outer, "q", 1), 1);
    QTRY_COMPARE(spy.count(), 1);
}

void tst_KeyInput::aCrashRestoresTheTerminal()
{
    const pid_t child = ::fork();
    if (child == 0) {
        KeyInput keys;
        if (!isRaw(STDIN_FILENO)) {
            ::_exit(1);
        }
        ::raise(SIGSEGV);
        ::_exit(2);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    QVERIFY(!isRaw(STDIN_FILENO));
}

void tst_KeyInput::withoutATerminal()
{
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(null, STDIN_FILENO);
    ::close(null);
    const KeyInput keys;
    QVERIFY(!keys.isActive());
}

QTEST_GUILESS_MAIN(tst_KeyInput)
#include "tst_keyinput.moc"
