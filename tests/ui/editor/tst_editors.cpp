// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/editors.h"

#include <QTest>

using namespace Retort;
using namespace Qt::StringLiterals;

class tst_Editors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens_data();
    void opens();
    void oneArgumentStaysOne();
    void missingOnesAreNamed();
};

namespace {

// Everything named is installed in /bin.
Editor::FindProgram only(const QStringList &names)
{
    return [names](const QString &name) { return names.contains(name) ? u"/bin/"_s + name : QString(); };
}

} // namespace

void tst_Editors::opens_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QStringList>("command");

    QTest::newRow("VS Code") << u"vscode"_s << QStringList{u"code"_s} << QStringList{u"/bin/code"_s, u"--goto"_s, u"/a b/x.py:12"_s};
    QTest::newRow("PyCharm") << u"pycharm"_s << QStringList{u"charm"_s}
                             << QStringList{u"/bin/charm"_s, u"--line"_s, u"12"_s, u"/a b/x.py"_s};
    QTest::newRow("Kate") << u"kate"_s << QStringList{u"kate"_s} << QStringList{u"/bin/kate"_s, u"--line"_s, u"12"_s, u"/a b/x.py"_s};
    QTest::newRow("Sublime") << u"sublime"_s << QStringList{u"subl"_s} << QStringList{u"/bin/subl"_s, u"/a b/x.py:12"_s};
    QTest::newRow("vim runs in a terminal") << u"vim"_s << QStringList{u"vim"_s, u"xterm"_s}
                                            << QStringList{u"/bin/xterm"_s, u"-e"_s, u"/bin/vim"_s, u"+12"_s, u"--"_s, u"/a b/x.py"_s};
    QTest::newRow("the first one found") << QString() << QStringList{u"zed"_s, u"kate"_s} << QStringList{u"/bin/zed"_s, u"/a b/x.py:12"_s};
}

void tst_Editors::opens()
{
    QFETCH(QString, id);
    QFETCH(QStringList, there);
    QFETCH(QStringList, command);
    const auto found = Editor::openCommand(id, {}, u"/a b/x.py"_s, 12, only(there));
    QVERIFY2(found, found ? "" : qPrintable(found.error().sentence));
    QCOMPARE(QStringList{found->program} + found->arguments, command);
}

void tst_Editors::oneArgumentStaysOne()
{
    const QString file = u"/x/; rm -rf {line} \"'.py"_s;
    const auto found = Editor::openCommand(u"custom"_s, u"ed --at {line} \"{file}\""_s, file, 0, only({u"ed"_s}));
    QVERIFY(found);
    QCOMPARE(found->arguments, (QStringList{u"--at"_s, u"1"_s, file}));
    const auto bare = Editor::openCommand(u"custom"_s, u"ed"_s, file, 3, only({u"ed"_s}));
    QVERIFY(bare);
    QCOMPARE(bare->arguments, QStringList{file});
}

void tst_Editors::missingOnesAreNamed()
{
    QVERIFY(Editor::openCommand(u"kate"_s, {}, u"x.py"_s, 1, only({})).error().sentence.contains("Kate"_L1));
    QVERIFY(!Editor::openCommand({}, {}, u"x.py"_s, 1, only({})));
    QVERIFY(!Editor::openCommand(u"custom"_s, {}, u"x.py"_s, 1, only({})));
    QVERIFY(Editor::openCommand(u"vim"_s, {}, u"x.py"_s, 1, only({u"vim"_s})).error().sentence.contains("terminal"_L1));
    QVERIFY(!Editor::run({u"/nowhere/editor"_s, {}}));
}

QTEST_GUILESS_MAIN(tst_Editors)
#include "tst_editors.moc"
