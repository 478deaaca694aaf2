// SPDX-License-Identifier: Apache-2.0
#include "engine/log/escape.h"

#include "tests/support/guardedbytes.h"

#include <QTest>

using namespace Retort;

class tst_Escape final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapes_data();
    void escapes();
    void neverGivesAControlByte();
    void boundedTextKeepsBothEnds();
    void outputText_data();
    void outputText();
};

void tst_Escape::escapes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("quoted");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &plain, const QByteArray &quoted = {}) {
        QTest::newRow(name) << bytes << plain << (quoted.isNull() ? plain : quoted);
    };
    row("plain text passes", "/a?b=c", "/a?b=c");
    row("CR and LF make no new line", "a\r\nb", "a\\x0d\\x0ab");
    row("ESC starts no sequence", "\x1b[2J", "\\x1b[2J");
    row("NUL does not end the text", QByteArray("a\0b", 3), "a\\x00b");
    row("DEL and backspace", "\x7f\x08", "\\x7f\\x08");
    row("C1 as UTF-8 (CSI)",
        "\xc2\x9b"
        "31m",
        "\\xc2\\x9b31m");
    row("C1 as a single byte",
        "\x9b"
        "31m",
        "\\x9b31m");
    row("umlauts and emoji pass", "gr\xc3\xbc\xc3\x9f \xf0\x9f\x90\x8d", "gr\xc3\xbc\xc3\x9f \xf0\x9f\x90\x8d");
    row("right-to-left override",
        "\xe2\x80\xae"
        "gpj",
        "\\xe2\\x80\\xaegpj");
    row("isolate", "\xe2\x81\xa6", "\\xe2\\x81\\xa6");
    row("zero-width space", "\xe2\x80\x8b", "\\xe2\\x80\\x8b");
    row("line separator", "\xe2\x80\xa8", "\\xe2\\x80\\xa8");
    row("Arabic letter mark", "\xd8\x9c", "\\xd8\\x9c");
    row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("cut in the middle of a character", "a\xe2\x82", "a\\xe2\\x82");
    row("quotes are escaped only between quotes", "a\"b\\c", "a\"b\\c", "a\\\"b\\\\c");
}

void tst_Escape::escapes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, quoted);
    const Test::GuardedBytes guarded(bytes.toStdString());
    std::string text;
    Log::appendEscaped(text, guarded.view());
    QCOMPARE(QByteArray::fromStdString(text), plain);
    text.clear();
    Log::appendEscaped(text, guarded.view(), Log::Quotes::Escaped);
    QCOMPARE(QByteArray::fromStdString(text), quoted);
}

void tst_Escape::neverGivesAControlByte()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string bytes = {static_cast<char>(first), static_cast<char>(second)};
            std::string text;
            Log::appendEscaped(text, Test::GuardedBytes(bytes).view(), Log::Quotes::Escaped);
            for (const char byte : text) {
                const auto value = static_cast<unsigned char>(byte);
                QVERIFY2(value >= 0x20 && value != 0x7f, qPrintable(QString::number(first, 16)));
            }
            QVERIFY(QString::fromUtf8(text).toUtf8() == QByteArray::fromStdString(text));
        }
    }
}

void tst_Escape::boundedTextKeepsBothEnds()
{
    const std::string text = "/start" + std::string(1000, 'x') + "end";
    for (std::size_t most = 3; most < 120; ++most) {
        std::string shown;
        Log::appendEscapedBounded(shown, text, most);
        QVERIFY(shown.size() <= most);
        QVERIFY(shown.find("...") != std::string::npos);
    }
    for (const std::string &hostile : {std::string(1000, '\x1b'), std::string(30, '\n')}) {
        std::string shown;
        Log::appendEscapedBounded(shown, hostile, 64);
        QVERIFY(shown.size() <= 64);
    }
    std::string umlauts;
    for (int count = 0; count < 500; ++count) {
        umlauts += "\xc3\xbc";
    }
    for (std::size_t most = 20; most < 60; ++most) {
        std::string shown;
        Log::appendEscapedBounded(shown, umlauts, most);
        QVERIFY2(shown.find('\\') == std::string::npos, shown.c_str());
    }
}

void tst_Escape::outputText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("colours");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("colours pass and are ended") << QByteArray("\x1b[1;31mred") << true << QByteArray("\x1b[1;31mred\x1b[0m");
    QTest::newRow("colours are left out") << QByteArray("\x1b[31mred\x1b[0m") << false << QByteArray("red");
    QTest::newRow("other sequences are shown, not obeyed")
        << QByteArray("\x1b[2J\x1b]0;title\x07") << true << QByteArray("\\x1b[2J\\x1b]0;title\\x07");
    QTest::newRow("tabs stay") << QByteArray("a\tb") << true << QByteArray("a\tb");
    QTest::newRow("an unfinished colour") << QByteArray("\x1b[31") << true << QByteArray("\\x1b[31");
}

void tst_Escape::outputText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, colours);
    QFETCH(QByteArray, text);
    std::string shown;
    Log::appendOutputText(shown, Test::GuardedBytes(bytes.toStdString()).view(), colours);
    QCOMPARE(QByteArray::fromStdString(shown), text);
}

QTEST_APPLESS_MAIN(tst_Escape)
#include "tst_escape.moc"
