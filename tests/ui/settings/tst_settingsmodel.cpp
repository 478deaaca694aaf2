// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingsmodel.h"

#include "tests/support/writefile.h"
#include "ui/settings/textlines.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Retort::Ui;
using namespace Qt::StringLiterals;
using Retort::Errc;
using Retort::Test::writeFile;

class tst_SettingsModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_model.reset(); }
    void aFieldChangesOneLine();
    void textChangesTheFields();
    void undoesAndRedoes();
    void typingIsOneStep();
    void goingBackIsNoChange();
    void aSwitchOffAgainLeavesNoLine();
    void aBadTextKeepsTheForm_data();
    void aBadTextKeepsTheForm();
    void revertCanBeUndone();
    void savesAndIsClean();
    void takesOverAChangeOnDisk();
    void losesNoEditToAChangeOnDisk();
    void loadingFromDiskCanBeUndone();
    void overwritesWhenAsked();
    void makesADeletedFileAgain();
    void findsAndFixes_data();
    void findsAndFixes();
    void keepsUnknownBytes();
    void anotherSectionIsEdited();

private:
    const Field &field(const QString &key) const;
    QByteArray text() const { return QByteArray::fromStdString(m_model->document().bytes()); }
    QString path() const { return m_folder->filePath(u"uwsgi.ini"_s); }
    QByteArray content() const;
    void open(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsModel> m_model;
};

void tst_SettingsModel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_model = std::make_unique<SettingsModel>(QProcessEnvironment());
}

const Field &tst_SettingsModel::field(const QString &key) const
{
    const QList<Field> &fields = m_model->fields();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field &one) { return one.keys.contains(key); });
    Q_ASSERT(found != fields.end());
    return *found;
}

QByteArray tst_SettingsModel::content() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_SettingsModel::open(const QByteArray &bytes)
{
    writeFile(path(), bytes);
    QVERIFY(m_model->open(path()));
}

void tst_SettingsModel::aFieldChangesOneLine()
{
    open("# mine\r\n[uwsgi]\r\n\tprocesses\t=\t1  ; cores\r\nother = x\r\n");
    QVERIFY(m_model->setValue(field(u"processes"_s), u"2"_s));
    QCOMPARE(text(), QByteArray("# mine\r\n[uwsgi]\r\n\tprocesses\t=\t2  ; cores\r\nother = x\r\n"));
    QVERIFY(m_model->isDirty());
    QVERIFY(m_model->isChanged(field(u"processes"_s)));
    QVERIFY(!m_model->isChanged(field(u"threads"_s)));
    QCOMPARE(m_model->changes().keys, QStringList{u"processes"_s});
    QVERIFY(!m_model->setValue(field(u"callable"_s), u"50% off"_s)); // and says why
    QCOMPARE(m_model->undoStack()->count(), 1);
}

void tst_SettingsModel::textChangesTheFields()
{
    open("[uwsgi]\nprocesses = 1\n");
    QSignalSpy changed(m_model.get(), &SettingsModel::formChanged);
    m_model->setLines({u"[uwsgi]"_s, u"processes = 12"_s, u"env = A=1"_s, {}});
    QVERIFY(changed.count() > 0);
    QCOMPARE(m_model->values().number(field(u"processes"_s)), std::optional<qint64>(12));
    QCOMPARE(m_model->values().values(field(u"env"_s)), QStringList{u"A=1"_s});
}

void tst_SettingsModel::undoesAndRedoes()
{
    open("[uwsgi]\nprocesses = 1\n");
    QVERIFY(m_model->setValue(field(u"processes"_s), u"2"_s));
    QVERIFY(m_model->setOn(field(u"lazy-apps"_s), true));
    m_model->setLines(displayLines(m_model->document().bytes()) + QStringList{u"# end"_s});
    const QByteArray last = text();
    QCOMPARE(m_model->undoStack()->count(), 3);
    m_model->undoStack()->undo();
    QCOMPARE(text(), QByteArray("[uwsgi]\nprocesses = 2\nlazy-apps = true\n"));
    m_model->undoStack()->undo();
    QCOMPARE(text(), QByteArray("[uwsgi]\nprocesses = 2\n"));
    m_model->undoStack()->undo();
    QCOMPARE(text(), QByteArray("[uwsgi]\nprocesses = 1\n"));
    QVERIFY(!m_model->isDirty());
    while (m_model->undoStack()->canRedo()) {
        m_model->undoStack()->redo();
    }
    QCOMPARE(text(), last);
}

