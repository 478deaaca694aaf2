// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/crashfacts.h"

#include <QTest>

using namespace Retort::Workers;

// What faulthandler writes when a process crashes, read back.
class tst_CrashFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placeIsFound_data();
    void placeIsFound();
};

void tst_CrashFacts::placeIsFound_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");

    const QByteArray before = "hello\nFatal Python error: Segmentation fault\n\n"
                              "Thread 0x00007f1 (most recent call first):\n  File \"/srv/other.py\", line 1 in other\n\n"
                              "Current thread 0x00007f2 (most recent call first):\n  File \"/srv/my views.py\", line 12 in draw\n"
                              "  File \"/srv/app.py\", line 3 in app\n\n";
    const QByteArray handler = "Current thread's C stack trace (most recent call first):\n"
                               "  Binary file \"/usr/bin/python3.14\", at _Py_DumpStack+0x42 [0x5b]\n"
                               "  Binary file \"/usr/lib/libc.so.6\", at +0x3def0 [0x77]\n"
                               "  Binary file \"/usr/lib/libc.so.6\", at +0x9639c [0x77]\n";
    QTest::newRow("nothing was said") << QByteArray("hello\n") << QString() << QString() << 0;
    QTest::newRow("the Python frame of the thread that crashed") << before << QString() << QStringLiteral("/srv/my views.py") << 12;
    QTest::newRow("the library, from Python 3.14 on")
        << before + handler + "  Binary file \"/srv/.venv/PIL/_imaging.so\", at draw+0x1 [0x1]\n"
        << QStringLiteral("_imaging.so") << QStringLiteral("/srv/my views.py") << 12;
    QTest::newRow("a crash of Python itself names no library")
        << before + handler + "  Binary file \"/usr/bin/python3.14\", at +0x1 [0x1]\n"
        << QString() << QStringLiteral("/srv/my views.py") << 12;
    QTest::newRow("the last crash counts") << before
            + "Fatal Python error: Aborted\n\nCurrent thread 0x1 (most recent call first):\n"
              "  File \"/srv/b.py\", line 2 in b\n"
                                           << QString() << QStringLiteral("/srv/b.py") << 2;
    QTest::newRow("cut in the middle") << QByteArray("Fatal Python error: Segmentation fault\n\nCurrent thread 0x1 (most rec") << QString()
                                       << QString() << 0;
}

void tst_CrashFacts::placeIsFound()
{
    QFETCH(QByteArray, output);
    const CrashPlace place = crashPlace(output);
    QTEST(place.library, "library");
    QTEST(place.file, "file");
    QTEST(place.line, "line");
}

QTEST_GUILESS_MAIN(tst_CrashFacts)
#include "tst_crashfacts.moc"
