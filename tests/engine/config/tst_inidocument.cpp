// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inidocument.h"
#include "engine/config/inireader.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Retort::Config;
using namespace Qt::StringLiterals;
using Retort::Result;

class tst_IniDocument final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void keepsTheCorpus_data();
    void keepsTheCorpus();
    void sets_data();
    void sets();
    void adds_data();
    void adds();
    void removes_data();
    void removes();
    void removesOneValue();
    void setTouchesOneLine_data() { keepsEveryByte_data(); }
    void setTouchesOneLine();
    void asks();
    void escapesWhatIsMeantLiterally();
    void leavesLogicBlocksAlone_data();
    void leavesLogicBlocksAlone();
    void addsOutsideOfBlocks_data();
    void addsOutsideOfBlocks();
    void removesNoConditionalLine();
    void keepsCommentsBehindValues_data();
    void keepsCommentsBehindValues();
    void liftsComments_data();
    void liftsComments();
    void listsEntries();
    void editsByLine();
};

namespace {

MagicVariables magic()
{
    return MagicVariables(HostFacts(), "/srv/site/uwsgi.ini", "uwsgi.ini", {});
}

// The values of a key of [uwsgi], as uWSGI reads them.
std::vector<std::string> readBack(const std::string &bytes, const std::string &key)
{
    std::vector<std::string> values;
    for (const IniEntry &entry : readIni(bytes, magic()).entries) {
        if (entry.section == "uwsgi" && entry.key == key) {
            values.push_back(entry.value);
        }
    }
    return values;
}

// The lines of the file with their ends, for comparing what an edit left alone.
QByteArrayList linesOf(const std::string &bytes)
{
    QByteArrayList lines;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
        lines.append(QByteArray::fromStdString(bytes.substr(begin, end - begin)));
        begin = end;
    }
    return lines;
}

void editRow(const char *name, const QByteArray &before, const QByteArray &key, const QByteArray &value, const QByteArray &after)
{
    QTest::newRow(name) << before << key << value << after;
}

void editColumns()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("after");
}

} // namespace

void tst_IniDocument::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("only a byte order mark", "\xEF\xBB\xBF");
    row("a plain file", "[uwsgi]\nmaster = true\nprocesses = 4\n");
    row("no end of the last line", "[uwsgi]\nprocesses = 4");
    row("a header without end", "[uwsgi]");
    row("CRLF", "[uwsgi]\r\nmaster = true\r\n\r\nprocesses = 4\r\n");
    row("CRLF and LF", "[uwsgi]\r\nmaster = true\nprocesses = 4\r\n");
    row("a CR alone", "[uwsgi]\r\na = 1\rb = 2\n\r");
    row("a byte order mark", "\xEF\xBB\xBF[uwsgi]\nprocesses = 4\n");
    row("tabs and trailing blanks", "[uwsgi]\n\tprocesses\t=\t4 \t\n");
    row("latin-1", "[uwsgi]\nchdir = /caf\xE9\nprocesses=4\n# \xFC\n");
    row("NUL", QByteArray("[uwsgi]\na = \0\nb = 1\n", 20));
    row("a key twice", "[uwsgi]\nprocesses = 1\nprocesses = 2\n");
    row("comments behind values", "[uwsgi]\nprocesses = 4  # cores\nchdir = /a ; b\n");
    row("keys alone", "[uwsgi]\nmaster\nprocesses\n");
    row("lines no one understands", "a\n=====\n[\n[]\n[uwsgi]\n<<<<<<< HEAD\n= 1\n: : :\n");
    row("text behind a header", "[uwsgi]  ; c\nprocesses = 4\n");
    row("blocks of one name", "[uwsgi]\na = 1\n\n[x]\nprocesses = 1\n\n[uwsgi]\nb = 2\n");
    row("a line that a % joins to the next", "[uwsgi]\na = 50%\nprocesses = 1\nb = 2\n");
    row("a key that a % divides", "[uwsgi]\nproces%\nses = 1\nb = 2\n");
    row("a comment that takes the next line along", "[uwsgi]\n# 50%\nprocesses = 1\nb = 2\n");
    row("aligned values", "[uwsgi]\nmaster    = 1\nprocesses = 2\n");
    row("blank lines at the end", "[uwsgi]\na = 1\n\n\n  \n");
}

