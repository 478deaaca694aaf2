// SPDX-License-Identifier: Apache-2.0
#include "engine/log/capturestore.h"

#include <QTest>

using namespace Retort;
using Gateway::Capture;
using Log::CaptureStore;

class tst_CaptureStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsBySequence();
    void oldestLeaveFirst();
    void bytesAreBounded();
    void bodiesAreCut();
};

namespace {

std::shared_ptr<Capture> captureOf(std::size_t bytes)
{
    auto capture = std::make_shared<Capture>();
    capture->exceptionJson.assign(bytes, 'x');
    return capture;
}

} // namespace

void tst_CaptureStore::findsBySequence()
{
    CaptureStore store;
    QVERIFY(!store.find(1));
    store.add(3, captureOf(3));
    store.add(7, captureOf(7));
    QVERIFY(!store.find(2));
    QCOMPARE(store.find(3)->exceptionJson.size(), std::size_t{3});
    QVERIFY(!store.find(5));
    QCOMPARE(store.find(7)->exceptionJson.size(), std::size_t{7});
    QVERIFY(!store.find(8));
}

void tst_CaptureStore::oldestLeaveFirst()
{
    CaptureStore store(3);
    for (std::uint64_t sequence = 1; sequence <= 10; ++sequence) {
        store.add(sequence, captureOf(sequence));
    }
    QCOMPARE(store.size(), std::size_t{3});
    QVERIFY(!store.find(7));
    QVERIFY(store.find(8) && store.find(9) && store.find(10));
}

void tst_CaptureStore::bytesAreBounded()
{
    CaptureStore store(100, 10'000);
    for (std::uint64_t sequence = 1; sequence <= 100; ++sequence) {
        store.add(sequence, captureOf(1'000));
        QVERIFY(store.bytes() <= 10'000);
    }
    QVERIFY(store.find(100));
    QVERIFY(!store.find(90));
    store.add(101, captureOf(20'000));
    QVERIFY(!store.find(101));
    QCOMPARE(store.bytes(), std::size_t{0});
    store.add(102, captureOf(1));
    QVERIFY(store.find(102));
}

void tst_CaptureStore::bodiesAreCut()
{
    Gateway::CapturedBody body;
    body.add(std::string(Gateway::CapturedBody::mostBytes - 1, 'a'));
    body.add("b");
    QVERIFY(!body.isCut());
    body.add("c");
    QVERIFY(body.isCut());
    body.add(std::string(100, 'd'));
    QCOMPARE(body.bytes().size(), Gateway::CapturedBody::mostBytes);
    QCOMPARE(body.bytes().back(), 'b');
    QCOMPARE(body.size(), std::uint64_t{Gateway::CapturedBody::mostBytes + 101});
}

QTEST_GUILESS_MAIN(tst_CaptureStore)
#include "tst_capturestore.moc"
