// SPDX-License-Identifier: Apache-2.0
#include "engine/config/yamlreader.h"
#include "tests/engine/config/treereading.h"

#include <QTest>

using namespace Retort::Config;
using namespace Retort::Config::Test;

class tst_YamlReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void remarksOnTraps_data();
    void remarksOnTraps();
    void refuses_data();
    void refuses();
    void lineNumbersAreThoseOfTheFile();
    void anyCutIsReadOrRefused_data() { reads_data(); }
    void anyCutIsReadOrRefused();
};

void tst_YamlReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char *called, const char *text, const char *entries, const char *section = "uwsgi") {
        QTest::newRow(called) << QByteArray(text) << QByteArray(section) << QByteArray(entries);
    };

    row("names in the order of the file", "uwsgi:\n  zeta: 1\n  alpha: two\n", "zeta=1\nalpha=two\n");
    row("words stay as they are", "uwsgi:\n  a: true\n  b: off\n  c: ~\n  d: null\n", "a=true\nb=off\nc=~\nd=null\n");
    row("quotes", "uwsgi:\n  \"a\": 'x # y'\n  b: \"c\\td\"\n  c: ''\n", "a=x # y\nb=c\td\nc=\n");
    row("comments", "# one\nuwsgi: # two\n  a: 1 # three\n  # four\n  b: x#y\n", "a=1\nb=x#y\n");
    row("a list in brackets", "uwsgi:\n  env: [A=1, \"B=2\"]\n", "env=A=1\nenv=B=2\n");
    row("a list below", "uwsgi:\n  env:\n    - A=1\n    - B=2\n  b: 1\n", "env=A=1\nenv=B=2\nb=1\n");
    row("a list at the same depth", "uwsgi:\n  env:\n  - A=1\n  - B=2\n  b: 1\n", "env=A=1\nenv=B=2\nb=1\n");
    row("the same name again", "uwsgi:\n  env: A=1\n  env: B=2\n", "env=A=1\nenv=B=2\n");
    row("folded and literal text", "uwsgi:\n  a: >\n    x\n    y\n  b: |-\n    z\n", "a=x y\n\nb=z\n");
    row("other keys are passed over", "x:\n  no: 1\nuwsgi:\n  yes: 1\ny:\n  no: 2\n", "yes=1\n");
    row("another key", "uwsgi:\n  a: 1\ntwo:\n  b: 2\n", "b=2\n", "two");
    row("a key below another", "x:\n  uwsgi:\n    a: 1\n  b: 2\n", "a=1\n");
    row("a second document", "---\nx: 1\n---\nuwsgi:\n  a: 1\n", "a=1\n");
    row("Retort's own", "uwsgi:\n  a: 1\nretort:\n  error-pages: short\n", "a=1\nretort/error-pages=short\n");
    row("magic variables", "uwsgi:\n  a: \"%d\"\n  b: x%%y\n  c: x%(base)\n", "a=/srv/site/\nb=x%y\nc=x%(base)\n");
    row("CRLF and a byte order mark",
        "\xEF\xBB\xBF"
        "uwsgi:\r\n  a: 1\r\n  b: 2\r\n",
        "a=1\nb=2\n");
    row("no line end at the end", "uwsgi:\n  a: 1", "a=1\n");
    row("options inside an option are options of their own", "uwsgi:\n  a:\n    b: 1\n  c: 2\n", "b=1\nc=2\n");
    row("a name without a value is not seen", "uwsgi:\n  master:\n  a: 1\n", "a=1\n");
    row("references are read", "uwsgi:\n  a: &x 1\n  b: *x\n  c: !!str 5\n", "a=1\nb=1\nc=5\n");
    row("nothing between braces", "uwsgi: {a: 1}\n", "");
    row("the first of two", "uwsgi:\n  a: 1\nuwsgi:\n  b: 2\n", "a=1\n");
    row("no such key", "other:\n  a: 1\n", "");
    row("nothing", "", "");
}

