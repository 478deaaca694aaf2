// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/varblock.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

#include <string>

using namespace Retort;
using Gateway::VarBlock;

class tst_VarBlock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips();
    void theLaterOfTwoEqualKeysWins();
    void refusesWhatDoesNotFit();
    void everyCutOfAPacketIsRefusedOrWhole();
};

void tst_VarBlock::roundTrips()
{
    VarBlock block;
    QVERIFY(block.add("A", "1"));
    QVERIFY(block.add("B", ""));
    QVERIFY(block.add("C", std::string(VarBlock::maxFieldBytes, 'x')));
    const auto again = VarBlock::fromBytes(std::string(block.bytes()));
    QVERIFY(again.has_value());
    QCOMPARE(again->count(), 3);
    QCOMPARE(again->value("A"), std::string_view("1"));
    QVERIFY(again->contains("B"));
    QVERIFY(!again->contains("D"));
    QCOMPARE(again->value("C").size(), VarBlock::maxFieldBytes);
}

void tst_VarBlock::theLaterOfTwoEqualKeysWins()
{
    VarBlock block;
    block.add("A", "1");
    block.add("A", "2");
    QCOMPARE(block.value("A"), std::string_view("2"));
}

void tst_VarBlock::refusesWhatDoesNotFit()
{
    VarBlock block;
    QVERIFY(!block.add("", "x"));
    QVERIFY(!block.add("A", std::string(VarBlock::maxFieldBytes + 1, 'x')));
    QCOMPARE(block.count(), 0);
    QVERIFY(!VarBlock::fromBytes(std::string("\0\0\0\0", 4)));
}

void tst_VarBlock::everyCutOfAPacketIsRefusedOrWhole()
{
    VarBlock block;
    block.add("KEY", "value");
    block.add("K", "v");
    const std::string bytes(block.bytes());
    const std::size_t first = 4 + 3 + 5;
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const bool whole = cut == 0 || cut == first || cut == bytes.size();
        QCOMPARE(VarBlock::fromBytes(bytes.substr(0, cut)).has_value(), whole);
    }
}

QTEST_APPLESS_MAIN(tst_VarBlock)
#include "tst_varblock.moc"
