// SPDX-License-Identifier: Apache-2.0
#include "engine/config/jsonreader.h"
#include "tests/engine/config/treereading.h"

#include <QTest>

using namespace Retort::Config;
using namespace Retort::Config::Test;

class tst_JsonReader final : public QObject
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

void tst_JsonReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char *called, const char *text, const char *entries, const char *section = "uwsgi") {
        QTest::newRow(called) << QByteArray(text) << QByteArray(section) << QByteArray(entries);
    };

    row("members in the order of the file", "{\"uwsgi\": {\"zeta\": \"1\", \"alpha\": \"2\"}}", "zeta=1\nalpha=2\n");
    row("true is 1, false and null are 0", "{\"uwsgi\": {\"a\": true, \"b\": false, \"c\": null}}", "a=1\nb=0\nc=0\n");
    row("numbers as they are written", "{\"uwsgi\": {\"a\": 2, \"b\": 1.50, \"c\": 99999999999999999999, \"d\": -1e3}}",
        "a=2\nb=1.50\nc=99999999999999999999\nd=-1e3\n");
    row("a list repeats the name", "{\"uwsgi\": {\"env\": [\"A=1\", 2, true, null], \"none\": []}}", "env=A=1\nenv=2\nenv=1\nenv=0\n");
    row("the same name again", "{\"uwsgi\": {\"env\": \"A=1\", \"x\": 1, \"env\": \"B=2\"}}", "env=A=1\nx=1\nenv=B=2\n");
    row("escapes", "{\"uwsgi\": {\"a\": \"\\u00e9\\n\\\"x\\\"\", \"\\u0062\": \"\\ud83d\\ude00\"}}", "a=é\n\"x\"\nb=😀\n");
    row("braces and quotes inside strings", "{\"x\": \"}]{\\\"\", \"uwsgi\": {\"a\": \"},{\", \"b\": \"]\"}}", "a=},{\nb=]\n");
    row("other objects are passed over", "{\"a\": {\"uwsgi\": {\"no\": 1}}, \"b\": [{\"c\": [1]}], \"uwsgi\": {\"yes\": 1}, \"d\": 2}",
        "yes=1\n");
    row("another object", "{\"uwsgi\": {\"a\": 1}, \"two\": {\"b\": 2}}", "b=2\n", "two");
    row("Retort's own", "{\"retort\": {\"error-pages\": \"short\"}, \"uwsgi\": {\"a\": 1}}", "retort/error-pages=short\na=1\n");
    row("magic variables", "{\"uwsgi\": {\"a\": \"%d\", \"b\": \"%%x\", \"c\": \"%(base)\"}}", "a=/srv/site/\nb=%x\nc=%(base)\n");
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "{\"uwsgi\": {\"a\": 1}}",
        "a=1\n");
    row("blanks everywhere", " {\r\n\t\"uwsgi\" : {\n \"a\" : [ 1 , 2 ] , \"b\" : 3 } } \n", "a=1\na=2\nb=3\n");
}

void tst_JsonReader::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    QTEST(flattened(readJson(text.toStdString(), magic(), section.toStdString())), "entries");
}

void tst_JsonReader::remarksOnTraps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *called, const char *text, const char *remark) {
        QTest::newRow(called) << QByteArray(text) << QString::fromUtf8(remark);
    };

    row("a name twice", "{\"uwsgi\": {\n\"a\": 1,\n\"a\": 2}}", "3 a: the name is there twice");
    row("an object as a value", "{\"uwsgi\": {\"a\": {\"b\": 1}}}", "1 a: uWSGI does not read the object");
    row("a list in a list", "{\"uwsgi\": {\"a\": [1, [2]]}}", "1 a: uWSGI does not read the list");
    row("a percent sign that vanishes", "{\"uwsgi\":\n{\"a\": \"50%Q\"}}", "2 : “%Q” means nothing");
}

void tst_JsonReader::remarksOnTraps()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, remark);
    const QString remarks = remarksOf(readJson(text.toStdString(), magic(), "uwsgi"));
    QVERIFY2(remarks.contains(remark), qPrintable(remarks));
}

void tst_JsonReader::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");

    QTest::newRow("nothing") << QByteArray("") << 1;
    QTest::newRow("not JSON") << QByteArray("uwsgi: 1\n") << 1;
    QTest::newRow("a comma too many") << QByteArray("{\"uwsgi\": {\n\"a\": 1,\n}}") << 3;
    QTest::newRow("garbage behind") << QByteArray("{\"uwsgi\": {}}\nx") << 2;
    QTest::newRow("no such object") << QByteArray("{\"other\": {\"a\": 1}}") << 1;
    QTest::newRow("a list instead of the object") << QByteArray("{\"uwsgi\": [1]}") << 1;
    QTest::newRow("a list around all") << QByteArray("[{\"uwsgi\": {\"a\": 1}}]") << 1;
}

void tst_JsonReader::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto read = readJson(text.toStdString(), magic(), "uwsgi");
    QVERIFY(!read);
    QCOMPARE(read.error().line, line);
    QVERIFY2(read.error().sentence.endsWith(u'.'), qPrintable(read.error().sentence));
}

void tst_JsonReader::lineNumbersAreThoseOfTheFile()
{
    const auto read = readJson("{\"x\": 1,\n\"uwsgi\": {\n\"a\": 1,\n\n\"b\": [\n2,\n3]}}", magic(), "uwsgi");
    QCOMPARE(linesOf(read), "3 6 7");
    const auto joined = readJson("{\"uwsgi\": {\"a\": 1, %\n\"b\": 2,\n\"c\": 3}}", magic(), "uwsgi");
    QCOMPARE(linesOf(joined), "1 1 3"); // the lone % takes the next line in
}

// Whatever is missing at the end, there is an answer; the fuzz target looks at the rest.
void tst_JsonReader::anyCutIsReadOrRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    for (qsizetype size = 0; size < text.size(); ++size) {
        const auto read = readJson(text.left(size).toStdString(), magic(), section.toStdString());
        QVERIFY2(read || read.error().line >= 1, text.left(size).constData());
    }
}

QTEST_GUILESS_MAIN(tst_JsonReader)
#include "tst_jsonreader.moc"
