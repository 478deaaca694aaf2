// SPDX-License-Identifier: Apache-2.0
#include "engine/masterfifo.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Retort;

class tst_MasterFifo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lettersArrive();
    void writersComeAndGo();
    void isMadeForItsOwnerAndRemoved();
    void aPipeThatWasThereStays();
    void leavesOtherFilesAlone();
    void saysWhereItCannotBe();

private:
    // As a shell's echo does it. False if nobody reads the pipe.
    bool echo(const QByteArray &text);
    std::unique_ptr<MasterFifo> open();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_seen;
};

void tst_MasterFifo::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("master.fifo"));
    m_seen.clear();
}

bool tst_MasterFifo::echo(const QByteArray &text)
{
    const int end = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    const bool written = end >= 0 && ::write(end, text.constData(), size_t(text.size())) == text.size();
    ::close(end);
    return written;
}

std::unique_ptr<MasterFifo> tst_MasterFifo::open()
{
    auto fifo = MasterFifo::open(m_path);
    if (!fifo) {
        return nullptr;
    }
    connect(fifo->get(), &MasterFifo::commanded, this, [this](char letter) { m_seen.append(letter); });
    return std::move(*fifo);
}

void tst_MasterFifo::lettersArrive()
{
    const auto fifo = open();
    QVERIFY(fifo);
    QVERIFY(echo("r\n"));
    QTRY_COMPARE(m_seen, QByteArray("r"));
    QVERIFY(echo(" s Q\r\n\tq"));
    QTRY_COMPARE(m_seen, QByteArray("rsQq"));
    QVERIFY(echo(QByteArray(200, 's')));
    QTRY_COMPARE(m_seen.size(), 204);
}

void tst_MasterFifo::writersComeAndGo()
{
    const auto fifo = open();
    QVERIFY(fifo);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(echo("r"));
        QTRY_COMPARE(m_seen.size(), i);
    }
}

void tst_MasterFifo::isMadeForItsOwnerAndRemoved()
{
    auto fifo = open();
    QVERIFY(fifo);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &facts), 0);
    QVERIFY(S_ISFIFO(facts.st_mode));
    QCOMPARE(facts.st_mode & 0777, 0600u);
    fifo.reset();
    QVERIFY(!QFile::exists(m_path));
}

void tst_MasterFifo::aPipeThatWasThereStays()
{
    QCOMPARE(::mkfifo(QFile::encodeName(m_path).constData(), 0600), 0);
    auto fifo = open();
    QVERIFY(fifo);
    QVERIFY(echo("q"));
    QTRY_COMPARE(m_seen, QByteArray("q"));
    fifo.reset();
    QVERIFY(QFile::exists(m_path));
    QVERIFY(!echo("q"));
}

void tst_MasterFifo::leavesOtherFilesAlone()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const auto fifo = MasterFifo::open(m_path);
    QVERIFY(!fifo);
    QVERIFY(fifo.error().sentence.contains(QStringLiteral("is no named pipe")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void tst_MasterFifo::saysWhereItCannotBe()
{
    const auto fifo = MasterFifo::open(m_folder->filePath(QStringLiteral("missing/fifo")));
    QVERIFY(!fifo);
    QVERIFY(fifo.error().sentence.contains(QStringLiteral("missing/fifo")));
}

QTEST_GUILESS_MAIN(tst_MasterFifo)
#include "tst_masterfifo.moc"
