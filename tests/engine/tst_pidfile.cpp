// SPDX-License-Identifier: Apache-2.0
#include "engine/pidfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Retort;

class tst_PidFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holdsOurPidWhileItLives();
    void movesWithItsObject();
    void takesOver_data();
    void takesOver();
    void leavesARunningServerItsFile();
    void leavesAFileThatIsNotOursAnyMore();
    void saysWhereItCannotWrite();

private:
    void put(const QByteArray &bytes);
    QByteArray content();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

namespace {

// A process that always runs: init, or System on Windows.
#ifdef Q_OS_WIN
constexpr qint64 runningPid = 4;
#else
constexpr qint64 runningPid = 1;
#endif

// The pid of a process that has ended.
qint64 endedPid()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("-functions")});
    process.waitForStarted();
    const qint64 pid = process.processId();
    process.waitForFinished();
    return pid;
}

QByteArray ours()
{
    return QByteArray::number(QCoreApplication::applicationPid()) + '\n';
}

} // namespace

void tst_PidFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("server.pid"));
}

void tst_PidFile::put(const QByteArray &bytes)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray tst_PidFile::content()
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

void tst_PidFile::holdsOurPidWhileItLives()
{
    {
        const auto pidFile = PidFile::write(m_path);
        QVERIFY(pidFile);
        QCOMPARE(content(), ours());
    }
    QCOMPARE(content(), QByteArray("(no file)"));
}

void tst_PidFile::movesWithItsObject()
{
    std::optional<PidFile> kept;
    {
        auto pidFile = PidFile::write(m_path);
        QVERIFY(pidFile);
        kept.emplace(std::move(*pidFile));
    }
    QCOMPARE(content(), ours());
    kept.reset();
    QVERIFY(!QFile::exists(m_path));
}

void tst_PidFile::takesOver_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("a file of a process that is gone") << QByteArray::number(endedPid()) + '\n';
    QTest::newRow("our own file") << ours();
    QTest::newRow("an empty file") << QByteArray();
    QTest::newRow("a file that holds no number") << QByteArray("hello\n");
    QTest::newRow("a file with a senseless number") << QByteArray("-1\n");
}

void tst_PidFile::takesOver()
{
    QFETCH(QByteArray, before);
    put(before);
    const auto pidFile = PidFile::write(m_path);
    QVERIFY2(pidFile, pidFile ? "" : qPrintable(pidFile.error().sentence));
    QCOMPARE(content(), ours());
}

void tst_PidFile::leavesARunningServerItsFile()
{
    put(QByteArray::number(runningPid) + '\n');
    {
        const auto pidFile = PidFile::write(m_path);
        QVERIFY(!pidFile);
        QVERIFY(pidFile.error().sentence.contains(m_path));
        QVERIFY(pidFile.error().sentence.contains(QStringLiteral("process %1, which is running").arg(runningPid)));
    }
    QCOMPARE(content(), QByteArray::number(runningPid) + '\n');
}

void tst_PidFile::leavesAFileThatIsNotOursAnyMore()
{
    {
        const auto pidFile = PidFile::write(m_path);
        QVERIFY(pidFile);
        put("12345678\n");
    }
    QCOMPARE(content(), QByteArray("12345678\n"));
}

void tst_PidFile::saysWhereItCannotWrite()
{
    const QString path = m_folder->filePath(QStringLiteral("missing/server.pid"));
    const auto pidFile = PidFile::write(path);
    QVERIFY(!pidFile);
    QVERIFY(pidFile.error().sentence.contains(path));
}

QTEST_GUILESS_MAIN(tst_PidFile)
#include "tst_pidfile.moc"
