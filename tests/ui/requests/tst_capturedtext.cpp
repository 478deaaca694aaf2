// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/capturedtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

class tst_CapturedText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invisibleIsShown_data();
    void invisibleIsShown();
    void longIsCut();
    void bodiesAreReadWithTheirHeaders();
    void oddAnswersAreHarmless();
    void hex();
};

void tst_CapturedText::invisibleIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"a ü 漢 😀"_s << u"a ü 漢 😀"_s;
    QTest::newRow("a terminal's escape") << u"\x1b[31mred"_s << u"\\u001b[31mred"_s;
    QTest::newRow("turned round") << u"a\u202Eb"_s << u"a\\u202eb"_s;
    QTest::newRow("zero width") << u"a\u200Bb\uFEFF"_s << u"a\\u200bb\\ufeff"_s;
    QTest::newRow("a line separator") << u"a\u2028b"_s << u"a\\u2028b"_s;
    QTest::newRow("line ends") << u"a\r\nb\n\nc\td"_s << u"a\nb\n\nc\td"_s;
    QTest::newRow("a carriage return alone") << u"a\rb"_s << u"a\\u000db"_s;
    QTest::newRow("markup stays text") << u"<b>x</b>"_s << u"<b>x</b>"_s;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << u"\\u0000"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void tst_CapturedText::invisibleIsShown()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(shownText(text), shown);
}

void tst_CapturedText::longIsCut()
{
    const QString longLine = QString(5'000, u'x') + u"\nend"_s;
    const QString line = shownText(longLine);
    QVERIFY(line.size() < 2'100);
    QVERIFY(line.endsWith(u"\nend"_s));
    QVERIFY(line.contains(u"3000 more"_s));
    const QString much = shownText(QString(u"0123456789\n"_s).repeated(100'000));
    QVERIFY(much.size() < mostShownChars + 100);
    QVERIFY(much.contains(u"more characters"_s));
}

void tst_CapturedText::bodiesAreReadWithTheirHeaders()
{
    const QJsonArray headers{QJsonArray{u"content-TYPE"_s, u"Application/Problem+JSON; charset=utf-8"_s}, QJsonArray{u"X"_s, u"1"_s}};
    const CapturedBody body = capturedBody(QJsonObject{{u"base64"_s, u"e30="_s}, {u"bytes"_s, 9}, {u"cut"_s, true}}, headers);
    QCOMPARE(body.bytes, QByteArray("{}"));
    QVERIFY(body.cut && body.known);
    QCOMPARE(body.size, 9);
    QCOMPARE(body.type, u"application/problem+json"_s);
    QCOMPARE(body.contentType, u"Application/Problem+JSON; charset=utf-8"_s);
    QVERIFY(body.encoding.isEmpty());
    QVERIFY(!capturedBody(QJsonValue(), headers).known);
}

void tst_CapturedText::oddAnswersAreHarmless()
{
    const QJsonArray headers{5, u"x"_s, QJsonArray{}, QJsonArray{1, 2}};
    QCOMPARE(headerValue(headers, u"content-type"), QString());
    const CapturedBody body = capturedBody(QJsonObject{{u"base64"_s, 7}, {u"bytes"_s, -5}}, headers);
    QCOMPARE(body.size, 0);
    QVERIFY(body.bytes.isEmpty());
}

void tst_CapturedText::hex()
{
    QCOMPARE(hexText("Hello\x01"), u"00000000  48 65 6c 6c 6f 01                               Hello.\n"_s);
    QVERIFY(hexText(QByteArray(1024 * 1024, 'x')).size() < 400'000);
}

QTEST_GUILESS_MAIN(tst_CapturedText)
#include "tst_capturedtext.moc"
