// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/projectwatcher.h"

#include "engine/watch/pollingfolderevents.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Watch;

namespace {

// Has room for so many folders, as a system whose limit is reached.
class CrampedEvents final : public FolderEvents
{
public:
    explicit CrampedEvents(int room) : m_room(room) {}
    Outcome add(const QString &) override { return m_room-- > 0 ? Outcome::Watched : Outcome::NoRoom; }
    void remove(const QString &) override {}
    void lose() { Q_EMIT lost(); }

private:
    int m_room;
};

} // namespace

class tst_ProjectWatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesThatBelongTogetherAreOneChange();
    void noticesBeforeItSettles();
    void aTouchCountsAndAChmodDoesNot();
    void theSameContentRightAfterALoadIsNoNews();
    void waitsForGit();
    void filesChangedBeforeTheWatchAreFound();
    void newFoldersAreWalked();
    void aCircleOfSymlinksEnds();
    void looksWhenThereIsNoRoomForWatches();
    void looksAgainWhenEventsWereLost();
    void explains();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(path(name).left(path(name).lastIndexOf(u'/')));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void make(std::unique_ptr<FolderEvents> events = FolderEvents::fromSystem(), qint64 sinceMs = -1);
    Changes last() const { return m_settled->isEmpty() ? Changes() : m_settled->last().first().value<Changes>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectWatcher> m_watcher;
    std::unique_ptr<QSignalSpy> m_settled;
    std::unique_ptr<QSignalSpy> m_noticed;
};

void tst_ProjectWatcher::init()
{
    m_watcher.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"app.py"_s, "1");
}

void tst_ProjectWatcher::make(std::unique_ptr<FolderEvents> events, qint64 sinceMs)
{
    const qint64 later = QDateTime::currentMSecsSinceEpoch() + 60'000;
    m_watcher = std::make_unique<ProjectWatcher>(
        WatchSettings{m_folder->path(), {}, {}, {}, true}, sinceMs < 0 ? later : sinceMs, std::move(events));
    m_settled = std::make_unique<QSignalSpy>(m_watcher.get(), &ProjectWatcher::settled);
    m_noticed = std::make_unique<QSignalSpy>(m_watcher.get(), &ProjectWatcher::noticed);
    m_watcher->start();
    QTRY_VERIFY(!m_watcher->isWalking());
}

void tst_ProjectWatcher::writesThatBelongTogetherAreOneChange()
{
    make();
    write(u"app.py"_s, "2");
    write(u"views.py"_s, "2");
    write(u"app.py"_s, "3");
    QTRY_COMPARE(m_settled->size(), 1);
    QCOMPARE(last().files, QStringList({path(u"app.py"_s), path(u"views.py"_s)}));
    QCOMPARE(last().rule, u"a Python file of the project"_s);
    QVERIFY(!last().isCold);
    QCOMPARE(m_noticed->size(), 1);
}

void tst_ProjectWatcher::noticesBeforeItSettles()
{
    make();
    QList<bool> settledBefore;
    connect(m_watcher.get(), &ProjectWatcher::noticed, this, [&] { settledBefore.append(!m_settled->isEmpty()); });
    write(u".env"_s, "A=1");
    QTRY_COMPARE(m_settled->size(), 1);
    QCOMPARE(settledBefore, QList<bool>{false});
    QVERIFY(last().isCold);
}

void tst_ProjectWatcher::aTouchCountsAndAChmodDoesNot()
{
    make();
    write(u"app.py"_s, "2");
    QTRY_COMPARE(m_settled->size(), 1);
    QFile file(path(u"app.py"_s));
    QVERIFY(file.setPermissions(file.permissions() | QFile::ExeOwner));
    QTRY_COMPARE(m_settled->size(), 2);
    QCOMPARE(last().files, QStringList());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime));
    file.close();
    QTRY_VERIFY(last().files.contains(path(u"app.py"_s)));
}

void tst_ProjectWatcher::theSameContentRightAfterALoadIsNoNews()
{
    make();
    write(u"made.py"_s, "X = 1");
    QTRY_COMPARE(m_settled->size(), 1);
    m_watcher->loadEnded();
    QVERIFY(QFile::remove(path(u"made.py"_s)));
    write(u"made.py"_s, "X = 1");
    QTRY_VERIFY(m_settled->size() >= 2);
    QCOMPARE(last().files, QStringList());
    QVERIFY2(m_watcher->explain(path(u"made.py"_s)).contains(u"same content"), qPrintable(m_watcher->explain(path(u"made.py"_s))));
}