void tst_YamlReader::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    QTEST(flattened(readYaml(text.toStdString(), magic(), section.toStdString())), "entries");
}

void tst_YamlReader::remarksOnTraps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *called, const char *text, const char *remark) {
        QTest::newRow(called) << QByteArray(text) << QString::fromUtf8(remark);
    };

    row("options inside an option", "uwsgi:\n  a:\n    b: 1\n", "3 a: uWSGI takes what stands inside for options of their own");
    row("a name without a value", "uwsgi:\n  master:\n  a: 1\n", "2 master: uWSGI does not see a name without a value");
    row("an anchor", "uwsgi:\n  a: &x 1\n", "2 a: uWSGI stops reading at “&x”");
    row("a tag", "uwsgi:\n  a: !!str 5\n", "2 a: uWSGI stops reading at “tag:yaml.org,2002:str”");
    row("a reference", "uwsgi:\n  a: &x 1\n  b: *x\n", "3 b: uWSGI does not know references");
    row("a reference to options", "x: &x\n  a: 1\nuwsgi:\n  <<: *x\n", "4 <<: a reference to anything but");
    row("braces", "uwsgi: {a: 1}\n", "1 : uWSGI reads nothing between braces");
    row("the key twice", "uwsgi:\n  a: 1\nuwsgi:\n  b: 2\n", "4 : “uwsgi:” is there twice");
    row("no such key", "other:\n  a: 1\n", "there is no “uwsgi:”");
    row("a percent sign that vanishes", "uwsgi:\n  a: 50%Q\n", "2 : “%Q” means nothing");
}

void tst_YamlReader::remarksOnTraps()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, remark);
    const QString remarks = remarksOf(readYaml(text.toStdString(), magic(), "uwsgi"));
    QVERIFY2(remarks.contains(remark), qPrintable(remarks));
}

void tst_YamlReader::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");

    QTest::newRow("a tab for indentation") << QByteArray("uwsgi:\n\ta: 1\n") << 2;
    QTest::newRow("a line out of step") << QByteArray("uwsgi:\n  a: 1\n b: 2\n") << 3;
    QTest::newRow("an open bracket") << QByteArray("uwsgi:\n  a: [1\n") << 2;
    QTest::newRow("a list for a name") << QByteArray("uwsgi:\n  [a]: 1\n") << 2;
    QTest::newRow("latin-1") << QByteArray("uwsgi:\n  a: \xe9"
                                           "\n")
                             << 2;
}

void tst_YamlReader::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto read = readYaml(text.toStdString(), magic(), "uwsgi");
    QVERIFY(!read);
    QCOMPARE(read.error().line, line);
    QVERIFY2(read.error().sentence.endsWith(u'.'), qPrintable(read.error().sentence));
}

void tst_YamlReader::lineNumbersAreThoseOfTheFile()
{
    const auto read = readYaml("x: 1\nuwsgi:\n\n  a: 1\n  b:\n  - 2\n  - 3\n", magic(), "uwsgi");
    QCOMPARE(linesOf(read), "4 6 7");
    const auto joined = readYaml("uwsgi:\n  # 100%\n  ignored: 1\n  a: 1\n", magic(), "uwsgi");
    QCOMPARE(flattened(joined), "a=1\n"); // the lone % takes the next line into the comment
    QCOMPARE(linesOf(joined), "4");
}

// Whatever is missing at the end, there is an answer; the fuzz target looks at the rest.
void tst_YamlReader::anyCutIsReadOrRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    for (qsizetype size = 0; size < text.size(); ++size) {
        const auto read = readYaml(text.left(size).toStdString(), magic(), section.toStdString());
        QVERIFY2(read || read.error().line >= 1, text.left(size).constData());
    }
}

QTEST_GUILESS_MAIN(tst_YamlReader)
#include "tst_yamlreader.moc"
