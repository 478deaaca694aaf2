// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inireader.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

using namespace Retort::Config;
using Retort::Test::GuardedBytes;

class tst_IniReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void remarks_data();
    void remarks();
    void anyPrefixIsRead_data() { reads_data(); }
    void anyPrefixIsRead();
    void keepsLineNumbers();
    void capitalMagicIsOfTheFirstFile();
};

namespace {

MagicVariables magic()
{
    HostFacts host;
    host.currentFolder = "/start";
    host.hostName = "box";
    host.processors = 8;
    return MagicVariables(host, "/srv/web/site/my.uwsgi.ini", "my.uwsgi.ini", "prod");
}

// The entries of [uwsgi] as "key=value|key=value".
QByteArray flattened(const IniText &text)
{
    QByteArrayList entries;
    for (const IniEntry &entry : text.entries) {
        if (entry.section == "uwsgi") {
            entries.append(QByteArray::fromStdString(entry.key + "=" + entry.value));
        }
    }
    return entries.join('|');
}

} // namespace

void tst_IniReader::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("entries");

    const auto row = [](const char *name, const QByteArray &text, const QByteArray &entries) { QTest::newRow(name) << text << entries; };
    row("key and value", "[uwsgi]\nmaster = true\n", "master=true");
    row("the last line needs no end", "[uwsgi]\nmaster=true", "master=true");
    row("CRLF", "[uwsgi]\r\nmaster = true\r\nthreads = 2\r\n", "master=true|threads=2");
    row("a byte order mark is skipped", "\xEF\xBB\xBF[uwsgi]\nmaster = 1\n", "master=1");
    row("tabs and spaces are stripped", "[uwsgi]\n\t master\t=\t true \t\n", "master=true");
    row("sections of one name merge in order", "[uwsgi]\na=1\n[x]\nb=2\n[uwsgi]\nc=3\n", "a=1|c=3");
    row("lines before a section are ignored", "a=1\n[uwsgi]\nb=2\n", "b=2");
    row("a line without = is a key", "[uwsgi]\nmaster\n", "master=");
    row("comments start the line", "[uwsgi]\n; a\n # b\nc=1\n", "c=1");
    row("there are no inline comments", "[uwsgi]\na = b ; c # d\n", "a=b ; c # d");
    row("the first = divides", "[uwsgi]\nenv = A=b=c\n", "env=A=b=c");
    row("a colon does not", "[uwsgi]\nfoo: bar\n", "foo: bar=");
    row("quotes stay", "[uwsgi]\nenv='A=b'\n", "env='A=b'");
    row("a backslash continues nothing", "[uwsgi]\na = b\\\nc = d\n", "a=b\\|c=d");
    row("text behind a header belongs to it", "[uwsgi]  ; c\na=1\n", "");
    row("an unclosed header loses its last letter", "[uwsgi\na=1\n", "");
    row("blanks in a header count", "[ uwsgi ]\na=1\n", "");
    row("an empty file", "", "");
    row("magic: folder with slash", "[uwsgi]\nchdir = %d../x\n", "chdir=/srv/web/site/../x");
    row("magic: names", "[uwsgi]\na = %p %s %n %e %c %o\n", "a=/srv/web/site/my.uwsgi.ini my.uwsgi.ini my.uwsgi ini site my.uwsgi.ini");
    row("magic: folders by number", "[uwsgi]\na = %0/%1/%2/%3\n", "a=srv/web/site/");
    row("magic: host, processors, start folder, section", "[uwsgi]\na = %h %k %v %x\n", "a=box 8 /start prod");
    row("%% is a percent sign", "[uwsgi]\na = %%Y\n", "a=%Y");
    row("%( stays", "[uwsgi]\na = %(b)\n", "a=%(b)");
    row("unknown letters vanish", "[uwsgi]\na = %Y-%m x\n", "a=- x");
    row("a % at the line end joins the next line", "[uwsgi]\na = 50%\nb = 1\n", "a=50b = 1");
    row("in a comment, too", "[uwsgi]\n# 50%\nb = 1\n", "");
    row("the last % of a file stays", "[uwsgi]\na = 50%", "a=50%");
}

void tst_IniReader::reads()
{
    QFETCH(QByteArray, text);
    const GuardedBytes bytes(text.toStdString());
    QTEST(flattened(readIni(bytes.view(), magic())), "entries");
}

void tst_IniReader::anyPrefixIsRead()
{
    QFETCH(QByteArray, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        const GuardedBytes bytes(text.first(cut).toStdString());
        for (const IniEntry &entry : readIni(bytes.view(), magic()).entries) {
            QVERIFY(entry.line >= 1);
        }
    }
}

void tst_IniReader::remarks_data()
{
    using Kind = IniRemark::Kind;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("line");

    const auto row = [](const char *name, const QByteArray &text, Kind kind, int line) {
        QTest::newRow(name) << text << int(kind) << line;
    };
    row("a lost percent", "[uwsgi]\n\na = %Y\n", Kind::LostPercent, 3);
    row("a swallowed line end", "[uwsgi]\na = 5%\nb = 1\n", Kind::SwallowedEnd, 2);
    row("text behind a header", "\n[uwsgi] ; c\n", Kind::BadHeader, 2);
    row("an unclosed header", "[uwsgi\n", Kind::BadHeader, 1);
    row("an entry before any section", "a = 1\n[uwsgi]\n", Kind::BeforeHeader, 1);
}

void tst_IniReader::remarks()
{
    QFETCH(QByteArray, text);
    const IniText ini = readIni(text.toStdString(), magic());
    QCOMPARE(ini.remarks.size(), std::size_t(1));
    QTEST(int(ini.remarks.front().kind), "kind");
    QTEST(ini.remarks.front().line, "line");
}

void tst_IniReader::keepsLineNumbers()
{
    const IniText ini = readIni("[uwsgi]\n\n# %Y 5%%\na = 1\r\n\n  b = 2", magic());
    QCOMPARE(ini.entries.size(), std::size_t(2));
    QCOMPARE(ini.entries[0].line, 4);
    QCOMPARE(ini.entries[1].line, 6);
    QVERIFY(ini.remarks.empty()); // what vanishes from comments hurts nobody
}

void tst_IniReader::capitalMagicIsOfTheFirstFile()
{
    MagicVariables second(HostFacts(), "/other/b.ini", "b.ini", {});
    second.setFirstFile(magic());
    QCOMPARE(second.substitute("%s %S").text, std::string("b.ini my.uwsgi.ini"));
}

QTEST_GUILESS_MAIN(tst_IniReader)
#include "tst_inireader.moc"
