// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/pollingfolderevents.h"
#include "engine/watch/qtfolderevents.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Watch;

// The same for each way to learn of changes: the system's own, Qt's, and looking.
class tst_FolderEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void tells_data() { kinds(); }
    void tells();
    void forgetsAFolder_data() { kinds(); }
    void forgetsAFolder();
    void aMissingFolderIsGone_data() { kinds(); }
    void aMissingFolderIsGone();

private:
    static void kinds()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("of the system") << 0;
        QTest::newRow("of Qt") << 1;
        QTest::newRow("by looking") << 2;
    }
    static std::unique_ptr<FolderEvents> make(int kind)
    {
        switch (kind) {
        case 0: return FolderEvents::fromSystem();
        case 1: return std::make_unique<QtFolderEvents>();
        default: return std::make_unique<PollingFolderEvents>(10);
        }
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_FolderEvents::tells()
{
    QFETCH(int, kind);
    write(u"old.py"_s, "1");
    const auto events = make(kind);
    QStringList told;
    connect(events.get(), &FolderEvents::happened, this, [&](const QString &folder, const QString &name) {
        QCOMPARE(folder, m_folder->path());
        told.append(name);
    });
    QCOMPARE(events->add(m_folder->path()), FolderEvents::Outcome::Watched);
    const auto expect = [&](const QString &name) {
        QTRY_VERIFY2(told.contains(name), qPrintable(name));
        told.clear();
    };
    write(u"new.py"_s, "1");
    expect(u"new.py"_s);
    write(u"old.py"_s, "longer than before");
    expect(u"old.py"_s);
    write(u"beside"_s, "of another length still");
    expect(u"beside"_s);
    QVERIFY(QFile::remove(path(u"old.py"_s)));
    QVERIFY(QFile::rename(path(u"beside"_s), path(u"old.py"_s)));
    expect(u"old.py"_s);
    write(u"old.py"_s, "written after it was replaced, and longer again");
    expect(u"old.py"_s);
    QVERIFY(QFile::remove(path(u"old.py"_s)));
    expect(u"old.py"_s);
    QVERIFY(QDir(m_folder->path()).mkdir(u"sub"_s));
    expect(u"sub"_s);
    QVERIFY(QFile::link(path(u"new.py"_s), path(u"link.py"_s)));
    expect(u"link.py"_s);
}

void tst_FolderEvents::forgetsAFolder()
{
    QFETCH(int, kind);
    const auto events = make(kind);
    QVERIFY(QDir(m_folder->path()).mkdir(u"a"_s));
    QVERIFY(QDir(m_folder->path()).mkdir(u"b"_s));
    QSignalSpy spy(events.get(), &FolderEvents::happened);
    events->add(path(u"a"_s));
    events->add(path(u"b"_s));
    events->remove(path(u"a"_s));
    write(u"a/x"_s, "1");
    write(u"b/x"_s, "1");
    QTRY_VERIFY(!spy.isEmpty());
    for (const auto &told : spy) {
        QCOMPARE(told.first().toString(), path(u"b"_s));
    }
}

void tst_FolderEvents::aMissingFolderIsGone()
{
    QFETCH(int, kind);
    QCOMPARE(make(kind)->add(path(u"nowhere"_s)), FolderEvents::Outcome::Gone);
}

QTEST_GUILESS_MAIN(tst_FolderEvents)
#include "tst_folderevents.moc"
