// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestreader.h"

#include "engine/control/controlmessages.h"
#include "tests/support/requestjson.h"
#include "tests/support/samplerequest.h"

#include <QJsonDocument>
#include <QTest>

#include <cstring>

using namespace Qt::StringLiterals;
using namespace Retort;
using Log::RequestRecord;

class tst_RequestReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheEngineWrites();
    void oddValuesAreBounded();
    void controlCharactersStayVisible();
    void whatTheEngineEscapesComesBack();
};

// Against the engine's own writer, so that a key that is renamed there is missed here.
void tst_RequestReader::readsWhatTheEngineWrites()
{
    Log::RequestStore store;
    const Gateway::Request request = Test::sampleRequest("/users/7?full=1");
    Gateway::Trace trace = Test::sampleTrace();
    trace.exception = trace.clientGone = trace.truncated = true;
    trace.bodyBytesIn = 5;
    trace.heldUs = 700;
    const RequestRecord &record = store.append(request, Log::RequestFields::of(request.vars), trace);
    Requests::RequestReader reader;
    reader.read(Control::requestJson(record, store.text(record)));
    RequestRecord expected = record;
    expected.textAt = 0;
    expected.methodLength = expected.clientLength = 0;
    expected.targetLength = 0;
    const RequestRecord &read = reader.record();
    QCOMPARE(read.sequence, expected.sequence);
    QCOMPARE(read.wallStartUs, expected.wallStartUs);
    QCOMPARE(read.bodyBytesIn, expected.bodyBytesIn);
    QCOMPARE(read.bodyBytesOut, expected.bodyBytesOut);
    QCOMPARE(read.totalUs, expected.totalUs);
    QCOMPARE(read.readingUs, expected.readingUs);
    QCOMPARE(read.heldUs, 700u);
    QCOMPARE(read.queuedUs, expected.queuedUs);
    QCOMPARE(read.appWallUs, expected.appWallUs);
    QCOMPARE(read.appCpuUs, expected.appCpuUs);
    QCOMPARE(read.writingUs, expected.writingUs);
    QCOMPARE(read.load, expected.load);
    QCOMPARE(read.status, expected.status);
    QCOMPARE(read.flags, expected.flags);
    QCOMPARE(read.workerId, expected.workerId);
    QCOMPARE(read.slot, expected.slot);
    QCOMPARE(reader.texts().method, std::string_view("GET"));
    QCOMPARE(reader.texts().target, std::string_view("/users/7?full=1"));
    QCOMPARE(reader.texts().client, std::string_view("127.0.0.1"));
}

void tst_RequestReader::oddValuesAreBounded()
{
    Requests::RequestReader reader;
    reader.read({});
    QCOMPARE(reader.record().status, 0);
    QVERIFY(reader.texts().target.empty());
    reader.read({{u"status"_s, 1e300}, {u"totalUs"_s, -5}, {u"worker"_s, u"two"_s}, {u"slot"_s, -1e9}, {u"bytesOut"_s, 1e300},
        {u"target"_s, 7}, {u"exception"_s, u"yes"_s}});
    QCOMPARE(reader.record().status, 65'535);
    QCOMPARE(reader.record().totalUs, 0u);
    QCOMPARE(reader.record().workerId, 0);
    QCOMPARE(reader.record().slot, std::numeric_limits<std::int16_t>::min());
    QCOMPARE(reader.record().bodyBytesOut, 9'000'000'000'000'000u);
    QVERIFY(reader.texts().target.empty());
    QVERIFY(!reader.record().is(RequestRecord::Exception));
}

void tst_RequestReader::controlCharactersStayVisible()
{
    Requests::RequestReader reader;
    reader.read({{u"target"_s, u"/a\n\u202Eb\\x0a"_s}});
    QCOMPARE(reader.texts().target, std::string_view("/a\\x0a\\xe2\\x80\\xaeb\\x0a"));
}

// Quotes and backslashes of a target pass the hand-written JSON of both sides.
void tst_RequestReader::whatTheEngineEscapesComesBack()
{
    Log::RequestStore store;
    const Gateway::Request request = Test::sampleRequest("/a\"b\\c\n/gr\xc3\xbc\xc3\x9f?x=1\xff&token=7");
    const RequestRecord &record = store.append(request, Log::RequestFields::of(request.vars), Test::sampleTrace());
    std::string json;
    Control::appendRequest(json, record, store.text(record));
    QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(json)).isNull());
    JsonScanner scanner(json);
    Requests::RequestReader reader;
    reader.read(scanner);
    QVERIFY(!scanner.failed());
    QCOMPARE(reader.texts().target, std::string_view("/a\"b\\c\\x0a/gr\xc3\xbc\xc3\x9f?x=1\\xff&token=***"));
}

QTEST_GUILESS_MAIN(tst_RequestReader)
#include "tst_requestreader.moc"
