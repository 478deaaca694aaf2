// SPDX-License-Identifier: Apache-2.0
#include "engine/content/jsonoutline.h"

#include <QByteArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Content;
using Problem = JsonOutline::Problem;

class tst_JsonOutline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasSent();
    void paths();
    void faults_data();
    void faults();
    void whatWasReadStays();
    void isBounded();
    void strings_data();
    void strings();
    void lines();
};

namespace {

QStringList linesOf(const std::string &text, Members members)
{
    QStringList lines;
    for (const std::string &line : jsonLines(JsonOutline::of(text), members)) {
        lines += QString::fromStdString(line);
    }
    return lines;
}

} // namespace

void tst_JsonOutline::keepsWhatWasSent()
{
    const JsonOutline json = JsonOutline::of(R"( {"z": 9007199254740993, "a": 1.0, "z": [null, true, false, "x"], "e": {}} )");
    QVERIFY(!json.fault());
    QCOMPARE(json.size(), std::size_t(9));
    QCOMPARE(json.node(0).kind, JsonOutline::Kind::Object);
    QCOMPARE(json.node(0).childCount, 4u);
    QCOMPARE(json.nameOf(json.child(0, 0)), std::string("z"));
    QCOMPARE(json.textOf(json.child(0, 0)), std::string_view("9007199254740993"));
    QCOMPARE(json.textOf(json.child(0, 1)), std::string_view("1.0"));
    const std::size_t list = json.child(0, 2);
    QCOMPARE(json.node(list).childCount, 4u);
    QCOMPARE(json.textOf(list), std::string_view("[null, true, false, \"x\"]"));
    QCOMPARE(json.node(json.child(list, 0)).kind, JsonOutline::Kind::Null);
    QCOMPARE(json.stringOf(json.child(list, 3)), std::string("x"));
    QCOMPARE(json.node(json.child(0, 3)).childCount, 0u);
    QCOMPARE(JsonOutline::of("7").size(), std::size_t(1));
}

void tst_JsonOutline::paths()
{
    const JsonOutline json = JsonOutline::of(R"({"users": [{"first name": 1, "_id2": 2, "\u00e9": 3, "2": 4}]})");
    const std::size_t user = json.child(json.child(0, 0), 0);
    QCOMPARE(json.pathOf(0), std::string("$"));
    QCOMPARE(json.pathOf(user), std::string("$.users[0]"));
    QCOMPARE(json.pathOf(json.child(user, 0)), std::string("$.users[0][\"first name\"]"));
    QCOMPARE(json.pathOf(json.child(user, 1)), std::string("$.users[0]._id2"));
    QCOMPARE(json.pathOf(json.child(user, 2)), std::string("$.users[0][\"\\u00e9\"]"));
    QCOMPARE(json.pathOf(json.child(user, 3)), std::string("$.users[0][\"2\"]"));
}

void tst_JsonOutline::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("problem");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const QByteArray &text, Problem problem, int line, int column) {
        QTest::newRow(name) << text << int(problem) << line << column;
    };
    row("nothing", "", Problem::End, 1, 1);
    row("blanks only", " \n ", Problem::End, 2, 2);
    row("not closed", "{\"a\":", Problem::End, 1, 6);
    row("a string not closed", "[\"abc", Problem::End, 1, 6);
    row("a word cut off", "[tru", Problem::End, 1, 5);
    row("no value", "[1,\n  ?]", Problem::Value, 2, 3);
    row("a comma too many", "[1,]", Problem::Value, 1, 4);
    row("a comma too many in an object", "{\"a\":1,}", Problem::Name, 1, 8);
    row("no comma", "[1 2]", Problem::Comma, 1, 4);
    row("no colon", "{\"a\" 1}", Problem::Colon, 1, 6);
    row("a name without quotes", "{a:1}", Problem::Name, 1, 2);
    row("single quotes", "{'a':1}", Problem::Name, 1, 2);
    row("Python", "{\"a\": True}", Problem::Value, 1, 7);
    row("a leading zero", "[012]", Problem::Number, 1, 5);
    row("half a number", "[1.]", Problem::Number, 1, 4);
    row("only a sign", "[-x]", Problem::Number, 1, 3);
    row("a line end in a string", "[\"a\nb\"]", Problem::String, 1, 4);
    row("an escape that is none", "[\"\\x41\"]", Problem::Escape, 1, 4);
    row("too few digits", "[\"\\u12g4\"]", Problem::Escape, 1, 7);
    row("something behind", "{} x", Problem::Behind, 1, 4);
    row("two documents", "{}\n{}", Problem::Behind, 2, 1);
    row("too deep", QByteArray(600, '['), Problem::Deep, 1, 501);
}