void tst_IniDocument::keepsEveryByte()
{
    QFETCH(QByteArray, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        const std::string bytes = text.first(cut).toStdString();
        const IniDocument document(bytes);
        QCOMPARE(document.bytes(), bytes);
        QCOMPARE(document.sections(), readIni(bytes, magic()).sections);
        for (const char *key : {"processes", "master", "a", "b"}) {
            QCOMPARE(document.values("uwsgi", key), readBack(bytes, key));
        }
    }
}

void tst_IniDocument::keepsTheCorpus_data()
{
    QTest::addColumn<QByteArray>("text");
    QStringList folders{QString::fromUtf8(RETORT_INI_FUZZ_CORPUS)};
    if (const QString more = qEnvironmentVariable("RETORT_INI_CORPUS"); !more.isEmpty()) {
        folders.append(more);
    }
    for (const QString &folder : std::as_const(folders)) {
        qsizetype count = 0;
        for (QDirIterator files(folder, QDir::Files); files.hasNext(); ++count) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QTest::newRow(qPrintable(file.fileName())) << file.readAll();
        }
        QVERIFY2(count > 0, qPrintable(folder + u" has no files"_s));
    }
}

void tst_IniDocument::keepsTheCorpus()
{
    QFETCH(QByteArray, text);
    QCOMPARE(IniDocument(text.toStdString()).bytes(), text.toStdString());
    setTouchesOneLine();
}

void tst_IniDocument::sets_data()
{
    editColumns();
    const auto row = editRow;
    row("the value alone changes", "[uwsgi]\n  a =  1\t\nb=2\n", "a", "x", "[uwsgi]\n  a =  x\nb=2\n");
    row("the last of two counts", "[uwsgi]\na = 1\na = 2\nb = 1\n", "a", "3", "[uwsgi]\na = 1\na = 3\nb = 1\n");
    row("also in a later block", "[uwsgi]\na = 1\n[x]\na = 2\n[uwsgi]\na = 3\n", "a", "4", "[uwsgi]\na = 1\n[x]\na = 2\n[uwsgi]\na = 4\n");
    row("CRLF stays", "[uwsgi]\r\na = 1\r\nb = 1\r\n", "a", "2", "[uwsgi]\r\na = 2\r\nb = 1\r\n");
    row("a missing end stays missing", "[uwsgi]\na = 1", "a", "2", "[uwsgi]\na = 2");
    row("the same value changes nothing", "[uwsgi]\na  =1  \r\n", "a", "1", "[uwsgi]\na  =1  \r\n");
    row("an empty value leaves no blank", "[uwsgi]\na = 1\n", "a", "", "[uwsgi]\na =\n");
    row("an empty value is filled", "[uwsgi]\na =\nb=\n", "a", "1", "[uwsgi]\na = 1\nb=\n");
    row("a key alone gets its =", "[uwsgi]\nb=1\n\tmaster \n", "master", "false", "[uwsgi]\nb=1\n\tmaster=false\n");
    row("a comment behind the value was part of it", "[uwsgi]\na = 1 # c\n", "a", "2", "[uwsgi]\na = 2\n");
    row("a joined line becomes one", "[uwsgi]\na = 5%\n0\nb = 1\n", "a", "2", "[uwsgi]\na = 2\nb = 1\n");
    row("magic and doubled signs are written", "[uwsgi]\na = 1\n", "a", "%dx%(b)%%Y", "[uwsgi]\na = %dx%(b)%%Y\n");
    row("a new key goes below the last entry", "[uwsgi]\na = 1\n\n# c\n\n[x]\nb = 1\n", "n", "1",
        "[uwsgi]\na = 1\nn = 1\n\n# c\n\n[x]\nb = 1\n");
    row("a new key looks like its neighbour", "[uwsgi]\r\n\ta=1\r\n", "n", "1", "[uwsgi]\r\n\ta=1\r\n\tn=1\r\n");
    row("a new key keeps the column", "[uwsgi]\nchdir   = /\na       = 1\n", "key", "1",
        "[uwsgi]\nchdir   = /\na       = 1\nkey     = 1\n");
    row("a key too long for the column", "[uwsgi]\na   = 1\n", "longer", "1", "[uwsgi]\na   = 1\nlonger = 1\n");
    row("a new key goes to the first block", "[uwsgi]\na=1\n[x]\n[uwsgi]\nb=1\n", "n", "1", "[uwsgi]\na=1\nn=1\n[x]\n[uwsgi]\nb=1\n");
    row("a section without entries", "[uwsgi]\n# c\n\n[x]\na=1\n", "n", "1", "[uwsgi]\nn=1\n# c\n\n[x]\na=1\n");
    row("below a last line without end", "[uwsgi]\na = 1", "n", "1", "[uwsgi]\na = 1\nn = 1");
    row("below a header without end", "[uwsgi]", "n", "1", "[uwsgi]\nn = 1");
    row("a missing section comes last", "[x]\r\na = 1\r\n", "n", "1", "[x]\r\na = 1\r\n\r\n[uwsgi]\r\nn = 1\r\n");
    row("a blank line is enough", "[x]\na = 1\n\n", "n", "1", "[x]\na = 1\n\n[uwsgi]\nn = 1\n");
    row("a missing section below a last line without end", "[x]", "n", "1", "[x]\n\n[uwsgi]\nn = 1");
    row("an empty document", "", "n", "1", "[uwsgi]\nn = 1\n");
    row("a byte order mark stays first", "\xEF\xBB\xBF", "n", "1", "\xEF\xBB\xBF[uwsgi]\nn = 1\n");
    row("a commented key is not the key", "[uwsgi]\n# n = 1\na = 1\n", "n", "2", "[uwsgi]\n# n = 1\na = 1\nn = 2\n");
}

