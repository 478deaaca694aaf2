// SPDX-License-Identifier: Apache-2.0
#include "engine/log/recordbatch.h"

#include "engine/base/jsonscanner.h"
#include "tests/support/guardedbytes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Log::RecordBatch;

class tst_RecordBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreThoseOfQt_data();
    void textsAreThoseOfQt();
    void numbersAreThoseOfQt_data();
    void numbersAreThoseOfQt();
    void membersComeOneByOne();
    void valuesOfAnotherKindAreSkipped();
    void damagedTextsEnd_data();
    void damagedTextsEnd();
    void deepNestingIsNoDepthOfCalls();
    void batchesInAnyOrder();
    void otherMessagesAreNoBatch_data();
    void otherMessagesAreNoBatch();
};

void tst_RecordBatch::textsAreThoseOfQt_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << QByteArray(R"("/users/7?full=1")");
    QTest::newRow("empty") << QByteArray(R"("")");
    QTest::newRow("short escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")");
    QTest::newRow("units") << QByteArray(R"("gr\u00fc\u00DFe \u2192")");
    QTest::newRow("a pair of surrogates") << QByteArray(R"("\ud83d\ude00!")");
    QTest::newRow("UTF-8") << QByteArray("\"gr\xc3\xbc\xc3\x9f\"");
}

void tst_RecordBatch::textsAreThoseOfQt()
{
    QFETCH(QByteArray, json);
    const Test::GuardedBytes guarded({json.constData(), static_cast<std::size_t>(json.size())});
    JsonScanner scanner(guarded.view());
    std::string text("before");
    scanner.text(text);
    QVERIFY(!scanner.failed());
    QCOMPARE(QString::fromStdString(text), QJsonDocument::fromJson('[' + json + ']').array().at(0).toString());
    QCOMPARE(scanner.position(), static_cast<std::size_t>(json.size()));
}

void tst_RecordBatch::numbersAreThoseOfQt_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"0", "-7", "1795338281000000", "9007199254740993", "1e300", "-2.5e-3", "123456789012345678901234567890"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void tst_RecordBatch::numbersAreThoseOfQt()
{
    QFETCH(QByteArray, json);
    const Test::GuardedBytes guarded({json.constData(), static_cast<std::size_t>(json.size())});
    JsonScanner scanner(guarded.view());
    QCOMPARE(scanner.number(), QJsonDocument::fromJson('[' + json + ']').array().at(0).toDouble());
    QVERIFY(!scanner.failed());
}

void tst_RecordBatch::membersComeOneByOne()
{
    JsonScanner scanner(R"( { "a" : 1 , "b\"" : [ 1, {"c": "]}" } ] , "d":true,"e":[ ],"f":"x"} )");
    QStringList seen;
    for (bool more = scanner.beginObject(); more; more = scanner.nextMember()) {
        const std::string key(scanner.key());
        const std::string value(scanner.skip());
        seen.append(QString::fromStdString(key + '=' + value));
    }
    QCOMPARE(seen, (QStringList{u"a=1"_s, u"b\\\"=[ 1, {\"c\": \"]}\" } ]"_s, u"d=true"_s, u"e=[ ]"_s, u"f=\"x\""_s}));
    QVERIFY(!scanner.failed());
}

void tst_RecordBatch::valuesOfAnotherKindAreSkipped()
{
    JsonScanner scanner(R"(["two",7,{"a":1},null,[1],true])");
    std::string text;
    QVERIFY(scanner.beginArray());
    QCOMPARE(scanner.number(), 0.0);
    QVERIFY(scanner.nextElement());
    scanner.text(text);
    QVERIFY(text.empty() && scanner.nextElement());
    QVERIFY(!scanner.truth() && scanner.nextElement());
    QVERIFY(!scanner.beginObject() && scanner.nextElement());
    QCOMPARE(scanner.number(), 0.0);
    QVERIFY(scanner.nextElement() && scanner.truth());
    QVERIFY(!scanner.nextElement() && !scanner.failed());
}

void tst_RecordBatch::damagedTextsEnd_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":\"x", "{\"a\":\"\\", "{\"a\":\"\\u12", "{\"a\" 1}", "{a:1}",
             "{\"a\":[1,{\"b\":2}", "{\"a\":}", "{\"a\":1 \"b\":2}"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void tst_RecordBatch::damagedTextsEnd()
{
    QFETCH(QByteArray, json);
    const Test::GuardedBytes guarded({json.constData(), static_cast<std::size_t>(json.size())});
    JsonScanner scanner(guarded.view());
    std::string text;
    int members = 0;
    for (bool more = scanner.beginObject(); more && members < 10; more = scanner.nextMember(), ++members) {
        scanner.text(text);
    }
    QVERIFY(scanner.failed());
    QVERIFY(members <= 2);
}

void tst_RecordBatch::deepNestingIsNoDepthOfCalls()
{
    const std::string deep(5'000'000, '[');
    JsonScanner scanner(deep);
    scanner.skip();
    QVERIFY(scanner.failed());
}

void tst_RecordBatch::batchesInAnyOrder()
{
    for (const QByteArray &line : {QByteArray(R"({"id":4,"next":9,"skipped":3,"requests":[{"a":[1,2]},{}]})"),
             QByteArray(R"({"id":4,"more":{"requests":[]},"ok":true,"requests":[{"a":[1,2]},{}],"skipped":3,"next":9})")}) {
        const std::optional<RecordBatch> batch = RecordBatch::read(line, "requests");
        QVERIFY(batch);
        QCOMPARE(batch->records, QByteArray(R"([{"a":[1,2]},{}])"));
        QCOMPARE(batch->count, 2);
        QCOMPARE(batch->skipped, 3u);
        QCOMPARE(batch->next, 9);
    }
    const RecordBatch made = RecordBatch::of({QJsonObject{{u"a"_s, 1}}}, 2);
    QCOMPARE(made.records, QByteArray(R"([{"a":1}])"));
    QCOMPARE(made.count, 1);
    QCOMPARE(made.skipped, 2u);
}

void tst_RecordBatch::otherMessagesAreNoBatch_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("an error") << QByteArray(R"({"id":4,"ok":false,"error":"no"})");
    QTest::newRow("no array") << QByteArray(R"({"id":4,"requests":7})");
    QTest::newRow("cut") << QByteArray(R"({"id":4,"requests":[{"a":1},{"b")");
    QTest::newRow("nothing") << QByteArray();
}

void tst_RecordBatch::otherMessagesAreNoBatch()
{
    QFETCH(QByteArray, line);
    QVERIFY(!RecordBatch::read(line, "requests"));
}

QTEST_GUILESS_MAIN(tst_RecordBatch)
#include "tst_recordbatch.moc"
