// SPDX-License-Identifier: Apache-2.0
#include "engine/control/runtimedir.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

using namespace Retort;
using namespace Qt::StringLiterals;
using Control::RuntimeDir;

namespace {

// A socket file whose program is gone.
void leaveSocket(const QString &path)
{
    const int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray bytes = QFile::encodeName(path);
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(::bind(number, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(number);
}

} // namespace

class tst_RuntimeDir final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAPrivateFolder();
    void refusesFoldersThatOthersMayUse();
    void refusesSymlinks();
    void refusesFiles();
    void followsTheEnvironment();
    void names_data();
    void names();
    void pathsFitAnAddress();
    void staleSocketsAreRemovedAndNothingElse();
};

void tst_RuntimeDir::makesAPrivateFolder()
{
    QTemporaryDir parent;
    const QString path = parent.filePath(u"retort"_s);
    const mode_t before = ::umask(0);
    const auto folder = RuntimeDir::openAt(path);
    ::umask(before);
    QVERIFY2(folder, folder ? "" : qPrintable(folder.error().sentence));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t{0700});
    QVERIFY(RuntimeDir::openAt(path));
}

void tst_RuntimeDir::refusesFoldersThatOthersMayUse()
{
    QTemporaryDir parent;
    const QString path = parent.filePath(u"retort"_s);
    QVERIFY(QDir().mkdir(path));
    for (const mode_t mode : {0755, 0770, 01777, 0701}) {
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
        const auto folder = RuntimeDir::openAt(path);
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, Errc::PermissionDenied);
        QVERIFY(folder.error().sentence.contains(u"chmod 700"_s));
    }
}

void tst_RuntimeDir::refusesSymlinks()
{
    QTemporaryDir parent;
    QVERIFY(RuntimeDir::openAt(parent.filePath(u"real"_s)));
    QVERIFY(QFile::link(parent.filePath(u"real"_s), parent.filePath(u"link"_s)));
    const auto folder = RuntimeDir::openAt(parent.filePath(u"link"_s));
    QVERIFY(!folder);
    QVERIFY(folder.error().sentence.contains(u"symbolic link"_s));
}

void tst_RuntimeDir::refusesFiles()
{
    QTemporaryDir parent;
    QFile file(parent.filePath(u"retort"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!RuntimeDir::openAt(file.fileName()));
    QVERIFY(!RuntimeDir::openAt(parent.filePath(u"missing/retort"_s)));
}

void tst_RuntimeDir::followsTheEnvironment()
{
    const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
    QTemporaryDir parent;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(parent.path()));
    auto folder = RuntimeDir::open();
    QVERIFY(folder);
    QCOMPARE(folder->folder(), parent.filePath(u"retort"_s));
    const QString deep = parent.filePath(QString(100, u'x'));
    QVERIFY(QDir().mkdir(deep));
    for (const QString &useless : {deep, parent.filePath(u"missing"_s), u"relative"_s, QString()}) {
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(useless));
        folder = RuntimeDir::open();
        QVERIFY(folder);
        QCOMPARE(folder->folder(), u"/tmp/retort-%1"_s.arg(::geteuid()));
    }
    ::rmdir(QFile::encodeName(folder->folder()).constData());  // only if it was ours alone: it must be empty
    before.isNull() ? qunsetenv("XDG_RUNTIME_DIR") : qputenv("XDG_RUNTIME_DIR", before);
}

void tst_RuntimeDir::names_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"blog"_s << 1 << u"blog"_s;
    QTest::newRow("second") << u"blog"_s << 2 << u"blog-2"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << 1 << u"_.._etc_passwd"_s;
    QTest::newRow("blanks and umlauts") << u"mein täglich"_s << 1 << u"mein_t_glich"_s;
    QTest::newRow("looks like an option") << u"--json"_s << 1 << u"json"_s;
    QTest::newRow("nothing") << QString() << 1 << u"site"_s;
    QTest::newRow("dots") << u".."_s << 3 << u"site-3"_s;
}

void tst_RuntimeDir::names()
{
    QFETCH(QString, wanted);
    QFETCH(int, number);
    QTemporaryDir parent;
    QTEST(RuntimeDir::openAt(parent.filePath(u"r"_s))->siteName(wanted, number), "name");
}

void tst_RuntimeDir::pathsFitAnAddress()
{
    QTemporaryDir parent;
    for (qsizetype length = 1; length < 120; ++length) {
        const auto folder = RuntimeDir::openAt(parent.filePath(QString(length, u'd')));
        if (!folder) {
            QVERIFY(folder.error().code == Errc::PathTooLong);
            continue;
        }
        const QString path = folder->socketPath(folder->siteName(QString(300, u'n'), 99));
        QVERIFY(path.toUtf8().size() <= 103);
    }
}

void tst_RuntimeDir::staleSocketsAreRemovedAndNothingElse()
{
    QTemporaryDir parent;
    const auto folder = RuntimeDir::openAt(parent.filePath(u"r"_s));
    QVERIFY(folder);
    QLocalServer alive;
    QVERIFY(alive.listen(folder->socketPath(u"alive"_s)));
    leaveSocket(folder->socketPath(u"stale"_s));
    QFile file(folder->socketPath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(folder->socketPath(u"alive"_s), folder->socketPath(u"link"_s)));
    const auto sites = folder->runningSites();
    QCOMPARE(sites.size(), 1);
    QCOMPARE(sites.first().name, u"alive"_s);
    QVERIFY(!QFile::exists(folder->socketPath(u"stale"_s)));
    QVERIFY(QFile::exists(folder->socketPath(u"file"_s)));
    QVERIFY(QFile::exists(folder->socketPath(u"link"_s)));
    QVERIFY(QFile::exists(folder->socketPath(u"alive"_s)));
}

QTEST_GUILESS_MAIN(tst_RuntimeDir)
#include "tst_runtimedir.moc"