void tst_IniDocument::sets()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    IniDocument document(before.toStdString());
    const Result<void> set = document.set("uwsgi", key.toStdString(), value.toStdString());
    QVERIFY2(set, set ? "" : qPrintable(set.error().sentence));
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
    QCOMPARE(document.lastValue("uwsgi", key.toStdString()), value.toStdString());
    QCOMPARE(readBack(document.bytes(), key.toStdString()).back(), magic().substitute(value.toStdString()).text);
}

void tst_IniDocument::adds_data()
{
    editColumns();
    const auto row = editRow;
    row("below the last of its kind", "[uwsgi]\nenv=A\nenv=B\nc = 1\n", "env", "C", "[uwsgi]\nenv=A\nenv=B\n# why 5%%\nenv=C\nc = 1\n");
    row("as a new key", "[uwsgi]\r\na = 1\r\n", "env", "A", "[uwsgi]\r\na = 1\r\n# why 5%%\r\nenv = A\r\n");
    row("below a last line without end", "[uwsgi]\n env = A", "env", "A", "[uwsgi]\n env = A\n # why 5%%\n env = A");
}

void tst_IniDocument::adds()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    IniDocument document(before.toStdString());
    QVERIFY(document.add("uwsgi", key.toStdString(), value.toStdString(), "why 5%"));
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
    QCOMPARE(readBack(document.bytes(), key.toStdString()).back(), value.toStdString());
}

void tst_IniDocument::removes_data()
{
    editColumns();
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) { editRow(name, before, "a", "", after); };
    row("every line of the key", "[uwsgi]\na = 1\nb = 1\n a=2\n[x]\na = 3\n[uwsgi]\na\n", "[uwsgi]\nb = 1\n[x]\na = 3\n[uwsgi]\n");
    row("a last line without end", "[uwsgi]\r\nb = 1\r\na = 1", "[uwsgi]\r\nb = 1\r\n");
    row("a joined line as a whole", "[uwsgi]\na = 5%\nb = 1\nc = 1\n", "[uwsgi]\nc = 1\n");
    row("no comment", "[uwsgi]\n# a\n#a = 1\na = 1\n\n", "[uwsgi]\n# a\n#a = 1\n\n");
    row("nothing where there is no such key", "[uwsgi]\nab = 1\n", "[uwsgi]\nab = 1\n");
}