void tst_SettingsModel::typingIsOneStep()
{
    open("[uwsgi]\n");
    for (const QString &typed : {u"a"_s, u"ap"_s, u"app"_s}) {
        QVERIFY(m_model->setValue(field(u"callable"_s), typed));
    }
    QCOMPARE(m_model->undoStack()->count(), 1);
    m_model->endStep();
    QVERIFY(m_model->setValue(field(u"callable"_s), u"application"_s));
    QCOMPARE(m_model->undoStack()->count(), 2);
    m_model->undoStack()->undo();
    QCOMPARE(text(), QByteArray("[uwsgi]\ncallable = app\n"));
}

void tst_SettingsModel::goingBackIsNoChange()
{
    open("[uwsgi]\nprocesses = 1\n");
    QSignalSpy dirty(m_model.get(), &SettingsModel::dirtyChanged);
    QVERIFY(m_model->setValue(field(u"processes"_s), u"2"_s));
    QVERIFY(m_model->setValue(field(u"processes"_s), u"1"_s));
    QVERIFY(!m_model->isDirty());
    QCOMPARE(dirty.count(), 2);
    QVERIFY(!m_model->undoStack()->canUndo());
}

void tst_SettingsModel::aSwitchOffAgainLeavesNoLine()
{
    open("[uwsgi]\nmaster = yes\nlog-zero = 0\n");
    const Field &lazy = field(u"lazy-apps"_s);
    QVERIFY(m_model->setOn(lazy, true));
    QVERIFY(m_model->values().isOn(lazy));
    QVERIFY(m_model->setOn(lazy, false));
    QVERIFY(!m_model->isDirty());
    QVERIFY(m_model->setOn(field(u"master"_s), false));
    QCOMPARE(text(), QByteArray("[uwsgi]\nmaster = false\nlog-zero = 0\n"));
    QVERIFY(m_model->setOn(field(u"master"_s), true)); // as it was written
    QVERIFY(!m_model->isDirty());
    QVERIFY(m_model->values().isOn(field(u"disable-logging"_s))); // “A line per request”
    QVERIFY(m_model->setOn(field(u"disable-logging"_s), false));
    QVERIFY(text().contains("disable-logging = true\n"));
    QVERIFY(m_model->setOn(field(u"standby"_s), false));
    QVERIFY(text().endsWith("\n[retort]\nstandby = off\n"));
}

