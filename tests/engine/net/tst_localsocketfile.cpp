// SPDX-License-Identifier: Apache-2.0
#include "engine/net/client.h"
#include "engine/net/listener.h"
#include "engine/net/localsocketfile_unix.h"
#include "tests/support/descriptorcount.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Retort;
using Net::DeadlineQueue;
using Net::Listener;
using Net::ListenOptions;
using Net::Poller;

// The rules for the file of a local socket (RELIABILITY.md part 3, 8 and 9).
class tst_LocalSocketFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isPrivateUnlessAModeIsAsked_data();
    void isPrivateUnlessAModeIsAsked();
    void isRemovedAtClose();
    void staysWhenKept();
    void aFileThatReplacedItIsNotRemoved();
    void aDeadSocketIsReplaced();
    void aLiveSocketIsRefused();
    void whatIsNoSocketIsLeftAlone_data();
    void whatIsNoSocketIsLeftAlone();
    void missingFolder();
    void aFileForAFolder();
    void pathTooLong();
    void theLongestPathWorks();
    void relativePathsBecomeAbsolute();
    void aLinkedFolderOfOursIsFine();
    void ownerIsSet();
    void unknownOwner();
    void abstractNames();
    void clientErrors();

private:
    Result<std::unique_ptr<Listener>> open(const QString &path, const ListenOptions &options = {});
    QString path() const { return m_folder->filePath(QStringLiteral("app.sock")); }
    static int mode(const QString &path);
    void leaveDeadSocket(const QString &path);

    std::unique_ptr<Poller> m_poller = Poller::create();
    DeadlineQueue m_deadlines;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_descriptors = 0;
};

void tst_LocalSocketFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_descriptors = Test::openDescriptors();
}

void tst_LocalSocketFile::cleanup()
{
    QCOMPARE(Test::openDescriptors(), m_descriptors);
}

Result<std::unique_ptr<Listener>> tst_LocalSocketFile::open(const QString &path, const ListenOptions &options)
{
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = path;
    return Listener::open(*m_poller, m_deadlines, endpoint, options, [](auto) {});
}

int tst_LocalSocketFile::mode(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
}

void tst_LocalSocketFile::leaveDeadSocket(const QString &path)
{
    auto listener = open(path);
    QVERIFY(listener);
    (*listener)->keepFile();
}

void tst_LocalSocketFile::isPrivateUnlessAModeIsAsked_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("got");
    QTest::newRow("nothing asked: for this user only") << -1 << 0600;
    QTest::newRow("666 is for everybody") << 0666 << 0666;
    QTest::newRow("660 is for the group") << 0660 << 0660;
}

void tst_LocalSocketFile::isPrivateUnlessAModeIsAsked()
{
    QFETCH(int, asked);
    QFETCH(int, got);
    const mode_t before = ::umask(0);
    ListenOptions options;
    if (asked >= 0) {
        options.socketMode = asked;
    }
    const auto listener = open(path(), options);
    QCOMPARE(::umask(before), mode_t(0));  // ours is back
    QVERIFY(listener);
    QCOMPARE(mode(path()), got);
}

void tst_LocalSocketFile::isRemovedAtClose()
{
    auto listener = open(path());
    QVERIFY(listener);
    QCOMPARE((*listener)->endpoint().path, path());
    QVERIFY(QFileInfo::exists(path()));
    (*listener)->close();
    QVERIFY(!QFileInfo::exists(path()));
}

void tst_LocalSocketFile::staysWhenKept()
{
    leaveDeadSocket(path());
    QVERIFY(QFileInfo::exists(path()));
}

void tst_LocalSocketFile::aFileThatReplacedItIsNotRemoved()
{
    auto listener = open(path());
    QVERIFY(listener);
    QVERIFY(QFile::remove(path()));
    auto second = open(path());
    QVERIFY(second);
    listener->reset();
    QVERIFY(QFileInfo::exists(path()));
    QVERIFY(Net::connectLocal(*m_poller, path()));
}

void tst_LocalSocketFile::aDeadSocketIsReplaced()
{
    leaveDeadSocket(path());
    const auto listener = open(path());
    QVERIFY2(listener, listener ? "" : qPrintable(listener.error().sentence));
    QVERIFY(Net::connectLocal(*m_poller, path()));
}

void tst_LocalSocketFile::aLiveSocketIsRefused()
{
    const auto first = open(path());
    QVERIFY(first);
    const auto second = open(path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, Errc::AddressInUse);
    QVERIFY(second.error().sentence.contains(path()));
    QVERIFY(Net::connectLocal(*m_poller, path()));
}

void tst_LocalSocketFile::whatIsNoSocketIsLeftAlone_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a file") << "a file";
    QTest::newRow("a folder") << "a folder";
    QTest::newRow("a link to a file") << "a symbolic link";
    QTest::newRow("a link to a dead socket") << "a symbolic link";
    QTest::newRow("a link to nothing") << "a symbolic link";
}