void tst_IniDocument::removes()
{
    QFETCH(QByteArray, before);
    IniDocument document(before.toStdString());
    const std::size_t count = document.values("uwsgi", "a").size();
    QCOMPARE(document.remove("uwsgi", "a").value_or(0), count);
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
    QVERIFY(readBack(document.bytes(), "a").empty());
}

void tst_IniDocument::removesOneValue()
{
    IniDocument document("[uwsgi]\nenv=A\nenv = B\nenv=A\n");
    QVERIFY(document.remove("uwsgi", "env", "A"));
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nenv=A\nenv = B\n"));
    QVERIFY(!document.remove("uwsgi", "env", "C"));
}

// Whatever the text: after set() one line differs or is new, or it was refused and nothing differs.
void tst_IniDocument::setTouchesOneLine()
{
    QFETCH(QByteArray, text);
    const std::string before = text.toStdString();
    for (const std::string key : {"processes", "master", "brand-new"}) {
        IniDocument document(before);
        const bool known = document.lastValue("uwsgi", key).has_value();
        const std::vector<std::string> sections = document.sections();
        const bool placed = std::find(sections.begin(), sections.end(), "uwsgi") != sections.end();
        if (!document.set("uwsgi", key, "set by test")) {
            QCOMPARE(document.bytes(), before);
            continue;
        }
        const std::string comment = QByteArray::fromStdString(readBack(document.bytes(), key).back()).mid(11).toStdString();
        QCOMPARE(readBack(document.bytes(), key).back(), "set by test" + comment);
        QVERIFY(comment.empty() || before.find(comment + '\n') != std::string::npos || before.ends_with(comment));
        const QByteArrayList old = linesOf(before);
        const QByteArrayList now = linesOf(document.bytes());
        const auto [oldEnd, nowEnd] = std::mismatch(old.begin(), old.end(), now.begin(), now.end());
        const auto [oldTail, nowTail] =
            std::mismatch(old.rbegin(), std::make_reverse_iterator(oldEnd), now.rbegin(), std::make_reverse_iterator(nowEnd));
        // A line without end gets one when another follows; a % joins two lines into one; a section brings two more.
        const bool unended = !known && !before.ends_with('\n');
        const bool joined = known && before.find("%\n") != std::string::npos;
        QVERIFY(std::distance(oldEnd, oldTail.base()) <= int(known) + int(joined) + int(unended));
        const bool lifted = known && now.size() > old.size();
        QVERIFY(std::distance(nowEnd, nowTail.base()) <= 1 + int(unended) + int(lifted) + (placed ? 0 : 2));
        QVERIFY(document.set("uwsgi", key, "again"));
        QVERIFY(document.remove("uwsgi", key).value_or(0) >= 1);
        QVERIFY(readBack(document.bytes(), key).empty());
    }
}

void tst_IniDocument::asks()
{
    const IniDocument document("z = 0\n[uwsgi]\na = 1\n[x]\na=2\n[uwsgi]\na\n");
    QCOMPARE(document.sections(), (std::vector<std::string>{"uwsgi", "x"}));
    QCOMPARE(document.values("uwsgi", "a"), (std::vector<std::string>{"1", ""}));
    QCOMPARE(document.lastValue("x", "a"), std::optional<std::string>("2"));
    QVERIFY(!document.lastValue("", "z"));
    QVERIFY(!IniDocument("[uwsgi]\na = 5%").set("uwsgi", "b", "1")); // its % would swallow the new line end
}

void tst_IniDocument::escapesWhatIsMeantLiterally()
{
    IniDocument document;
    QVERIFY(document.set("uwsgi", "a", IniDocument::escaped("%d %Y 50%")));
    QCOMPARE(readBack(document.bytes(), "a"), std::vector<std::string>{"%d %Y 50%"});
}

