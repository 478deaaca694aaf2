// SPDX-License-Identifier: Apache-2.0
#include "engine/log/linewriter.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

using namespace Retort;
using Log::LineWriter;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

struct Pipe
{
    int ends[2] = {-1, -1};
    Pipe() { [[maybe_unused]] const int made = ::pipe2(ends, O_CLOEXEC); }
    ~Pipe()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
};

} // namespace

class tst_LineWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOncePerTurn();
    void filesArePrivateAndAppendedTo();
    void reopensAfterRotation();
    void badPathsAreExplained();
    void aReaderThatStopsDoesNotStopUs();
    void aReaderThatLeftDoesNotStopUs();
    void aTerminalThatNobodyReadsDoesNotStopUs();
};

void tst_LineWriter::writesOncePerTurn()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    auto writer = LineWriter::toFile(path);
    QVERIFY(writer);
    (*writer)->writeLine("one");
    (*writer)->line().append("two");
    (*writer)->lineDone();
    QCOMPARE(contents(path), QByteArray());
    QCoreApplication::processEvents();
    QCOMPARE(contents(path), QByteArray("one\ntwo\n"));
    (*writer)->writeLine("three");
    writer->reset();
    QCOMPARE(contents(path), QByteArray("one\ntwo\nthree\n"));
}

void tst_LineWriter::filesArePrivateAndAppendedTo()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    for (const char *line : {"one", "two"}) {
        auto writer = LineWriter::toFile(path);
        QVERIFY(writer);
        (*writer)->writeLine(line);
    }
    QCOMPARE(contents(path), QByteArray("one\ntwo\n"));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t{0600});
}

void tst_LineWriter::reopensAfterRotation()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    auto writer = LineWriter::toFile(path);
    QVERIFY(writer);
    (*writer)->writeLine("old");
    QVERIFY(QFile::rename(path, path + QStringLiteral(".1")));
    QVERIFY((*writer)->reopen());
    (*writer)->writeLine("new");
    (*writer)->flush();
    QCOMPARE(contents(path + QStringLiteral(".1")), QByteArray("old\n"));
    QCOMPARE(contents(path), QByteArray("new\n"));
}

void tst_LineWriter::badPathsAreExplained()
{
    const auto writer = LineWriter::toFile(QStringLiteral("/nowhere/at/all/log"));
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, Errc::FolderMissing);
    QVERIFY(writer.error().sentence.contains(QStringLiteral("/nowhere/at/all/log")));
}

void tst_LineWriter::aReaderThatStopsDoesNotStopUs()
{
    Pipe pipe;
    LineWriter writer(pipe.ends[1]);
    const std::string line(99, 'x');
    QElapsedTimer clock;
    clock.start();
    constexpr int count = 30'000;
    for (int number = 0; number < count; ++number) {
        writer.writeLine(line);
        if (number % 1'000 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QVERIFY2(clock.elapsed() < 2'000, "the writer waited for its reader");
    QVERIFY(writer.droppedLines() > 0);
    const std::uint64_t dropped = writer.droppedLines();

    // The reader comes back: what was kept arrives whole, with one line that says how many are missing.
    QByteArray read;
    char buffer[65536];
    ::fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK);
    const QByteArray note =
        "retort: " + QByteArray::number(qulonglong{dropped}) + " log lines were left out here: whoever reads this log was too slow\n";
    const auto noteArrived = [&] {
        const ssize_t length = ::read(pipe.ends[0], buffer, sizeof buffer);
        read.append(buffer, std::max<ssize_t>(0, length));
        return read.endsWith(note);
    };
    QTRY_VERIFY_WITH_TIMEOUT(noteArrived(), 10'000);
    QCOMPARE(static_cast<std::uint64_t>(read.count('\n')), count - dropped + 1);
}

void tst_LineWriter::aReaderThatLeftDoesNotStopUs()
{
    ::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    ::close(ends[0]);
    {
        LineWriter writer(ends[1]);
        writer.writeLine("to nobody");
        QCoreApplication::processEvents();
        QCOMPARE(writer.droppedLines(), 1u);
    }
    ::close(ends[1]);
}

// Its buffer ends up with room for less than a line, where a write that may wait would wait for ever.
void tst_LineWriter::aTerminalThatNobodyReadsDoesNotStopUs()
{
    const int reader = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(reader >= 0 && ::grantpt(reader) == 0 && ::unlockpt(reader) == 0);
    const int terminal = ::open(::ptsname(reader), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(terminal >= 0);
    {
        LineWriter writer(terminal);
        for (int i = 0; i < 3000; ++i) {
            writer.writeLine(std::string(static_cast<std::size_t>(i % 601), 'x'));
            QCoreApplication::processEvents();
        }
        const ::clock_t before = ::clock();
        QTest::qWait(300);
        QVERIFY2((::clock() - before) * 1000 / CLOCKS_PER_SEC < 100, "waiting for the terminal must cost nothing");
        QVERIFY(writer.writtenBytes() > 0);

        char taken[4096];
        QVERIFY(::read(reader, taken, sizeof taken) > 0);
        const std::uint64_t written = writer.writtenBytes();
        QTRY_VERIFY(writer.writtenBytes() > written);  // goes on as soon as somebody reads
    }
    QCOMPARE(::fcntl(terminal, F_GETFL) & O_NONBLOCK, 0);
    ::close(terminal);
    ::close(reader);
}

QTEST_GUILESS_MAIN(tst_LineWriter)
#include "tst_linewriter.moc"