void tst_JsonOutline::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(int, problem);
    QFETCH(int, line);
    QFETCH(int, column);
    const JsonOutline json = JsonOutline::of(text.toStdString());
    QVERIFY(json.fault());
    QCOMPARE(int(json.fault()->problem), problem);
    QCOMPARE(json.fault()->line, line);
    QCOMPARE(json.fault()->column, column);
}

// Also of a body that was cut.
void tst_JsonOutline::whatWasReadStays()
{
    const JsonOutline json = JsonOutline::of(R"({"a": [1, {"b": 2}, 3, "cut he)");
    QVERIFY(json.fault());
    QCOMPARE(json.size(), std::size_t(6));
    const std::size_t list = json.child(0, 0);
    QCOMPARE(json.node(list).childCount, 3u);
    QCOMPARE(json.textOf(json.child(list, 2)), std::string_view("3"));
    QCOMPARE(json.node(0).at + json.node(0).length, std::uint32_t(json.text().size()));
}

void tst_JsonOutline::isBounded()
{
    const QByteArray many = QByteArray("1,").repeated(100'000);
    const JsonOutline json = JsonOutline::of('[' + many.toStdString() + "1]", 5'000);
    QCOMPARE(json.size(), std::size_t(5'000));
    QCOMPARE(json.fault()->problem, Problem::Many);
}

void tst_JsonOutline::strings_data()
{
    QTest::addColumn<QByteArray>("quoted");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("\"a b\"") << QByteArray("a b");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("a letter") << QByteArray(R"("\u00e9\u20AC")") << QByteArray("\xc3\xa9\xe2\x82\xac");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00!")") << QByteArray("\xf0\x9f\x98\x80!");
    QTest::newRow("half a pair") << QByteArray(R"("\ud83dx\ude00")") << QByteArray("\xef\xbf\xbdx\xef\xbf\xbd");
    QTest::newRow("two first halves") << QByteArray(R"("\ud83d\ud83d\ude00")") << QByteArray("\xef\xbf\xbd\xf0\x9f\x98\x80");
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << QByteArray("a\0b", 3);
    QTest::newRow("empty") << QByteArray("\"\"") << QByteArray("");
}

void tst_JsonOutline::strings()
{
    QFETCH(QByteArray, quoted);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(unescapedJson(quoted.toStdString())), text);
}

void tst_JsonOutline::lines()
{
    const std::string text = R"({"b":[1,2.50,{}],"a":{"d":"x","c":null},"e":[]})";
    QCOMPARE(linesOf(text, Members::AsSent),
        (QStringList{u"{"_s, u"  \"b\": ["_s, u"    1,"_s, u"    2.50,"_s, u"    {}"_s, u"  ],"_s, u"  \"a\": {"_s, u"    \"d\": \"x\","_s,
            u"    \"c\": null"_s, u"  },"_s, u"  \"e\": []"_s, u"}"_s}));
    QCOMPARE(linesOf(text, Members::Sorted),
        (QStringList{u"{"_s, u"  \"a\": {"_s, u"    \"c\": null,"_s, u"    \"d\": \"x\""_s, u"  },"_s, u"  \"b\": ["_s, u"    1,"_s,
            u"    2.50,"_s, u"    {}"_s, u"  ],"_s, u"  \"e\": []"_s, u"}"_s}));
    QCOMPARE(linesOf("", Members::AsSent), QStringList());
}

QTEST_APPLESS_MAIN(tst_JsonOutline)
#include "tst_jsonoutline.moc"