void tst_IniDocument::leavesLogicBlocksAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *name, const QByteArray &text, bool refused) { QTest::newRow(name) << text << refused; };
    row("the last line is in a block", "[uwsgi]\nif-env = CI\na = 1\nendif =\n", true);
    row("also when one before is not", "[uwsgi]\na = 1\nif-env = CI\na = 2\nendif =\n", true);
    row("a loop is a block", "[uwsgi]\nfor = x y\na = %(_)\nendfor =\n", true);
    row("so is one that Retort does not read", "[uwsgi]\nif-plugin = x\na = 1\nend\n", true);
    row("it runs on through another section", "[uwsgi]\nif-env = CI\n[x]\nendif =\n[uwsgi]\na = 1\nendif =\n", true);
    row("a block without end holds all that follows", "[uwsgi]\nif-env = CI\nb = 1\na = 1\n", true);
    row("a block in a block ends with the first end", "[uwsgi]\nif-env = A\nif-env = B\na = 1\nendif =\nendif =\n", true);
    row("the last line is behind the block", "[uwsgi]\nif-env = CI\na = 1\nendif =\na = 2\n", false);
    row("a block of another section", "[x]\nif-env = CI\n[uwsgi]\na = 1\n", false);
    row("a commented block is none", "[uwsgi]\n# if-env = CI\na = 1\n", false);
    row("an end without a beginning", "[uwsgi]\nendif =\na = 1\n", false);
}

void tst_IniDocument::leavesLogicBlocksAlone()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, refused);
    IniDocument document(text.toStdString());
    const Result<void> set = document.set("uwsgi", "a", "9");
    QCOMPARE(!set, refused);
    if (refused) {
        QVERIFY2(set.error().sentence.contains(u"counts only in the"_s), qPrintable(set.error().sentence));
        QCOMPARE(document.bytes(), text.toStdString());
    } else {
        QCOMPARE(readBack(document.bytes(), "a").back(), std::string("9"));
    }
}

void tst_IniDocument::addsOutsideOfBlocks_data()
{
    editColumns();
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) { editRow(name, before, "a", "9", after); };
    row("behind the block of its last line", "[uwsgi]\nif-env = CI\n  a = 1\nendif =\nb = 1\n",
        "[uwsgi]\nif-env = CI\n  a = 1\nendif =\na = 9\nb = 1\n");
    row("behind a block that ends the section", "[uwsgi]\nb=1\nif-env = CI\nc = 1\nendif\n[x]\n",
        "[uwsgi]\nb=1\nif-env = CI\nc = 1\nendif\na = 9\n[x]\n");
    row("behind the end in a later block of the name", "[uwsgi]\nif-env = CI\n[x]\n[uwsgi]\nendif =\n",
        "[uwsgi]\nif-env = CI\n[x]\n[uwsgi]\nendif =\na = 9\n");
    row("not at all when the block has no end", "[uwsgi]\nif-env = CI\nb = 1\n", "[uwsgi]\nif-env = CI\nb = 1\n");
}

void tst_IniDocument::addsOutsideOfBlocks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    IniDocument document(before.toStdString());
    QCOMPARE(document.add("uwsgi", "a", "9").has_value(), before != after);
    QCOMPARE(QByteArray::fromStdString(document.bytes()), after);
}

void tst_IniDocument::removesNoConditionalLine()
{
    const std::string text = "[uwsgi]\na = 1\nif-env = CI\na = 2\nendif =\nb = 1\n";
    IniDocument document(text);
    QVERIFY(!document.remove("uwsgi", "a"));
    QVERIFY(!document.remove("uwsgi", "a", "2"));
    QVERIFY(!document.removeLine(4));
    QVERIFY(!document.changeLine(4, "3"));
    QCOMPARE(document.bytes(), text);
    QCOMPARE(document.remove("uwsgi", "b").value_or(0), std::size_t(1));
}

