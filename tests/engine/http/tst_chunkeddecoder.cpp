// SPDX-License-Identifier: Apache-2.0
#include "engine/base/limits.h"
#include "engine/http/chunkeddecoder.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

#include <string>

using namespace Retort;
using namespace Retort::Http;

namespace {

constexpr std::uint64_t mostBytes = 1000;

// Feeds a piece to its end; returns false after an error.
bool feedAll(ChunkedDecoder &decoder, std::string_view piece, std::string &body, std::string &verdict, std::size_t &used)
{
    while (!piece.empty() && verdict != "done") {
        const auto step = decoder.feed(piece);
        if (!step) {
            verdict = std::to_string(step.error().status);
            return false;
        }
        body.append(step->body);
        used += step->consumed;
        piece.remove_prefix(step->consumed);
        if (step->done) {
            verdict = "done";
        }
    }
    return true;
}

// "done:<body>:<bytes used>", "more:<body>", or the status of the error.
std::string decodeInPieces(std::string_view wire, std::size_t pieceLength, std::size_t firstLength)
{
    ChunkedDecoder decoder(mostBytes);
    std::string body;
    std::string verdict = "more";
    std::size_t used = 0;
    std::size_t at = 0;
    std::size_t length = firstLength;
    do {
        const Test::GuardedBytes piece(wire.substr(at, length));
        if (!feedAll(decoder, piece.view(), body, verdict, used)) {
            return verdict;
        }
        at += piece.view().size();
        length = pieceLength;
    } while (at < wire.size() && verdict != "done");
    return verdict + ":" + body + (verdict == "done" ? ":" + std::to_string(used) : "");
}

} // namespace

class tst_ChunkedDecoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void anyCutGivesTheSameAnswer_data() { decodes_data(); }
    void anyCutGivesTheSameAnswer();
    void extensionsAreCountedOverTheWholeBody();
    void trailersAreLimited();
    void aBodyMayBeAsLongAsItsLimit();
};

void tst_ChunkedDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("verdict");

    const auto row = [](const char *name, const std::string &wire, const std::string &verdict) {
        QTest::newRow(name) << QByteArray::fromStdString(wire) << QByteArray::fromStdString(verdict);
    };
    row("one chunk", "5\r\nhello\r\n0\r\n\r\n", "done:hello:15");
    row("two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "done:hello world:26");
    row("nothing", "0\r\n\r\n", "done::5");
    row("what follows is not touched", "1\r\n!\r\n0\r\n\r\nGET /", "done:!:11");
    row("sizes in capital hexadecimal", "A\r\n0123456789\r\n0\r\n\r\n", "done:0123456789:20");
    row("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "done:hello:20");
    row("extensions are skipped", "1;x=y\r\n!\r\n0;z=\"q;r\"\r\n\r\n", "done:!:23");
    row("blanks before an extension", "1 \t;x\r\n!\r\n0\r\n\r\n", "done:!:15");
    row("trailers are dropped", "1\r\n!\r\n0\r\nX: y\r\nContent-Length: 5\r\n\r\n", "done:!:36");
    row("CR and LF inside a chunk are body", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "done:\r\n\r\n:14");
    row("unfinished", "5\r\nhel", "more:hel");

    row("no size", "\r\nhello", "400");
    row("a negative size", "-5\r\nhello", "400");
    row("a plus sign", "+5\r\nhello", "400");
    row("0x before the size", "0x5\r\nhello\r\n0\r\n\r\n", "400");
    row("a blank before the size", " 5\r\nhello", "400");
    row("a blank after the size", "5 \r\nhello", "400");
    row("an underscore in the size", "1_0\r\n", "400");
    row("a size that wraps around", "10000000000000005\r\nhello\r\n0\r\n\r\n", "400");
    row("a size above the limit", "3e9\r\n", "413");
    row("a size far above the limit", "ffffffffffffff\r\n", "413");
    row("LF alone after the size", "5\nhello\r\n0\r\n\r\n", "400");
    row("CR alone after the size", "5\rhello\r\n0\r\n\r\n", "400");
    row("LF alone in an extension", "5;a\nb\r\nhello\r\n0\r\n\r\n", "400");
    row("CR alone in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n", "400");
    row("NUL in an extension", std::string("5;a\0b\r\n", 7), "400");
    row("a chunk longer than its size", "3\r\nhello\r\n0\r\n\r\n", "400");
    row("a chunk shorter than its size", "7\r\nhello\r\n0\r\n\r\n", "400");
    row("LF alone after a chunk", "5\r\nhello\n0\r\n\r\n", "400");
    row("CR alone after a chunk", "5\r\nhello\r0\r\n\r\n", "400");
    row("LF alone at the end", "0\r\n\n", "400");
    row("a folded trailer", "0\r\nX: y\r\n z\r\n\r\n", "400");
    row("a trailer without colon", "0\r\nXyz\r\n\r\n", "400");
    row("a trailer with a blank in its name", "0\r\nX : y\r\n\r\n", "400");
    row("a control character in a trailer", "0\r\nX: \x01\r\n\r\n", "400");
    row("LF alone in a trailer", "0\r\nX: y\n\r\n", "400");
}

void tst_ChunkedDecoder::decodes()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, verdict);
    const std::string bytes = wire.toStdString();
    QCOMPARE(QByteArray::fromStdString(decodeInPieces(bytes, bytes.size(), bytes.size())), verdict);
    QCOMPARE(QByteArray::fromStdString(decodeInPieces(bytes, 1, 1)), verdict);
}

void tst_ChunkedDecoder::anyCutGivesTheSameAnswer()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, verdict);
    const std::string bytes = wire.toStdString();
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const std::string got = decodeInPieces(bytes, bytes.size(), cut);
        QVERIFY2(got == verdict.toStdString(), qPrintable(QStringLiteral("cut at %1: %2").arg(cut).arg(QString::fromStdString(got))));
    }
}

void tst_ChunkedDecoder::extensionsAreCountedOverTheWholeBody()
{
    const std::string line = "1;" + std::string(1000, 'x') + "\r\n!\r\n";
    std::string wire;
    for (std::size_t i = 0; i < Limits::chunkExtensionBytes / 1000 + 1; ++i) {
        wire += line;
    }
    QCOMPARE(decodeInPieces(wire, wire.size(), wire.size()), std::string("400"));
    QCOMPARE(decodeInPieces("1;" + std::string(Limits::chunkLineBytes, 'x'), 1, 1), std::string("400"));
    QCOMPARE(decodeInPieces(std::string(Limits::chunkLineBytes + 1, '0'), 1, 1), std::string("400"));
}

void tst_ChunkedDecoder::trailersAreLimited()
{
    std::string many = "0\r\n";
    for (std::size_t i = 0; i <= Limits::trailerCount; ++i) {
        many += "X: y\r\n";
    }
    QCOMPARE(decodeInPieces(many + "\r\n", 1, 1), std::string("400"));
    QCOMPARE(decodeInPieces("0\r\nX: " + std::string(Limits::trailerBytes, 'y'), 1, 1), std::string("400"));
}

void tst_ChunkedDecoder::aBodyMayBeAsLongAsItsLimit()
{
    const std::string body(mostBytes, 'b');
    QVERIFY(decodeInPieces("3e8\r\n" + body + "\r\n0\r\n\r\n", 7, 7).starts_with("done:" + body));
    QCOMPARE(decodeInPieces("3e8\r\n" + body + "\r\n1\r\n", 7, 7), std::string("413"));
}

QTEST_APPLESS_MAIN(tst_ChunkedDecoder)
#include "tst_chunkeddecoder.moc"
