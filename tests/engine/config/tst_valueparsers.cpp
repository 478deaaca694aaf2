// SPDX-License-Identifier: Apache-2.0
#include "engine/config/valueparsers.h"

#include <QTest>

using namespace Retort::Config;
using Quality = IntegerReading::Quality;

Q_DECLARE_METATYPE(Quality)

class tst_ValueParsers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flags_data();
    void flags();
    void integers_data();
    void integers();
    void socketModes_data();
    void socketModes();
    void missingValues();
    void inlineComments();
    void masks();
};

void tst_ValueParsers::flags_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("value");
    QTest::addColumn<bool>("doubtful");

    for (const char *no : {"false", "off", "no", "0", "FALSE", "Off"}) {
        QTest::addRow("%s is no", no) << QByteArray(no) << false << false;
    }
    for (const char *yes : {"true", "on", "yes", "1", "", "True"}) {
        QTest::addRow("“%s” is yes", yes) << QByteArray(yes) << true << false;
    }
    for (const char *trap : {"none", "nope", "'false'", "false ; c", "2", "n"}) {
        QTest::addRow("%s is yes for uWSGI", trap) << QByteArray(trap) << true << true;
    }
}

void tst_ValueParsers::flags()
{
    QFETCH(QByteArray, text);
    const FlagReading reading = readFlag(text.toStdString());
    QTEST(reading.value, "value");
    QTEST(reading.doubtful, "doubtful");
}

void tst_ValueParsers::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<Quality>("quality");

    QTest::newRow("a number") << QByteArray("4") << qint64(4) << Quality::Clean;
    QTest::newRow("a plus") << QByteArray("+4") << qint64(4) << Quality::Clean;
    QTest::newRow("blanks around") << QByteArray(" 4 ") << qint64(4) << Quality::Clean;
    QTest::newRow("leading zeros") << QByteArray("007") << qint64(7) << Quality::Clean;
    QTest::newRow("nothing") << QByteArray("") << qint64(0) << Quality::Empty;
    QTest::newRow("a unit behind") << QByteArray("3600s") << qint64(3600) << Quality::TrailingText;
    QTest::newRow("a comment behind") << QByteArray("65536  # big") << qint64(65536) << Quality::TrailingText;
    QTest::newRow("true") << QByteArray("true") << qint64(0) << Quality::YesNoWord;
    QTest::newRow("Off") << QByteArray("Off") << qint64(0) << Quality::YesNoWord;
    QTest::newRow("a word") << QByteArray("two") << qint64(0) << Quality::NotANumber;
    QTest::newRow("a sign alone") << QByteArray("+") << qint64(0) << Quality::NotANumber;
    QTest::newRow("two signs") << QByteArray("+-3") << qint64(0) << Quality::NotANumber;
    QTest::newRow("a negative number") << QByteArray("-3") << qint64(-3) << Quality::Negative;
    QTest::newRow("more than 64 bits") << QByteArray("99999999999999999999") << qint64(0) << Quality::TooLarge;
    QTest::newRow("the largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max() << Quality::Clean;
}

void tst_ValueParsers::integers()
{
    QFETCH(QByteArray, text);
    const std::optional<std::string> given = text.toStdString();
    const IntegerReading reading = readInteger(given);
    QTEST(qint64(reading.value), "value");
    QTEST(reading.quality, "quality");
}

void tst_ValueParsers::socketModes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("mode");

    QTest::newRow("empty is 666") << QByteArray() << 0666;
    QTest::newRow("1 is 666") << QByteArray("1") << 0666;
    QTest::newRow("660") << QByteArray("660") << 0660;
    QTest::newRow("000") << QByteArray("000") << 0;
    QTest::newRow("four digits are refused") << QByteArray("0660") << -1;
    QTest::newRow("letters are refused") << QByteArray("abc") << -1;
    QTest::newRow("eight is no octal digit") << QByteArray("668") << -1;
    QTest::newRow("a sign is refused") << QByteArray("-66") << -1;
}

void tst_ValueParsers::socketModes()
{
    QFETCH(QByteArray, text);
    QTEST(readSocketMode(text.toStdString()).value_or(-1), "mode");
}

void tst_ValueParsers::missingValues()
{
    QVERIFY(readFlag(std::nullopt).value);
    QCOMPARE(readInteger(std::nullopt).value, 1);
    QCOMPARE(readSocketMode(std::nullopt), 0666);
}

void tst_ValueParsers::inlineComments()
{
    QVERIFY(inlineComment("app:app  # x") == std::optional<std::size_t>(9));
    QVERIFY(inlineComment("true ;c") == std::optional<std::size_t>(5));
    QVERIFY(!inlineComment("a;b#c"));
    QVERIFY(!inlineComment("#a"));
}

void tst_ValueParsers::masks()
{
    QCOMPARE(readUmask("022"), 022);
    QCOMPARE(readUmask("0002"), 2);
    QVERIFY(!readUmask("9"));
    QVERIFY(!readUmask("1777"));
    QVERIFY(!readUmask(""));
}

QTEST_GUILESS_MAIN(tst_ValueParsers)
#include "tst_valueparsers.moc"
