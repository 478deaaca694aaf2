// SPDX-License-Identifier: Apache-2.0
#include "engine/config/xmlreader.h"
#include "tests/engine/config/treereading.h"

#include <QTest>

using namespace Retort::Config;
using namespace Retort::Config::Test;

class tst_XmlReader final : public QObject
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

void tst_XmlReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char *called, const char *text, const char *entries, const char *section = "") {
        QTest::newRow(called) << QByteArray(text) << QByteArray(section) << QByteArray(entries);
    };

    row("elements in the order of the file", "<uwsgi><zeta>1</zeta><alpha>2</alpha></uwsgi>", "zeta=1\nalpha=2\n");
    row("an empty element is 1", "<uwsgi><master/><a></a></uwsgi>", "master=1\na=1\n");
    row("entities and CDATA", "<uwsgi><env>A=1&amp;2</env><a><![CDATA[x<y]]></a></uwsgi>", "env=A=1&2\na=x<y\n");
    row("comments", "<!-- 1 --><uwsgi><!-- 2 --><a>x<!-- 3 -->y</a></uwsgi>", "a=x\n");
    row("a declaration", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<uwsgi><a>1</a></uwsgi>", "a=1\n");
    row("blanks belong to the value", "<uwsgi><a>\n 1 </a></uwsgi>", "a=\n 1 \n");
    row("a root of another name", "<config><x><a>no</a></x><uwsgi><a>yes</a></uwsgi><y/></config>", "a=yes\n");
    row("the first of several", "<c><uwsgi id=\"p\"><a>1</a></uwsgi><uwsgi id=\"q\"><a>2</a></uwsgi></c>", "a=1\n");
    row("the one of that id", "<c><uwsgi id=\"p\"><a>1</a></uwsgi><uwsgi id=\"q\"><a>2</a></uwsgi></c>", "a=2\n", "q");
    row("elements of another id do not count", "<uwsgi><a>0</a><a id=\"p\">1</a><a id=\"q\">2</a></uwsgi>", "a=0\na=2\n", "q");
    row("all count when none is asked for", "<uwsgi><a id=\"p\">1</a><a id=\"q\">2</a></uwsgi>", "a=1\na=2\n");
    row("an app at a path", "<uwsgi><app mountpoint=\"/y\">bar</app></uwsgi>", "mount=/y=bar\n");
    row("an app at a path, the long way", "<uwsgi><app mountpoint=\"/x\">\n  <module>foo</module>\n</app><b>1</b></uwsgi>",
        "mount=/x=foo\nb=1\n");
    row("Retort's own", "<c><uwsgi><a>1</a></uwsgi><retort><error-pages>short</error-pages></retort></c>",
        "a=1\nretort/error-pages=short\n");
    row("magic variables", "<uwsgi><a>%d</a><b>%%x</b><c>%(base)</c></uwsgi>", "a=/srv/site/\nb=%x\nc=%(base)\n");
    row("an element inside an option", "<uwsgi><a><b>1</b></a><c>2</c></uwsgi>", "c=2\n");
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "<uwsgi><a>1</a></uwsgi>",
        "a=1\n");
}

void tst_XmlReader::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    QTEST(flattened(readXml(text.toStdString(), magic(), section.toStdString())), "entries");
}

void tst_XmlReader::remarksOnTraps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *called, const char *text, const char *remark) {
        QTest::newRow(called) << QByteArray(text) << QString::fromUtf8(remark);
    };

    row("blanks in the value", "<uwsgi>\n<a> 1</a></uwsgi>", "2 a: blanks and line ends around the value");
    row("an element inside an option", "<uwsgi><a><b>1</b></a></uwsgi>", "1 a: an element inside an option");
    row("a percent sign that vanishes", "<uwsgi>\n<a>50%Q</a></uwsgi>", "2 : “%Q” means nothing");
}

void tst_XmlReader::remarksOnTraps()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, remark);
    const QString remarks = remarksOf(readXml(text.toStdString(), magic(), ""));
    QVERIFY2(remarks.contains(remark), qPrintable(remarks));
}

void tst_XmlReader::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");

    QTest::newRow("nothing") << QByteArray("") << 1;
    QTest::newRow("not XML") << QByteArray("[uwsgi]\na = 1\n") << 1;
    QTest::newRow("an element that is not closed") << QByteArray("<uwsgi>\n<a>1</uwsgi>") << 2;
    QTest::newRow("another root") << QByteArray("<other>\n<a>1</a></other>") << 1;
    QTest::newRow("no such id") << QByteArray("<c><uwsgi id=\"p\"><a>1</a></uwsgi></c>") << 1;
    QTest::newRow("an unknown entity") << QByteArray("<uwsgi>\n\n<a>&nope;</a></uwsgi>") << 3;
}

void tst_XmlReader::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto read = readXml(text.toStdString(), magic(), "other");
    QVERIFY(!read);
    QCOMPARE(read.error().line, line);
    QVERIFY2(read.error().sentence.endsWith(u'.'), qPrintable(read.error().sentence));
}

void tst_XmlReader::lineNumbersAreThoseOfTheFile()
{
    const auto read = readXml("<uwsgi>\n<a>1</a>\n\n<b/><c>2\n</c>\n<d>3</d></uwsgi>", magic(), "");
    QCOMPARE(linesOf(read), "2 4 4 6");
    const auto joined = readXml("<uwsgi>%\n<a>1</a>\n<b>2</b></uwsgi>", magic(), "");
    QCOMPARE(linesOf(joined), "1 3"); // the lone % takes the next line in
}

// Whatever is missing at the end, there is an answer; the fuzz target looks at the rest.
void tst_XmlReader::anyCutIsReadOrRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, section);
    for (qsizetype size = 0; size < text.size(); ++size) {
        const auto read = readXml(text.left(size).toStdString(), magic(), section.toStdString());
        QVERIFY2(read || read.error().line >= 1, text.left(size).constData());
    }
}

QTEST_GUILESS_MAIN(tst_XmlReader)
#include "tst_xmlreader.moc"
