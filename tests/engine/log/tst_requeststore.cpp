// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requeststore.h"

#include "tests/support/samplerequest.h"

#include <QTest>

using namespace Retort;
using Log::RequestFields;
using Log::RequestRecord;
using Log::RequestStore;

namespace {

const RequestRecord &append(RequestStore &store, std::string_view target, const Gateway::Trace &trace = Test::sampleTrace())
{
    const Gateway::Request request = Test::sampleRequest(target);
    return store.append(request, RequestFields::of(request.vars), trace);
}

} // namespace

class tst_RequestStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTimesAndTexts();
    void thingsThatDidNotHappenTakeNoTime();
    void forgetsTheOldestChunks_data();
    void forgetsTheOldestChunks();
    void textBytesAreBounded();
    void longTextsAreCut();
    void rejectedRequestsAreKeptToo();
};

void tst_RequestStore::keepsTimesAndTexts()
{
    RequestStore store;
    const RequestRecord &record = append(store, "/users/7");
    QCOMPARE(record.sequence, 1u);
    QCOMPARE(record.totalUs, 35'200u);
    QCOMPARE(record.readingUs, 1'000u);
    QCOMPARE(record.queuedUs, 2'000u);
    QCOMPARE(record.appWallUs, 29'000u);
    QCOMPARE(record.appCpuUs, 12'000u);
    QCOMPARE(record.writingUs, 2'200u);
    QCOMPARE(record.workerId, 2);
    QCOMPARE(record.slot, 1);
    QVERIFY(!record.is(RequestRecord::Reused));
    const RequestStore::Text text = store.text(record);
    QCOMPARE(std::string(text.method), std::string("GET"));
    QCOMPARE(std::string(text.target), std::string("/users/7"));
    QCOMPARE(std::string(text.client), std::string("127.0.0.1"));
}

void tst_RequestStore::thingsThatDidNotHappenTakeNoTime()
{
    RequestStore store;
    Gateway::Trace trace;
    trace.finishedUs = 5;
    trace.appWallUs = std::int64_t{1} << 40;
    trace.workerId = 1'000'000;
    const RequestRecord &record = append(store, "/", trace);
    QCOMPARE(record.totalUs, 0u);
    QCOMPARE(record.queuedUs, 0u);
    QCOMPARE(record.appWallUs, std::numeric_limits<std::uint32_t>::max());
    QCOMPARE(record.workerId, std::numeric_limits<std::uint16_t>::max());
}

void tst_RequestStore::forgetsTheOldestChunks_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<int>("requests");
    QTest::newRow("default") << 10'000 << 35'000;
    QTest::newRow("below the smallest") << 1 << 100;
    QTest::newRow("odd") << 333 << 5'000;
    QTest::newRow("chunks of full size") << 80'000 << 100'000;
}

void tst_RequestStore::forgetsTheOldestChunks()
{
    QFETCH(int, capacity);
    QFETCH(int, requests);
    RequestStore store(static_cast<std::size_t>(capacity));
    bool wasFull = false;
    for (int number = 1; number <= requests; ++number) {
        append(store, "/" + std::to_string(number));
        QCOMPARE(store.endSequence(), static_cast<std::uint64_t>(number) + 1);
        QVERIFY(store.size() <= store.capacity());
        wasFull = wasFull || store.firstSequence() > 1;
        QVERIFY(!wasFull || store.size() * 16 >= store.capacity() * 14);
        if (number % 97 != 0) {
            continue;
        }
        QVERIFY(!store.find(store.firstSequence() - 1));
        QVERIFY(!store.find(store.endSequence()));
        for (const std::uint64_t sequence :
            {store.firstSequence(), (store.firstSequence() + store.endSequence()) / 2, store.endSequence() - 1}) {
            const RequestRecord *record = store.find(sequence);
            QVERIFY(record);
            QCOMPARE(record->sequence, sequence);
            QCOMPARE(std::string(store.text(*record).target), "/" + std::to_string(sequence));
        }
    }
    QVERIFY(wasFull);
}

void tst_RequestStore::textBytesAreBounded()
{
    RequestStore store(100'000, 1024 * 1024);
    for (int number = 0; number < 2'000; ++number) {
        append(store, "/" + std::string(4'000, 'x'));
        QVERIFY(store.textBytes() <= 1024 * 1024);
    }
    QVERIFY(store.textBytes() >= 1024 * 1024 * 13 / 16);
    QVERIFY(store.find(store.endSequence() - 1));
}

void tst_RequestStore::longTextsAreCut()
{
    RequestStore store;
    const Gateway::Request request = Test::requestWith(
        {{"REQUEST_METHOD", std::string(300, 'M')}, {"REQUEST_URI", std::string(60'000, 'u')}, {"REMOTE_ADDR", std::string(500, 'a')}});
    const RequestRecord &record = store.append(request, RequestFields::of(request.vars), Test::sampleTrace());
    QCOMPARE(store.text(record).method.size(), std::size_t{32});
    QCOMPARE(store.text(record).target.size(), RequestStore::maxTargetBytes);
    QCOMPARE(store.text(record).client.size(), std::size_t{255});
}

void tst_RequestStore::rejectedRequestsAreKeptToo()
{
    RequestStore store;
    const RequestRecord &record = store.appendRejected(5, "::1", 400, "The request line has no version.");
    QVERIFY(record.is(RequestRecord::Rejected));
    QCOMPARE(record.status, 400);
    QCOMPARE(std::string(store.text(record).target), std::string("The request line has no version."));
    QCOMPARE(std::string(store.text(record).client), std::string("::1"));
}

QTEST_APPLESS_MAIN(tst_RequestStore)
#include "tst_requeststore.moc"
