// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inifile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort::Config;
using namespace Qt::StringLiterals;
using Retort::Errc;
using Retort::Result;

class tst_IniFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesWhatWasEdited();
    void savesTwice();
    void keepsPermissions();
    void followsALink();
    void refusesAChangedFile();
    void refusesADeletedFile();
    void leavesAnUneditedFileAlone();
    void saysWhyItCannotRead_data();
    void saysWhyItCannotRead();
    void aFailedSaveKeepsTheOldFile();
    void respectsWriteProtection();
    void createsOnlyWhatIsNotThere();

private:
    QString path(const QString &name = u"uwsgi.ini"_s) const { return m_folder->filePath(name); }
    void write(const QByteArray &bytes);
    QByteArray content() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_IniFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write("[uwsgi]\r\na = 1\r\n\xE9");
}

void tst_IniFile::write(const QByteArray &bytes)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray tst_IniFile::content() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_IniFile::savesWhatWasEdited()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file);
    QVERIFY(file->document().set("uwsgi", "a", "2"));
    QVERIFY(file->save());
    QCOMPARE(content(), QByteArray("[uwsgi]\r\na = 2\r\n\xE9"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"uwsgi.ini"_s}); // no temporary file
}

void tst_IniFile::savesTwice()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file);
    for (const char *value : {"2", "3"}) {
        QVERIFY(file->document().set("uwsgi", "a", value));
        QVERIFY(file->save());
    }
    QVERIFY(content().contains("a = 3"));
}

void tst_IniFile::keepsPermissions()
{
#ifdef Q_OS_WIN
    QSKIP("Windows knows read-only alone");
#endif
    const QFile::Permissions rights = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser | QFile::ReadGroup;
    QVERIFY(QFile::setPermissions(path(), rights));
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file && file->document().set("uwsgi", "a", "2") && file->save());
    QCOMPARE(QFileInfo(path()).permissions(), rights);
}

void tst_IniFile::followsALink()
{
#ifdef Q_OS_WIN
    QSKIP("links on Windows are files of the shell");
#endif
    QVERIFY(QDir(m_folder->path()).mkdir(u"enabled"_s));
    const QString link = path(u"enabled/site.ini"_s);
    QVERIFY(QFile::link(u"../uwsgi.ini"_s, link));
    Result<IniFile> file = IniFile::read(link);
    QVERIFY(file && file->document().set("uwsgi", "a", "2"));
    QVERIFY(file->save());
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(!QFileInfo(path()).isSymLink());
    QVERIFY(content().contains("a = 2"));
}

void tst_IniFile::refusesAChangedFile()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file && file->document().set("uwsgi", "a", "2"));
    const QDateTime time = QFileInfo(path()).lastModified();
    write("[uwsgi]\r\na = 7\r\n\xE9");
    QFile touched(path()); // the same size and time: only the bytes tell
    QVERIFY(touched.open(QIODevice::ReadWrite) && touched.setFileTime(time, QFileDevice::FileModificationTime));
    touched.close();
    const Result<void> saved = file->save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Errc::FileChanged);
    QVERIFY(saved.error().sentence.contains(path()));
    QVERIFY(content().contains("a = 7"));
}

void tst_IniFile::refusesADeletedFile()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file && file->document().set("uwsgi", "a", "2"));
    QVERIFY(QFile::remove(path()));
    const Result<void> saved = file->save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Errc::FileMissing);
    QVERIFY(saved.error().sentence.contains(path() + u" was deleted"_s));
    QVERIFY(!QFileInfo::exists(path()));
}

void tst_IniFile::leavesAnUneditedFileAlone()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file);
    QFile open(path());
    QVERIFY(open.open(QIODevice::ReadWrite));
    const QDateTime past = QDateTime::currentDateTime().addDays(-1);
    QVERIFY(open.setFileTime(past, QFileDevice::FileModificationTime));
    open.close();
    QVERIFY(file->save());
    QVERIFY(QFileInfo(path()).lastModified() < past.addSecs(60));
}

void tst_IniFile::saysWhyItCannotRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Errc>("code");
    QTest::newRow("a missing file") << u"none.ini"_s << Errc::FileMissing;
    QTest::newRow("a folder") << u"."_s << Errc::BadFile;
}

void tst_IniFile::saysWhyItCannotRead()
{
    QFETCH(QString, name);
    const Result<IniFile> file = IniFile::read(path(name));
    QVERIFY(!file);
    QTEST(file.error().code, "code");
    QVERIFY(file.error().sentence.contains(m_folder->path()));
}

void tst_IniFile::aFailedSaveKeepsTheOldFile()
{
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file && file->document().set("uwsgi", "a", "2"));
    const QFile::Permissions readOnly = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadUser | QFile::ExeUser;
    QVERIFY(QFile::setPermissions(m_folder->path(), readOnly));
    if (QFileInfo(m_folder->path()).isWritable()) {
        QFile::setPermissions(m_folder->path(), readOnly | QFile::WriteOwner);
        QSKIP("root may write everywhere");
    }
    const Result<void> saved = file->save();
    QFile::setPermissions(m_folder->path(), readOnly | QFile::WriteOwner);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Errc::PermissionDenied);
    QVERIFY(saved.error().sentence.contains(path()));
    QVERIFY(content().contains("a = 1"));
}

// Replacing needs only the rights of the folder, but who takes the file's away means it.
void tst_IniFile::respectsWriteProtection()
{
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::ReadUser));
    if (QFileInfo(path()).isWritable()) {
        QSKIP("root may write everywhere");
    }
    Result<IniFile> file = IniFile::read(path());
    QVERIFY(file && file->document().set("uwsgi", "a", "2"));
    const Result<void> saved = file->save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Errc::PermissionDenied);
    QVERIFY(saved.error().sentence.contains(path() + u" is write-protected"_s));
    QVERIFY(content().contains("a = 1"));
}

void tst_IniFile::createsOnlyWhatIsNotThere()
{
    Result<IniFile> made = IniFile::create(path(u"new.ini"_s), "[uwsgi]\n");
    QVERIFY(made);
    QVERIFY(made->document().set("uwsgi", "a", "1"));
    QVERIFY(made->save());
    QCOMPARE(IniFile::read(path(u"new.ini"_s))->document().bytes(), std::string("[uwsgi]\na = 1\n"));

    const Result<IniFile> there = IniFile::create(path(), "[uwsgi]\n");
    QVERIFY(!there && there.error().code == Errc::FileChanged);
    QCOMPARE(content(), QByteArray("[uwsgi]\r\na = 1\r\n\xE9"));
    QVERIFY(!IniFile::create(path(u"no/folder.ini"_s), "[uwsgi]\n"));
}

QTEST_GUILESS_MAIN(tst_IniFile)
#include "tst_inifile.moc"
