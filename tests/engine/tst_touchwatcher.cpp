// SPDX-License-Identifier: Apache-2.0
#include "engine/touchwatcher.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;

class tst_TouchWatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noticesATouch();
    void noticesEachTouch();
    void noticesAFileThatIsReplaced();
    void noticesAFileThatAppears();
    void noticesAFileThatComesBack();
    void noticesAFileInAWatchedFolder();
    void tellsWhichFile();
    void passesOverTheNeighbours();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    // Makes the file if need be. Every call gives a later time, whatever the clock of the file system.
    void touch(const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
    QDateTime m_time;
};

void tst_TouchWatcher::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_time = QDateTime::currentDateTime();
}

void tst_TouchWatcher::touch(const QString &name)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    m_time = m_time.addSecs(10);
    QVERIFY(file.setFileTime(m_time, QFileDevice::FileModificationTime));
}

void tst_TouchWatcher::noticesATouch()
{
    touch(path("reload"));
    TouchWatcher watcher({path("reload")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    touch(path("reload"));
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), path("reload"));
}

void tst_TouchWatcher::noticesEachTouch()
{
    touch(path("reload"));
    TouchWatcher watcher({path("reload")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    for (int i = 1; i <= 3; ++i) {
        touch(path("reload"));
        QTRY_COMPARE(spy.size(), i);
    }
}

void tst_TouchWatcher::noticesAFileThatIsReplaced()
{
    touch(path("app.ini"));
    TouchWatcher watcher({path("app.ini")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    for (int i = 1; i <= 2; ++i) {  // the second time the watch must be on the new file
        touch(path("new"));
        QVERIFY(QFile::remove(path("app.ini")));
        QVERIFY(QFile::rename(path("new"), path("app.ini")));
        QTRY_COMPARE(spy.size(), i);
    }
    touch(path("app.ini"));
    QTRY_COMPARE(spy.size(), 3);
}

void tst_TouchWatcher::noticesAFileThatAppears()
{
    TouchWatcher watcher({path("reload")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    touch(path("reload"));
    QTRY_VERIFY(!spy.isEmpty());
    QTRY_COMPARE(QFileInfo(path("reload")).lastModified(), m_time);
    const auto before = spy.size();
    touch(path("reload"));
    QTRY_VERIFY(spy.size() > before);
}

void tst_TouchWatcher::noticesAFileThatComesBack()
{
    touch(path("reload"));
    TouchWatcher watcher({path("reload")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    QVERIFY(QFile::remove(path("reload")));
    QTest::qWait(0);
    touch(path("reload"));
    QTRY_VERIFY(!spy.isEmpty());
}

void tst_TouchWatcher::noticesAFileInAWatchedFolder()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("templates")));
    const QString folder = path("templates");
    TouchWatcher watcher({folder});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    touch(folder + QStringLiteral("/page.html"));
    QTRY_VERIFY(!spy.isEmpty());
    QCOMPARE(spy.first().first().toString(), folder);
}

void tst_TouchWatcher::tellsWhichFile()
{
    touch(path("one"));
    touch(path("two"));
    TouchWatcher watcher({path("one"), path("two")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    touch(path("two"));
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), path("two"));
}

void tst_TouchWatcher::passesOverTheNeighbours()
{
    touch(path("reload"));
    TouchWatcher watcher({path("reload")});
    QSignalSpy spy(&watcher, &TouchWatcher::touched);
    touch(path("neighbour"));
    touch(path("reload"));
    QTRY_COMPARE(spy.size(), 1);  // both were seen by now
}

QTEST_GUILESS_MAIN(tst_TouchWatcher)
#include "tst_touchwatcher.moc"
