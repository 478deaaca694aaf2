// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/packetparser.h"

#include "engine/gateway/varblock.h"
#include "tests/engine/uwsgi/packets.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

#include <vector>

using namespace Retort;
using Test::GuardedBytes;
using Test::packet;
using Uwsgi::OtherProtocol;
using Uwsgi::PacketParser;
using State = Uwsgi::PacketParser::State;

Q_DECLARE_METATYPE(Retort::Uwsgi::PacketParser::State)
Q_DECLARE_METATYPE(std::string)

namespace {

struct Parsed
{
    State state;
    std::string fault;
    std::string block;
    std::string rest;
    bool operator==(const Parsed &) const = default;
};

Parsed parse(const std::vector<std::string_view> &pieces, std::size_t bufferBytes)
{
    PacketParser parser(bufferBytes);
    Parsed parsed;
    for (const std::string_view piece : pieces) {
        const GuardedBytes guarded(piece);
        parsed.rest.append(guarded.view().substr(parser.feed(guarded.view())));
    }
    parsed.state = parser.state();
    parsed.fault = parser.fault();
    parsed.block = parser.takeBlock();
    return parsed;
}

} // namespace

class tst_PacketParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void anyCutGivesTheSame_data() { parses_data(); }
    void anyCutGivesTheSame();
    void byteByByteGivesTheSame_data() { parses_data(); }
    void byteByByteGivesTheSame();
    void readsTheHeader();
    void knowsOtherProtocols_data();
    void knowsOtherProtocols();
};

// UWSGI.md §4.3, and what else can be wrong.
void tst_PacketParser::parses_data()
{
    QTest::addColumn<std::string>("wire");
    QTest::addColumn<int>("bufferBytes");
    QTest::addColumn<State>("state");
    QTest::addColumn<std::string>("fault");
    QTest::addColumn<std::string>("rest");
    const auto row = [](const char *name, const std::string &wire, State state, const std::string &fault = {}, const std::string &rest = {},
                         int buffer = 65535) { QTest::newRow(name) << wire << buffer << state << fault << rest; };
    using namespace std::string_literals;
    row("nothing", "", State::Header);
    row("a packet", packet({{"A", "b"}}), State::Done);
    row("what follows is left alone", packet({{"A", "b"}}) + "body", State::Done, "", "body");
    row("an empty value", packet({{"A", ""}}), State::Done);
    row("the start of nginx's recorded header", "\x00\xde\x01\x00\x0c\x00QUERY_STRING\x03\x00y=1"s, State::Block);
    row("an empty block", "\0\0\0\0"s, State::Done);
    row("an empty block and a body", "\0\0\0\0abc"s, State::Done, "", "abc");
    row("half a header", "\0\1\0"s, State::Header);
    row("a variable longer than the block", "\0\6\0\0\xff\0abcd"s, State::Failed,
        "The name at byte 0 claims 255 bytes, and 4 are left in the block");
    row("a value longer than the block", "\0\6\0\0\1\0a\2\0b"s, State::Failed,
        "The value at byte 3 claims 2 bytes, and 1 are left in the block");
    row("an empty key", packet({{"", "value"}}), State::Failed, "A variable without a name stands at byte 0 of the block");
    row("an empty key after a good variable", packet({{"A", "b"}, {"", ""}}), State::Failed,
        "A variable without a name stands at byte 6 of the block");
    row("a key without a value", "\0\5\0\0\3\0abc"s, State::Failed,
        "The block of variables ends at byte 5, where the length of a value should be");
    row("half the length of a value", "\0\6\0\0\3\0abc\0"s, State::Failed,
        "The block of variables ends at byte 6, where the length of a value should be");
    row("half the length of a name", "\0\1\0\0\3"s, State::Failed,
        "The block of variables ends at byte 1, where the length of a name should be");
    row("a length over buffer-size", packet({{"A", std::string(100, 'x')}}), State::Failed,
        "The variables of the request have 105 bytes, and buffer-size allows 104", packet({{"A", std::string(100, 'x')}}).substr(4), 104);
    row("a length of just buffer-size", packet({{"A", std::string(100, 'x')}}), State::Done, "", "", 105);
    row("a truncated block", packet({{"A", "bcdef"}}).substr(0, 9), State::Block);
}

void tst_PacketParser::parses()
{
    QFETCH(std::string, wire);
    QFETCH(int, bufferBytes);
    QFETCH(State, state);
    QFETCH(std::string, fault);
    QFETCH(std::string, rest);
    const Parsed parsed = parse({wire}, std::size_t(bufferBytes));
    QCOMPARE(parsed.state, state);
    QCOMPARE(parsed.fault, fault);
    QCOMPARE(parsed.rest, rest);
    if (state == State::Done) {
        QVERIFY(Gateway::VarBlock::fromBytes(parsed.block));
    }
}

void tst_PacketParser::anyCutGivesTheSame()
{
    QFETCH(std::string, wire);
    QFETCH(int, bufferBytes);
    const Parsed whole = parse({wire}, std::size_t(bufferBytes));
    for (std::size_t cut = 0; cut <= wire.size(); ++cut) {
        const std::string_view view(wire);
        QVERIFY2(parse({view.substr(0, cut), view.substr(cut)}, std::size_t(bufferBytes)) == whole,
            qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
}

void tst_PacketParser::byteByByteGivesTheSame()
{
    QFETCH(std::string, wire);
    QFETCH(int, bufferBytes);
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < wire.size(); ++i) {
        pieces.push_back(std::string_view(wire).substr(i, 1));
    }
    QVERIFY(parse(pieces, std::size_t(bufferBytes)) == parse({wire}, std::size_t(bufferBytes)));
}

void tst_PacketParser::readsTheHeader()
{
    PacketParser parser(65535);
    QVERIFY(!parser.hasHeader());
    parser.feed(std::string_view("\x1e\xde\x01", 3));
    QVERIFY(!parser.hasHeader());
    parser.feed(std::string_view("\x07", 1));
    QVERIFY(parser.hasHeader());
    QCOMPARE(int(parser.modifier1()), 30);
    QCOMPARE(parser.blockBytes(), std::size_t(478));
    QCOMPARE(int(parser.modifier2()), 7);
}

void tst_PacketParser::knowsOtherProtocols_data()
{
    QTest::addColumn<std::string>("start");
    QTest::addColumn<int>("other");
    QTest::newRow("GET") << std::string("GET ") << int(OtherProtocol::Http);
    QTest::newRow("POST") << std::string("POST") << int(OtherProtocol::Http);
    QTest::newRow("HTTP/2 with prior knowledge") << std::string("PRI ") << int(OtherProtocol::Http);
    QTest::newRow("TLS 1.2 or 1.3 hello") << std::string("\x16\x03\x01\x02") << int(OtherProtocol::Tls);
    QTest::newRow("a uwsgi header") << std::string("\x00\xde\x01\x00", 4) << int(OtherProtocol::None);
    QTest::newRow("an unknown word") << std::string("GETX") << int(OtherProtocol::None);
    QTest::newRow("nothing yet") << std::string() << int(OtherProtocol::None);
}

void tst_PacketParser::knowsOtherProtocols()
{
    QFETCH(std::string, start);
    QFETCH(int, other);
    QCOMPARE(int(Uwsgi::otherProtocol(GuardedBytes(start).view())), other);
}

QTEST_APPLESS_MAIN(tst_PacketParser)
#include "tst_packetparser.moc"