void tst_ProjectWatcher::waitsForGit()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u".git"_s));
    make();
    write(u".git/index.lock"_s, "");
    write(u"app.py"_s, "2");
    QTRY_COMPARE(m_noticed->size(), 1);
    QTest::qWait(ProjectWatcher::settleMs * 4);
    QCOMPARE(m_settled->size(), 0);
    write(u"views.py"_s, "2");
    QVERIFY(QFile::remove(path(u".git/index.lock"_s)));
    QTRY_COMPARE(m_settled->size(), 1);
    QCOMPARE(last().files.size(), 2);
}

void tst_ProjectWatcher::filesChangedBeforeTheWatchAreFound()
{
    write(u"pkg/late.py"_s, "1");
    make(FolderEvents::fromSystem(), QDateTime::currentMSecsSinceEpoch() - 60'000);
    QTRY_COMPARE(m_settled->size(), 1);
    QStringList files = last().files;
    files.sort();
    QCOMPARE(files, QStringList({path(u"app.py"_s), path(u"pkg/late.py"_s)}));
}

void tst_ProjectWatcher::newFoldersAreWalked()
{
    make();
    write(u"a/b/c/deep.py"_s, "1");
    QTRY_VERIFY(last().files.contains(path(u"a/b/c/deep.py"_s)));
    m_settled->clear();
    write(u"a/b/c/deep.py"_s, "22");
    QTRY_VERIFY(last().files.contains(path(u"a/b/c/deep.py"_s)));
    m_settled->clear();
    QVERIFY(QDir().rename(path(u"a"_s), path(u"z"_s)));
    QTRY_VERIFY(!m_settled->isEmpty());
    m_settled->clear();
    write(u"z/b/c/deep.py"_s, "333");
    QTRY_VERIFY(last().files.contains(path(u"z/b/c/deep.py"_s)));
}

void tst_ProjectWatcher::aCircleOfSymlinksEnds()
{
    QTemporaryDir elsewhere;
    QVERIFY(QFile::link(m_folder->path(), path(u"self"_s)));
    QVERIFY(QFile::link(elsewhere.path(), path(u"out"_s)));
    QVERIFY(QFile::link(elsewhere.path(), elsewhere.filePath(u"again"_s)));
    make();
    QVERIFY2(m_watcher->folderCount() < 6, qPrintable(QString::number(m_watcher->folderCount())));
}

void tst_ProjectWatcher::looksWhenThereIsNoRoomForWatches()
{
    write(u"a/x.py"_s, "1");
    write(u"b/x.py"_s, "1");
    auto cramped = std::make_unique<CrampedEvents>(2);
    m_watcher = std::make_unique<ProjectWatcher>(
        WatchSettings{m_folder->path(), {}, {}, {}, true}, QDateTime::currentMSecsSinceEpoch() + 60'000, std::move(cramped));
    QSignalSpy said(m_watcher.get(), &ProjectWatcher::said);
    m_settled = std::make_unique<QSignalSpy>(m_watcher.get(), &ProjectWatcher::settled);
    m_watcher->start();
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.first().first().toString().contains(u"max_user_watches"));
    QVERIFY(m_watcher->isPolling());
    QTRY_VERIFY(!m_watcher->isWalking());
    write(u"b/x.py"_s, "of another length");
    QTRY_VERIFY(last().files.contains(path(u"b/x.py"_s)));
}

void tst_ProjectWatcher::looksAgainWhenEventsWereLost()
{
    auto events = std::make_unique<CrampedEvents>(100);
    CrampedEvents *lossy = events.get();
    make(std::move(events));
    m_watcher->loadEnded();
    QTest::qWait(5);  // the clock of the file system is as coarse as the kernel's tick
    write(u"pkg/unseen.py"_s, "1");
    lossy->lose();
    QTRY_VERIFY(last().files.contains(path(u"pkg/unseen.py"_s)));
}

void tst_ProjectWatcher::explains()
{
    make();
    QCOMPARE(m_watcher->explain(path(u"app.py"_s)), u"app.py reloads the app: a Python file of the project."_s);
    QVERIFY(m_watcher->explain(path(u"nowhere/app.py"_s)).endsWith(u"is not watched."));
    QVERIFY(m_watcher->explain(path(u".env"_s)).contains(u"with all its libraries"));
    QVERIFY(m_watcher->explain(path(u"a.css"_s)).contains(u"does not reload"));
}

QTEST_GUILESS_MAIN(tst_ProjectWatcher)
#include "tst_projectwatcher.moc"