void tst_SettingsModel::aBadTextKeepsTheForm_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a broken header") << QStringList{u"[uwsgi"_s, u"processes = 9"_s} << u"Line 1: “[uwsgi”"_s;
    QTest::newRow("no header") << QStringList{u"processes = 9"_s} << u"Line 1 stands before any section"_s;
    QTest::newRow("a block without end") << QStringList{u"[uwsgi]"_s, u"if-env = A"_s, u"processes = 9"_s}
                                         << u"Line 2: this if-env has no end"_s;
    QTest::newRow("a block in a block") << QStringList{u"[uwsgi]"_s, u"if-env = A"_s, u"if-env = B"_s, u"endif ="_s, u"processes = 9"_s}
                                        << u"Line 3: if-env begins inside"_s;
}

void tst_SettingsModel::aBadTextKeepsTheForm()
{
    QFETCH(QStringList, lines);
    QFETCH(QString, problem);
    open("[uwsgi]\nprocesses = 1\n");
    m_model->setLines(lines);
    QVERIFY2(m_model->problem().startsWith(problem), qPrintable(m_model->problem()));
    QCOMPARE(m_model->values().number(field(u"processes"_s)), std::optional<qint64>(1));
    QCOMPARE(QString::fromUtf8(text()), lines.join(u'\n')); // the text is never taken away
    m_model->setLines({u"[uwsgi]"_s, u"processes = 9"_s});
    QVERIFY(m_model->problem().isEmpty());
    QCOMPARE(m_model->values().number(field(u"processes"_s)), std::optional<qint64>(9));
}

void tst_SettingsModel::revertCanBeUndone()
{
    open("[uwsgi]\nprocesses = 1\n");
    QVERIFY(m_model->setValue(field(u"processes"_s), u"2"_s));
    m_model->revert();
    QVERIFY(!m_model->isDirty());
    m_model->undoStack()->undo();
    QCOMPARE(text(), QByteArray("[uwsgi]\nprocesses = 2\n"));
}

void tst_SettingsModel::savesAndIsClean()
{
    open("[uwsgi]\nprocesses = 1\n");
    QVERIFY(m_model->setWorkers(3, 2));
    QCOMPARE(m_model->undoStack()->count(), 1);
    QVERIFY(m_model->save());
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 3\nthreads = 2\n"));
    QVERIFY(!m_model->isDirty());
    m_model->undoStack()->undo(); // also what was saved
    QVERIFY(m_model->isDirty());
    QVERIFY(m_model->save());
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n"));
}

void tst_SettingsModel::takesOverAChangeOnDisk()
{
    open("[uwsgi]\nprocesses = 1\n");
    writeFile(path(), "[uwsgi]\nprocesses = 5\n");
    QTRY_COMPARE(m_model->values().number(field(u"processes"_s)), std::optional<qint64>(5));
    QVERIFY(!m_model->isDirty());
    QCOMPARE(m_model->disk(), SettingsModel::Disk::Same);
}

void tst_SettingsModel::losesNoEditToAChangeOnDisk()
{
    open("[uwsgi]\nprocesses = 1\n");
    QVERIFY(m_model->setValue(field(u"threads"_s), u"2"_s));
    const QByteArray mine = text();
    writeFile(path(), "[uwsgi]\nprocesses = 5\n");
    QTRY_COMPARE(m_model->disk(), SettingsModel::Disk::Changed);
    QCOMPARE(text(), mine);
    const Retort::Result<void> saved = m_model->save();
    QVERIFY(!saved && saved.error().code == Errc::FileChanged);
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 5\n"));
    QCOMPARE(text(), mine);
}

void tst_SettingsModel::loadingFromDiskCanBeUndone()
{
    losesNoEditToAChangeOnDisk();
    const QByteArray mine = text();
    m_model->loadDisk();
    QCOMPARE(text(), QByteArray("[uwsgi]\nprocesses = 5\n"));
    QVERIFY(!m_model->isDirty());
    QCOMPARE(m_model->disk(), SettingsModel::Disk::Same);
    m_model->undoStack()->undo();
    QCOMPARE(text(), mine);
    QVERIFY(m_model->isDirty());
}

void tst_SettingsModel::overwritesWhenAsked()
{
    losesNoEditToAChangeOnDisk();
    QVERIFY(m_model->overwrite());
    QCOMPARE(content(), text());
    QVERIFY(!m_model->isDirty());
    QCOMPARE(m_model->disk(), SettingsModel::Disk::Same);
}

void tst_SettingsModel::makesADeletedFileAgain()
{
    open("[uwsgi]\nprocesses = 1\n");
    QVERIFY(m_model->setValue(field(u"threads"_s), u"2"_s));
    QVERIFY(QFile::remove(path()));
    QTRY_COMPARE(m_model->disk(), SettingsModel::Disk::Deleted);
    const Retort::Result<void> saved = m_model->save();
    QVERIFY(!saved && saved.error().code == Errc::FileMissing);
    QVERIFY(m_model->overwrite());
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\nthreads = 2\n"));
    QCOMPARE(m_model->disk(), SettingsModel::Disk::Same);
}

void tst_SettingsModel::findsAndFixes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QString &says, int line, const QByteArray &after) {
        QTest::newRow(name) << before << says << line << after;
    };
    row("a comment behind text", "[uwsgi]\n\nmodule = app:app  # x\n", u"is part of the value"_s, 3, "[uwsgi]\n\n# x\nmodule = app:app\n");
    row("a misspelt name", "[uwsgi]\nvaccum = true\nmaster = 1\n", u"vacuum"_s, 2, "[uwsgi]\nmaster = 1\nvacuum = true\n");
    row("our key in the wrong section", "[uwsgi]\nsite-name = x\n", u"Move it there"_s, 2, "[uwsgi]\n\n[retort]\nsite-name = x\n");
    row("what Retort refuses", "[uwsgi]\nhttps = :443,a,b\n", u"Retort does not do this"_s, 2, "[uwsgi]\n");
    row("text behind a number", "[uwsgi]\nharakiri = 30s\n", u"is read as 30"_s, 2, "[uwsgi]\nharakiri = 30\n");
    row("nothing to press", "[uwsgi]\nprocesses = two\n", u"not a number"_s, 2, "[uwsgi]\nprocesses = two\n");
    row("what ends the reading", "[uwsgi]\na=1\nif-env = A\n", u"has no end"_s, 3, "[uwsgi]\na=1\nif-env = A\n");
}

