// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/ignorefile.h"
#include "engine/watch/pathpattern.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Watch;

// The rules of gitignore(5); the rows were checked with `git check-ignore`.
class tst_PathPattern final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void passesOverWhatIsNoPattern_data();
    void passesOverWhatIsNoPattern();
    void theLastMatchDecides();
    void anyTextIsHarmless();
};

void tst_PathPattern::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *pattern, const char *path, bool isFolder, bool expected) {
        QTest::newRow(name) << QString::fromUtf8(pattern) << QString::fromUtf8(path) << isFolder << expected;
    };
    row("a name matches at any depth", "a.log", "x/y/a.log", false, true);
    row("a name is not a part of a name", "a.log", "aa.log", false, false);
    row("a star stops at a slash", "x/*.py", "x/y/a.py", false, false);
    row("a star may be nothing", "x*.py", "x.py", false, true);
    row("a leading slash ties to the folder", "/a.py", "b/a.py", false, false);
    row("a leading slash, at the top", "/a.py", "a.py", false, true);
    row("a slash inside ties too", "b/a.py", "c/b/a.py", false, false);
    row("a trailing slash means folders", "build/", "build", false, false);
    row("a trailing slash, for a folder", "build/", "x/build", true, true);
    row("two stars at the front", "**/a/b.py", "x/y/a/b.py", false, true);
    row("two stars at the front, at the top", "**/a/b.py", "a/b.py", false, true);
    row("two stars in the middle may be nothing", "a/**/b", "a/b", false, true);
    row("two stars in the middle", "a/**/b", "a/x/y/b", false, true);
    row("two stars at the end need something", "a/**", "a", true, false);
    row("two stars at the end", "a/**", "a/x/y", false, true);
    row("a question mark", "a?.py", "ab.py", false, true);
    row("a question mark is no slash", "a?b", "a/b", false, false);
    row("a set", "[a-c].py", "b.py", false, true);
    row("a negated set", "[!a-c].py", "b.py", false, false);
    row("an open bracket alone", "a[b", "a[b", false, true);
    row("an escaped star", "a\\*", "a*", false, true);
    row("an escaped star is no star", "a\\*", "ab", false, false);
    row("a dot is a dot", "a.py", "aXpy", false, false);
    row("umlauts", "ä*.py", "x/äö.py", false, true);
    row("spaces at the end do not count", "a.py   ", "a.py", false, true);
    row("a windows line end", "a.py\r", "a.py", false, true);
}

void tst_PathPattern::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, path);
    QFETCH(bool, isFolder);
    QFETCH(bool, expected);
    const auto parsed = PathPattern::fromLine(pattern);
    QVERIFY(parsed);
    QCOMPARE(parsed->matches(path, isFolder), expected);
}

void tst_PathPattern::passesOverWhatIsNoPattern_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"", "   ", "# a comment", "/", "!", "!/"}) {
        QTest::newRow(line) << QString::fromUtf8(line);
    }
}

void tst_PathPattern::passesOverWhatIsNoPattern()
{
    QFETCH(QString, line);
    QVERIFY(!PathPattern::fromLine(line));
}

void tst_PathPattern::theLastMatchDecides()
{
    const IgnoreFile file = IgnoreFile::fromText(u"*.py\n# why\n!keep.py\n/sub/keep.py\n", u"/p"_s);
    QCOMPARE(file.match(u"/p/a.py"_s, false)->line, 1);
    QVERIFY(!file.match(u"/p/keep.py"_s, false)->ignored);
    QCOMPARE(file.match(u"/p/sub/keep.py"_s, false)->line, 4);
    QVERIFY(!file.match(u"/p/a.txt"_s, false));
    QVERIFY(!file.match(u"/elsewhere/a.py"_s, false));
}

void tst_PathPattern::anyTextIsHarmless()
{
    const QString nasty = u"[[!]a-\\**?/**\\"_s;
    for (qsizetype from = 0; from < nasty.size(); ++from) {
        for (qsizetype length = 1; from + length <= nasty.size(); ++length) {
            if (const auto pattern = PathPattern::fromLine(nasty.mid(from, length))) {
                pattern->matches(u"a/b/c.py"_s, false);
            }
        }
    }
}

QTEST_APPLESS_MAIN(tst_PathPattern)
#include "tst_pathpattern.moc"