void tst_IniDocument::keepsCommentsBehindValues_data()
{
    editColumns();
    const auto row = editRow;
    row("behind a number", "[uwsgi]\nprocesses = 4  # cores\n", "processes", "8", "[uwsgi]\nprocesses = 8  # cores\n");
    row("unless nothing is left before it", "[uwsgi]\nprocesses = 4 ; x\n", "processes", "", "[uwsgi]\n; x\nprocesses =\n");
    row("behind a number that stays", "[uwsgi]\nprocesses = 4 # x\n", "processes", "4", "[uwsgi]\nprocesses = 4 # x\n");
    row("not twice", "[uwsgi]\nprocesses = 4 # x\n", "processes", "8 # y", "[uwsgi]\nprocesses = 8 # y\n");
    row("above a switch, where it would mean on", "[uwsgi]\r\n\tmaster = true ; why\r\n", "master", "false",
        "[uwsgi]\r\n\t; why\r\n\tmaster = false\r\n");
    row("above an address", "[uwsgi]\nhttp-socket = :80 # web", "http-socket", ":81", "[uwsgi]\n# web\nhttp-socket = :81");
    row("above an address that stays", "[uwsgi]\nhttp-socket = :80 # web\n", "http-socket", ":80", "[uwsgi]\n# web\nhttp-socket = :80\n");
    row("nowhere for text, which it may be part of", "[uwsgi]\nchdir = /a ; b\n", "chdir", "/c", "[uwsgi]\nchdir = /c\n");
}

void tst_IniDocument::keepsCommentsBehindValues()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    IniDocument document(before.toStdString());
    QVERIFY(document.set("uwsgi", key.toStdString(), value.toStdString()));
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
}

void tst_IniDocument::liftsComments_data()
{
    editColumns();
    editRow("from behind text", "[uwsgi]\n chdir = /a ; b\nx = 1\n", "", "", "[uwsgi]\n ; b\n chdir = /a\nx = 1\n");
    editRow("with a lone % at the end of the file", "[uwsgi]\nchdir = /a # 5%", "", "", "[uwsgi]\n# 5%%\nchdir = /a");
    editRow("nothing without a comment", "[uwsgi]\nchdir = /a#b\n", "", "", "[uwsgi]\nchdir = /a#b\n");
}

void tst_IniDocument::liftsComments()
{
    QFETCH(QByteArray, before);
    IniDocument document(before.toStdString());
    QVERIFY(document.liftComment(2));
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
    QVERIFY(!document.liftComment(1));
}

void tst_IniDocument::listsEntries()
{
    const IniDocument document("z=0\n[uwsgi]\n# c\na = 5%\n0\nif-env = CI\nb=2\nendif =\n[x]\nc\n");
    QStringList lines;
    for (const IniDocument::Entry &entry : document.entries()) {
        lines.append(u"%1 [%2] %3=%4 %5 %6"_s.arg(entry.line)
                .arg(QString::fromStdString(entry.section), QString::fromStdString(entry.key), QString::fromStdString(entry.value))
                .arg(entry.blockLine)
                .arg(QString::fromStdString(entry.block)));
    }
    QCOMPARE(lines,
        (QStringList{u"4 [uwsgi] a=50 0 "_s, u"6 [uwsgi] if-env=CI 6 if-env = CI"_s, u"7 [uwsgi] b=2 6 if-env = CI"_s,
            u"8 [uwsgi] endif= 0 "_s, u"10 [x] c= 0 "_s}));
}

void tst_IniDocument::editsByLine()
{
    IniDocument document("[uwsgi]\nenv=A\nenv = B\nenv=C\n");
    QVERIFY(document.changeLine(3, "D"));
    QVERIFY(!document.changeLine(3, "5% off"));
    QVERIFY(!document.changeLine(1, "x"));
    QVERIFY(!document.changeLine(9, "x"));
    QVERIFY(document.removeLine(2));
    QVERIFY(!document.removeLine(1));
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nenv = D\nenv=C\n"));
}

QTEST_GUILESS_MAIN(tst_IniDocument)
#include "tst_inidocument.moc"