void tst_SettingsModel::findsAndFixes()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, says);
    QFETCH(int, line);
    QFETCH(QByteArray, after);
    QSignalSpy found(m_model.get(), &SettingsModel::findingsChanged);
    open(before);
    QTRY_VERIFY(found.count() > 0);
    const QList<RowFinding> findings = m_model->findings();
    const auto finding = std::find_if(findings.begin(), findings.end(), [&](const RowFinding &one) { return one.sentence.contains(says); });
    QVERIFY2(finding != findings.end(), qPrintable(findings.isEmpty() ? u"none"_s : findings.first().sentence));
    QCOMPARE(finding->line, line);
    QCOMPARE(fixLabel(*finding).isEmpty(), before == after);
    QVERIFY(m_model->fix(*finding));
    QCOMPARE(text(), after);
}

void tst_SettingsModel::keepsUnknownBytes()
{
    open("[uwsgi]\nnever-heard = \xE9\n; \xFC\nprocesses = 1\n<<<<<<< HEAD\n");
    QVERIFY(m_model->setValue(field(u"processes"_s), u"2"_s));
    m_model->setLines(displayLines(m_model->document().bytes()) + QStringList{u"# end"_s});
    QVERIFY(m_model->save());
    QCOMPARE(content(), QByteArray("[uwsgi]\nnever-heard = \xE9\n; \xFC\nprocesses = 2\n<<<<<<< HEAD\n\n# end"));
}

void tst_SettingsModel::anotherSectionIsEdited()
{
    writeFile(path(), "[uwsgi]\nprocesses = 2\n[production]\nprocesses = 4\nprocesess = 5\n[retort]\nstandby = off\n");
    QSignalSpy findings(m_model.get(), &SettingsModel::findingsChanged);
    QVERIFY(m_model->open(path(), u"production"_s));
    QCOMPARE(m_model->values().value(field(u"processes"_s)), u"4"_s);
    QCOMPARE(m_model->values().value(field(u"standby"_s)), u"off"_s);
    QCOMPARE(m_model->values().others(m_model->fields()).value(0).line.name, u"procesess"_s);
    QVERIFY(m_model->setValue(field(u"processes"_s), u"8"_s));
    QTRY_VERIFY(!m_model->findings().isEmpty());
    QVERIFY(m_model->fix(m_model->findings().first()));
    QCOMPARE(text(), "[uwsgi]\nprocesses = 2\n[production]\nprocesses = 8\nprocesses = 5\n[retort]\nstandby = off\n");
    QVERIFY(m_model->open(path()));
    QCOMPARE(m_model->values().value(field(u"processes"_s)), u"2"_s);
}

QTEST_GUILESS_MAIN(tst_SettingsModel)
#include "tst_settingsmodel.moc"