void tst_LocalSocketFile::whatIsNoSocketIsLeftAlone()
{
    QFETCH(QString, what);
    const QString row = QString::fromLatin1(QTest::currentDataTag());
    const QString target = m_folder->filePath(QStringLiteral("target"));
    if (row == QLatin1String("a folder")) {
        QVERIFY(QDir().mkdir(path()));
    } else if (row == QLatin1String("a file")) {
        QVERIFY(QFile(path()).open(QIODevice::WriteOnly));
    } else {
        if (row.endsWith(QLatin1String("dead socket"))) {
            leaveDeadSocket(target);
        } else if (row.endsWith(QLatin1String("a file"))) {
            QVERIFY(QFile(target).open(QIODevice::WriteOnly));
        }
        QVERIFY(QFile::link(target, path()));
    }
    const auto listener = open(path());
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::NotASocket);
    QVERIFY2(listener.error().sentence.contains(what), qPrintable(listener.error().sentence));
    QVERIFY(QFileInfo(path()).isSymLink() || QFileInfo::exists(path()));
}

void tst_LocalSocketFile::missingFolder()
{
    const auto listener = open(m_folder->filePath(QStringLiteral("no/app.sock")));
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::FolderMissing);
    QVERIFY(listener.error().sentence.contains(m_folder->filePath(QStringLiteral("no"))));
}

void tst_LocalSocketFile::aFileForAFolder()
{
    QVERIFY(QFile(m_folder->filePath(QStringLiteral("file"))).open(QIODevice::WriteOnly));
    const auto listener = open(m_folder->filePath(QStringLiteral("file/app.sock")));
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::FolderMissing);
}

void tst_LocalSocketFile::pathTooLong()
{
    const auto listener = open(m_folder->filePath(QString(200, QLatin1Char('x'))));
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::PathTooLong);
}

void tst_LocalSocketFile::theLongestPathWorks()
{
    const int room = int(sizeof sockaddr_un::sun_path) - 1 - int(m_folder->path().size()) - 1;
    const QString longest = m_folder->filePath(QString(room, QLatin1Char('x')));
    const auto listener = open(longest);
    QVERIFY2(listener, listener ? "" : qPrintable(listener.error().sentence));
    QVERIFY(Net::connectLocal(*m_poller, longest));
    QVERIFY(!open(longest + QLatin1Char('x')));
}

void tst_LocalSocketFile::relativePathsBecomeAbsolute()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    auto listener = open(QStringLiteral("./app.sock"));
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(listener);
    QCOMPARE(QFileInfo((*listener)->endpoint().path).canonicalFilePath(), QFileInfo(path()).canonicalFilePath());
    listener->reset();
    QVERIFY(!QFileInfo::exists(path()));  // although the working folder is another one by now
}

void tst_LocalSocketFile::aLinkedFolderOfOursIsFine()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("real")));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("real")), m_folder->filePath(QStringLiteral("link"))));
    const auto listener = open(m_folder->filePath(QStringLiteral("link/app.sock")));
    QVERIFY2(listener, listener ? "" : qPrintable(listener.error().sentence));
    QVERIFY(QFileInfo::exists(m_folder->filePath(QStringLiteral("real/app.sock"))));
}

void tst_LocalSocketFile::ownerIsSet()
{
    ListenOptions options;
    options.socketOwner = QStringLiteral("%1:%2").arg(::geteuid()).arg(::getegid());
    const auto listener = open(path(), options);
    QVERIFY(listener);
    QCOMPARE(QFileInfo(path()).ownerId(), uint(::geteuid()));
}

void tst_LocalSocketFile::unknownOwner()
{
    ListenOptions options;
    options.socketOwner = QStringLiteral("no-such-user-here");
    const auto listener = open(path(), options);
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::BadOption);
    QVERIFY(listener.error().sentence.contains(QStringLiteral("no-such-user-here")));
    QVERIFY(!QFileInfo::exists(path()));  // nothing half-made stays behind
}

void tst_LocalSocketFile::abstractNames()
{
    const QString name = QStringLiteral("@retort-test-%1").arg(QCoreApplication::applicationPid());
    const auto listener = open(name);
#ifdef Q_OS_LINUX
    QVERIFY(listener);
    QVERIFY(Net::connectLocal(*m_poller, name));
    const auto second = open(name);
    QVERIFY(!second);
    QCOMPARE(second.error().code, Errc::AddressInUse);
#else
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, Errc::BadAddress);
#endif
}

void tst_LocalSocketFile::clientErrors()
{
    const auto missing = Net::connectLocal(*m_poller, path());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, Errc::FileMissing);
    leaveDeadSocket(path());
    const auto dead = Net::connectLocal(*m_poller, path());
    QVERIFY(!dead);
    QCOMPARE(dead.error().code, Errc::Io);
    QVERIFY(dead.error().sentence.contains(QStringLiteral("nobody answers")));
}

QTEST_GUILESS_MAIN(tst_LocalSocketFile)
#include "tst_localsocketfile.moc"
