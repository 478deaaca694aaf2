// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/siteoptions.h"
#include "ui/sites/siterecord.h"

#include "tests/support/writefile.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Sites;
using namespace Qt::StringLiterals;

class tst_SiteRecord final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void brokenEntriesAreLeftOut();
    void knowsItsIni();
    void optionsGoToTheIniOrTheArguments();
    void portChanges();
};

void tst_SiteRecord::comesBackAsItWas()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    SiteRecord record = SiteRecord::make(u"blog, “A”"_s, u"/srv/blog"_s, {u"-w"_s, u"app:app"_s, u"--env"_s, u"A=1, 2"_s});
    record.everStarted = true;
    record.address = u"http://127.0.0.1:8000"_s;
    const QList<SiteRecord> sites{record, SiteRecord::make(u"shop"_s, u"/srv/shop"_s, {u"uwsgi.ini"_s})};
    writeSites(store, sites);
    QCOMPARE(readSites(store), sites);
    writeSites(store, {});
    QCOMPARE(readSites(store), QList<SiteRecord>());
}

void tst_SiteRecord::brokenEntriesAreLeftOut()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    writeSites(store, {SiteRecord::make(u"x"_s, u"relative"_s, {}), SiteRecord()});
    QVERIFY(readSites(store).isEmpty());
}

void tst_SiteRecord::knowsItsIni()
{
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"uwsgi.ini"_s}).iniFile(), u"/srv/uwsgi.ini"_s);
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"conf/x.ini:production"_s}).iniFile(), u"/srv/conf/x.ini"_s);
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"conf/x.ini:production"_s}).iniSection(), u"production"_s);
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"x.ini"_s}).iniSection(), u"uwsgi"_s);
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"-w"_s, u"app"_s}).iniSection(), u"uwsgi"_s);
    QCOMPARE(SiteRecord::make({}, u"/srv"_s, {u"-w"_s, u"x.ini"_s}).iniFile(), QString());
}

void tst_SiteRecord::optionsGoToTheIniOrTheArguments()
{
    SiteRecord plain = SiteRecord::make({}, u"/srv"_s, {u"-w"_s, u"app"_s});
    QVERIFY(setOption(plain, u"callable"_s, u"a"_s));
    QVERIFY(setOption(plain, u"callable"_s, u"b"_s));
    QCOMPARE(plain.arguments, (QStringList{u"-w"_s, u"app"_s, u"--callable"_s, u"b"_s}));

    const QTemporaryDir folder;
    Test::writeFile(folder.filePath(u"uwsgi.ini"_s), "# mine\n[uwsgi]\nhttp = :8000\n");
    SiteRecord withIni = SiteRecord::make({}, folder.path(), {u"uwsgi.ini"_s});
    QVERIFY(setOption(withIni, u"callable"_s, u"b"_s));
    QFile file(folder.filePath(u"uwsgi.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# mine\n[uwsgi]\nhttp = :8000\ncallable = b\n"));
    SiteRecord gone = SiteRecord::make({}, folder.path(), {u"gone.ini"_s});
    QVERIFY(!setOption(gone, u"callable"_s, u"b"_s));
}

void tst_SiteRecord::portChanges()
{
    SiteRecord plain = SiteRecord::make({}, u"/srv"_s, {u"--http"_s, u"127.0.0.1:8000"_s});
    QVERIFY(changePort(plain, 8000, 8001));
    QCOMPARE(plain.arguments.last(), u"127.0.0.1:8001"_s);

    const QTemporaryDir folder;
    Test::writeFile(folder.filePath(u"uwsgi.ini"_s), "[uwsgi]\nhttp-socket = :8000\n");
    SiteRecord withIni = SiteRecord::make({}, folder.path(), {u"uwsgi.ini"_s});
    QVERIFY(changePort(withIni, 8000, 8002));
    QFile file(folder.filePath(u"uwsgi.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("[uwsgi]\nhttp-socket = :8002\n"));
    QVERIFY(!changePort(withIni, 8000, 8003));
}

QTEST_GUILESS_MAIN(tst_SiteRecord)
#include "tst_siterecord.moc"
