// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QElapsedTimer>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::WorkerHarness;

// Numbers, reported and not judged: the machine may be busy. Linux only, for /proc.
class tst_WorkerSpeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cpuPerRequest_data();
    void cpuPerRequest();
    void memoryAndStart_data();
    void memoryAndStart();

private:
    struct Ticks
    {
        qint64 user = 0, system = 0;
    };
    static Ticks cpuTicks(qint64 pid);
    static qint64 pssKib(qint64 pid);

    QList<Test::Interpreter> m_interpreters;
};

void tst_WorkerSpeed::initTestCase()
{
    m_interpreters = Test::usableInterpreters();
    if (m_interpreters.isEmpty() || !QFile::exists(u"/proc/self/smaps_rollup"_s)) {
        QSKIP("needs a CPython from 3.11 up, and Linux");
    }
}

tst_WorkerSpeed::Ticks tst_WorkerSpeed::cpuTicks(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray line = file.readAll();
    const QByteArrayList fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return {fields.at(11).toLongLong(), fields.at(12).toLongLong()};
}

qint64 tst_WorkerSpeed::pssKib(qint64 pid)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:")) {
            return line.mid(4).trimmed().split(' ').first().toLongLong();
        }
    }
    return 0;
}

void tst_WorkerSpeed::cpuPerRequest_data()
{
    QTest::addColumn<int>("ahead");
    QTest::addColumn<int>("interpreter");
    for (int i = 0; i < m_interpreters.size(); ++i) {
        QTest::newRow(qPrintable(m_interpreters.at(i).name + u", 4 requests sent ahead"_s)) << 4 << i;
    }
    QTest::newRow("one at a time") << 1 << 0;
}

void tst_WorkerSpeed::cpuPerRequest()
{
    QFETCH(int, ahead);
    QFETCH(int, interpreter);
    WorkerHarness worker;
    QVERIFY(worker.start(m_interpreters.at(interpreter)));
    worker.load({{u"module"_s, u"responses:hello"_s}, {u"chdir"_s, Test::appsFolder()}});
    const Test::SentRequest request{
        .more = {{"HTTP_HOST"_ba, "127.0.0.1:5000"_ba}, {"HTTP_USER_AGENT"_ba, "Mozilla/5.0 (X11; Linux x86_64)"_ba},
            {"HTTP_ACCEPT"_ba, "text/html,application/xhtml+xml,*/*;q=0.8"_ba}, {"HTTP_ACCEPT_ENCODING"_ba, "gzip, deflate"_ba},
            {"HTTP_CONNECTION"_ba, "keep-alive"_ba}}};
    constexpr int rounds = 20'000;
    const qint64 pid = worker.process().processId();
    worker.ask(request);
    const Ticks before = cpuTicks(pid);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; i += ahead) {
        for (int k = 0; k < ahead; ++k) {
            worker.send(request);
        }
        for (int k = 0; k < ahead; ++k) {
            QVERIFY(worker.receive().ended);
        }
    }
    const Ticks after = cpuTicks(pid);
    const double tickUs = 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK)) / rounds;
    const double userUs = static_cast<double>(after.user - before.user) * tickUs;
    const double systemUs = static_cast<double>(after.system - before.system) * tickUs;
    const double wallUs = static_cast<double>(timer.nsecsElapsed()) / 1000.0 / rounds;
    qInfo("%s",
        qPrintable(u"worker CPU per request: %1 µs user, %2 µs system; %3 µs wall with this client"_s.arg(userUs, 0, 'f', 1)
                .arg(systemUs, 0, 'f', 1)
                .arg(wallUs, 0, 'f', 1)));
}

void tst_WorkerSpeed::memoryAndStart_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("hello") << "def application(e, s):\n    s('200 OK', [])\n    return [b'hello']\n"_ba;
    QTest::newRow("Flask") << "import flask\napplication = flask.Flask(__name__)\n"_ba;
}

void tst_WorkerSpeed::memoryAndStart()
{
    QFETCH(QByteArray, source);
    QList<qint64> times;
    qint64 pss = 0;
    for (int i = 0; i < 7; ++i) {
        WorkerHarness worker;
        QFile file(worker.folder() + u"/app.py"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(source) > 0);
        file.close();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(worker.start(m_interpreters.first()));
        if (worker.load({{u"module"_s, u"app"_s}}).value("type"_L1) != "ready"_L1) {
            QSKIP("not installed for this Python");
        }
        times.append(timer.elapsed());
        worker.ask({});
        pss = pssKib(worker.process().processId());
    }
    std::sort(times.begin(), times.end());
    qInfo(
        "%s", qPrintable(u"start to Ready %1 ms (median of %2), PSS %3 KiB"_s.arg(times.at(times.size() / 2)).arg(times.size()).arg(pss)));
}

QTEST_GUILESS_MAIN(tst_WorkerSpeed)

#include "tst_workerspeed.moc"
