// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestring.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestRing;
using Requests::RowKind;

namespace {

void append(RequestRing &ring, std::string_view target, RowKind kind = RowKind::Request, int status = 200)
{
    Log::RequestRecord record;
    record.status = static_cast<std::uint16_t>(status);
    ring.append(record, kind, {"GET", target, "127.0.0.1"});
}

void appendMany(RequestRing &ring, int count)
{
    for (int i = 0; i < count; ++i) {
        append(ring, "/" + std::to_string(ring.end()), RowKind::Request, i % 10 == 0 ? 500 : 200);
    }
}

} // namespace

class tst_RequestRing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRowsAndTexts();
    void forgetsOnlyWhenTold();
    void textBytesAreBounded();
    void whatIsClearedComesBack();
    void sealedChunksOutliveTheRing();
    void sealingEndsAChunk();
    void findsMarkers();
};

void tst_RequestRing::keepsRowsAndTexts()
{
    RequestRing ring(1'000, 100'000);
    append(ring, "/users/7");
    append(ring, "reload", RowKind::Marker);
    append(ring, "/logo.png", RowKind::Request, 503);
    QCOMPARE(ring.size(), 3u);
    QCOMPARE(ring.row(0).texts.target, std::string_view("/users/7"));
    QCOMPARE(ring.row(0).texts.method, std::string_view("GET"));
    QCOMPARE(ring.row(0).texts.client, std::string_view("127.0.0.1"));
    QCOMPARE(ring.row(1).kind, RowKind::Marker);
    QCOMPARE(ring.row(2).kind, RowKind::Request);
    QCOMPARE(ring.row(2).position, 2u);
    QVERIFY(!ring.row(3).record);
    QCOMPARE(ring.counts().requests, 2u);
    QCOMPARE(ring.counts().errors, 1u);
    QCOMPARE(ring.counts().assets, 1u);
    QCOMPARE(ring.counts().markers, 1u);
    append(ring, std::string(100'000, 'x'));
    QCOMPARE(ring.row(3).texts.target.size(), RequestRing::maxTargetBytes);
}

void tst_RequestRing::forgetsOnlyWhenTold()
{
    RequestRing ring(1'000, 1'000'000);
    appendMany(ring, 1'000);
    QCOMPARE(ring.excessEnd(), 0u);
    appendMany(ring, 1);
    const quint64 end = ring.excessEnd();
    QVERIFY(end > 0);
    QCOMPARE(ring.size(), 1'001u);
    ring.dropBefore(end);
    QCOMPARE(ring.first(), end);
    QVERIFY(ring.size() <= 1'000 - 1'000 / 16);
    QVERIFY(ring.size() >= 1'000 - 2 * (1'000 / 16) - 1);
    QCOMPARE(ring.counts().requests, ring.size());
    QVERIFY(!ring.row(end - 1).record);
    QCOMPARE(ring.row(end).texts.target, std::string_view("/" + std::to_string(end)));
}

void tst_RequestRing::textBytesAreBounded()
{
    RequestRing ring(10'000, 200'000);
    for (int i = 0; i < 200; ++i) {
        append(ring, std::string(5'000, 'x'));
        ring.dropBefore(ring.excessEnd());
        QVERIFY(ring.size() <= 200'000 / 5'000 + 1);
    }
    QVERIFY(ring.size() > 10);
}

void tst_RequestRing::whatIsClearedComesBack()
{
    RequestRing ring(1'000, 1'000'000);
    appendMany(ring, 500);
    const auto before = ring.counts();
    auto cleared = ring.take();
    QCOMPARE(ring.size(), 0u);
    QCOMPARE(ring.counts().requests, 0u);
    appendMany(ring, 70);
    QCOMPARE(ring.first(), 500u);
    ring.putBack(std::move(cleared));
    QCOMPARE(ring.size(), 570u);
    QCOMPARE(ring.counts().requests, before.requests + 70);
    for (quint64 position = 0; position < ring.end(); ++position) {
        QCOMPARE(ring.row(position).texts.target, std::string_view("/" + std::to_string(position)));
    }
    // Clearing an empty list, and putting back before anything came.
    ring.putBack(ring.take());
    appendMany(ring, 1);
    QCOMPARE(ring.row(570).texts.target, std::string_view("/570"));
}

void tst_RequestRing::sealedChunksOutliveTheRing()
{
    std::vector<std::shared_ptr<const Requests::RequestChunk>> sealed;
    {
        RequestRing ring(1'600, 1'000'000);
        appendMany(ring, 350);
        sealed = ring.sealed();
        QCOMPARE(sealed.size(), 3u);
        QCOMPARE(sealed.back()->end(), 300u);
        ring.dropBefore(200);
        QCOMPARE(ring.first(), 200u);
    }
    QCOMPARE(sealed[0]->row(42).texts.target, std::string_view("/42"));
}

void tst_RequestRing::sealingEndsAChunk()
{
    RequestRing ring(1'600, 1'000'000); // chunks of a hundred
    ring.seal();
    QVERIFY(ring.sealed().empty());
    appendMany(ring, 130);
    ring.seal();
    ring.seal();
    QCOMPARE(ring.sealed().size(), 2u);
    QCOMPARE(ring.sealed().back()->end(), 130u);
    QCOMPARE(ring.sealed().back()->records.capacity(), 30u);
    appendMany(ring, 110);
    QCOMPARE(ring.sealed().size(), 3u);
    for (quint64 position = 0; position < 240; ++position) {
        QCOMPARE(ring.row(position).texts.target, std::string_view("/" + std::to_string(position)));
    }
    ring.setCapacity(160, 1'000'000);
    QVERIFY(ring.excessEnd() > 0);
    ring.dropBefore(ring.excessEnd());
    QVERIFY(ring.size() <= 160);
}

void tst_RequestRing::findsMarkers()
{
    RequestRing ring(1'600, 1'000'000);
    QCOMPARE(ring.markerAfter(0), 0u);
    appendMany(ring, 150);
    append(ring, "reload", RowKind::Marker); // 150
    appendMany(ring, 300);
    append(ring, "reload", RowKind::Marker); // 451
    append(ring, "reload", RowKind::Marker); // 452
    QCOMPARE(ring.markerAfter(0), 150u);
    QCOMPARE(ring.markerAfter(150), 451u);
    QCOMPARE(ring.markerAfter(451), 452u);
    QCOMPARE(ring.markerAfter(452), ring.end());
    QCOMPARE(ring.markerBefore(452), 451u);
    QCOMPARE(ring.markerBefore(451), 150u);
    QCOMPARE(ring.markerBefore(150), ring.end());
}

QTEST_APPLESS_MAIN(tst_RequestRing)
#include "tst_requestring.moc"
