// SPDX-License-Identifier: Apache-2.0
#include "engine/content/contentdecoder.h"

#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace Retort::Content;

class tst_ContentDecoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void aCutBodyGivesItsBeginning_data();
    void aCutBodyGivesItsBeginning();
    void bombsStop();
    void whatItIsNot();
    void severalCodings();
    void severalMembers();
};

namespace {

const QByteArray plain = QByteArray("hello hello hello hello\n").repeated(3);

QByteArray packed(const QByteArray &bytes, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray gzipped(const QByteArray &bytes)
{
    return packed(bytes, 31);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

void tst_ContentDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("codings");
    QTest::newRow("none") << plain << QByteArray();
    QTest::newRow("identity") << plain << QByteArray("identity");
    QTest::newRow("gzip") << gzipped(plain) << QByteArray("gzip");
    QTest::newRow("any case, blanks") << gzipped(plain) << QByteArray(" X-GZip ,");
    QTest::newRow("deflate as zlib data") << packed(plain, 15) << QByteArray("deflate");
    QTest::newRow("deflate without the frame") << packed(plain, -15) << QByteArray("deflate");
    if (canDecode("br")) {
        QTest::newRow("br") << QByteArray::fromHex("1b470000a414407210659cc9a3f23cddad1a") << QByteArray("br");
    }
    if (canDecode("zstd")) {
        QTest::newRow("zstd") << QByteArray::fromHex("28b52ffd0458cd00005868656c6c6f200a200a200a0500600a100e4c060491b91401949fd8c7")
                              << QByteArray("zstd");
    }
}

void tst_ContentDecoder::decodes()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, codings);
    const Decoded decoded = decodeContent(view(sent), view(codings));
    QCOMPARE(QByteArray::fromStdString(decoded.bytes), plain);
    QCOMPARE(decoded.reading, Reading::Whole);
    QVERIFY(decoded.coding.empty());
}

void tst_ContentDecoder::aCutBodyGivesItsBeginning_data()
{
    decodes_data();
}

void tst_ContentDecoder::aCutBodyGivesItsBeginning()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, codings);
    if (codings.isEmpty() || codings == "identity") {
        return; // a body without a coding cannot know
    }
    for (qsizetype size = 0; size < sent.size(); ++size) {
        const Decoded decoded = decodeContent(view(sent.first(size)), view(codings));
        QVERIFY2(decoded.reading == Reading::Cut, qPrintable(u"at %1: %2"_s.arg(size).arg(int(decoded.reading))));
        QVERIFY(plain.startsWith(QByteArray::fromStdString(decoded.bytes)));
    }
    // Of the long ones, most is there.
    QByteArray text;
    for (int line = 0; line < 20'000; ++line) {
        text += "line " + QByteArray::number(line) + " of a long text\n";
    }
    const QByteArray whole = gzipped(text);
    const Decoded half = decodeContent(view(whole.first(whole.size() / 2)), "gzip");
    QCOMPARE(half.reading, Reading::Cut);
    QCOMPARE(half.coding, std::string("gzip"));
    QVERIFY(half.bytes.size() > std::size_t(text.size() / 3));
}

void tst_ContentDecoder::bombsStop()
{
    const QByteArray bomb = gzipped(QByteArray(40 * 1024 * 1024, '\0'));
    QVERIFY(bomb.size() < 50'000);
    const Decoded decoded = decodeContent(view(bomb), "gzip");
    QCOMPARE(decoded.reading, Reading::TooLarge);
    QCOMPARE(decoded.bytes.size(), mostDecodedBytes);
    QCOMPARE(decodeContent(view(plain), "", 10).reading, Reading::TooLarge);
    // What fits exactly is whole.
    QCOMPARE(decodeContent(view(gzipped(plain)), "gzip", std::size_t(plain.size())).reading, Reading::Whole);
    const QByteArray step(64 * 1024, 'x');
    QCOMPARE(decodeContent(view(gzipped(step)), "gzip", std::size_t(step.size())).reading, Reading::Whole);
    QCOMPARE(decodeContent(view(gzipped(step + step)), "gzip", std::size_t(step.size())).reading, Reading::TooLarge);
}

void tst_ContentDecoder::whatItIsNot()
{
    QCOMPARE(decodeContent(view(plain), "gzip").reading, Reading::Broken);
    QCOMPARE(decodeContent(view(plain), "zip9").reading, Reading::Unknown);
    QCOMPARE(QByteArray::fromStdString(decodeContent(view(plain), "zip9").bytes), plain);
    QByteArray damaged = gzipped(QByteArray(100'000, 'a') + plain);
    damaged[damaged.size() - 6] = char(damaged[damaged.size() - 6] + 1); // its checksum
    const Decoded decoded = decodeContent(view(damaged), "gzip");
    QCOMPARE(decoded.reading, Reading::Broken);
    QCOMPARE(decoded.bytes.size(), std::size_t(100'000 + plain.size()));
    QVERIFY(!canDecode("zip9") && !canDecode("") && canDecode("GZIP"));
}

void tst_ContentDecoder::severalCodings()
{
    const Decoded decoded = decodeContent(view(gzipped(packed(plain, 15))), "deflate, gzip");
    QCOMPARE(QByteArray::fromStdString(decoded.bytes), plain);
    QCOMPARE(decodeContent(view(gzipped(plain)), "zip9, gzip").reading, Reading::Unknown);
    QCOMPARE(QByteArray::fromStdString(decodeContent(view(gzipped(plain)), "zip9, gzip").bytes), plain);
    QCOMPARE(decodeContent(view(plain), "gzip,gzip,gzip,gzip,gzip").reading, Reading::Unknown);
}

void tst_ContentDecoder::severalMembers()
{
    QCOMPARE(decodeContent(view(gzipped("one ") + gzipped("two")), "gzip").bytes, std::string("one two"));
    QCOMPARE(decodeContent(view(gzipped("one ") + QByteArray(10, '\0')), "gzip").bytes, std::string("one "));
}

QTEST_APPLESS_MAIN(tst_ContentDecoder)
#include "tst_contentdecoder.moc"
