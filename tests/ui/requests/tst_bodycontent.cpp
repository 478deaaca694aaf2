// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodycontent.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;
using Shape = BodyContent::Shape;

class tst_BodyContent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void aCutCharacterIsNoReason();
    void charsets_data();
    void charsets();
    void words();
    void names_data();
    void names();
};

namespace {

CapturedBody bodyOf(const QByteArray &bytes, const QString &type, const QString &encoding = {})
{
    const QJsonObject json{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}, {u"bytes"_s, bytes.size()}};
    QJsonArray headers;
    headers.append(QJsonArray{u"Content-Type"_s, type});
    headers.append(QJsonArray{u"Content-Encoding"_s, encoding});
    return capturedBody(json, headers);
}

} // namespace

void tst_BodyContent::shapes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("shape");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &type, Shape shape) {
        QTest::newRow(name) << bytes << type << int(shape);
    };
    row("nothing", "", u"text/html"_s, Shape::Nothing);
    row("text", "h\xc3\xa9llo\n", QString(), Shape::Text);
    row("Latin-1 that says it is text", "\xe9\xe8\xe0\xe9", u"text/plain"_s, Shape::Text);
    row("bytes that say nothing", "\xe9\xe8\xe0\xe9", QString(), Shape::Bytes);
    row("bytes that say they are text", QByteArray("\x00\x01\x02", 3), u"text/plain"_s, Shape::Bytes);
    row("half a character at the end of a whole body", "abc\xe2\x82", QString(), Shape::Bytes);
    row("JSON", "{}", u"application/problem+json"_s, Shape::Json);
    row("JSON that is none", "oops", u"application/json"_s, Shape::Json);
    row("JSON that does not say so", "[1]", QString(), Shape::Json);
    row("text that begins like JSON", "[see below]", QString(), Shape::Text);
    row("JSON called text is text", "[1]", u"text/plain"_s, Shape::Text);
    row("a form", "a=1&b=2", u"application/x-www-form-urlencoded"_s, Shape::Form);
    row("parts", "--x\r\n\r\n1\r\n--x--", u"multipart/form-data; boundary=x"_s, Shape::Parts);
    row("parts without a boundary", "--x\r\n\r\n1\r\n--x--", u"multipart/form-data"_s, Shape::Text);
    row("HTML", "<p>", u"text/html; charset=utf-8"_s, Shape::Markup);
    row("SVG", "<svg/>", u"image/svg+xml"_s, Shape::Markup);
    row("an image that is none", "abc", u"image/png"_s, Shape::Text);
    row("UTF-16 with its mark",
        QByteArray("\xff\xfe"
                   "a\0b\0",
            6),
        QString(), Shape::Text);
}

void tst_BodyContent::shapes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, type);
    QFETCH(int, shape);
    QCOMPARE(int(readBody(bodyOf(bytes, type)).shape), shape);
}

void tst_BodyContent::aCutCharacterIsNoReason()
{
    CapturedBody body = bodyOf("abc\xe2\x82", {});
    body.cut = true;
    QCOMPARE(int(readBody(body).shape), int(Shape::Text));
    QCOMPARE(readBody(body).text.text, u"abc"_s);
}

void tst_BodyContent::charsets_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("charset");
    QTest::addColumn<QString>("unknown");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &declared, const QString &text, const QString &charset,
                         const QString &unknown = {}) { QTest::newRow(name) << bytes << declared << text << charset << unknown; };
    row("UTF-8", "\xc3\xa9", u"utf-8"_s, u"é"_s, u"UTF-8"_s);
    row("nobody says, it is UTF-8", "\xc3\xa9", QString(), u"é"_s, u"UTF-8"_s);
    row("nobody says, it is not UTF-8", "\xe9\x80", QString(), u"é€"_s, u"windows-1252"_s);
    row("Latin-1 is windows-1252, as in browsers", "\xe9\x80\x81", u"ISO-8859-1"_s, u"é€\u0081"_s, u"windows-1252"_s);
    row("a mark says more than the header", "\xef\xbb\xbf\xc3\xa9", u"iso-8859-1"_s, u"é"_s, u"UTF-8"_s);
    row("UTF-16 by its mark", QByteArray("\xfe\xff\0a", 4), QString(), u"a"_s, u"UTF-16BE"_s);
    row("UTF-16 by the header", QByteArray("a\0", 2), u"utf-16le"_s, u"a"_s, u"UTF-16LE"_s);
    row("the page itself", "<meta charset='windows-1252'>\xe9", QString(), u"<meta charset='windows-1252'>é"_s, u"windows-1252"_s);
    row("the page in the old way", "<meta http-equiv=x content=\"text/html; charset=latin1\">\xe9", QString(),
        u"<meta http-equiv=x content=\"text/html; charset=latin1\">é"_s, u"windows-1252"_s);
    row("XML", "<?xml version='1.0' encoding=\"iso-8859-1\"?>\xe9", QString(), u"<?xml version='1.0' encoding=\"iso-8859-1\"?>é"_s,
        u"windows-1252"_s);
    row("not known", "a\xc3\xa9", u"klingon-8"_s, u"aé"_s, u"UTF-8"_s, u"klingon-8"_s);
    row("a page that claims UTF-16", "<meta charset=utf-16>\xc3\xa9", QString(), u"<meta charset=utf-16>é"_s, u"UTF-8"_s);
}

void tst_BodyContent::charsets()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, declared);
    QFETCH(QString, text);
    QFETCH(QString, charset);
    QFETCH(QString, unknown);
    const BodyText read = bodyText(bytes, {.declared = declared, .looksInside = true, .isCut = false});
    QCOMPARE(read.text, text);
    QCOMPARE(read.charset, charset);
    QCOMPARE(read.unknown, unknown);
}

void tst_BodyContent::words()
{
    CapturedBody body = bodyOf("{}", u"application/json; charset=klingon"_s);
    QCOMPARE(bodyWords(readBody(body)), u"application/json · 2 B"_s); // JSON is UTF-8
    body = bodyOf("x", u"text/plain; charset=klingon"_s);
    QCOMPARE(bodyWords(readBody(body)), u"text/plain · 1 B · the charset “klingon” is not known, read as UTF-8"_s);
    body = bodyOf("\xe9", u"text/plain"_s);
    QCOMPARE(bodyWords(readBody(body)), u"text/plain · 1 B · no charset, read as windows-1252"_s);
    body.cut = true;
    body.size = 5'000'000;
    QVERIFY2(bodyWords(readBody(body)).contains(u"cut at 1 B"_s), qPrintable(bodyWords(readBody(body))));
    QCOMPARE(bodyWords(readBody(CapturedBody())), u"The body was not recorded."_s);
    QCOMPARE(bodyWords(readBody(bodyOf("", {}))), u"No body."_s);
}

void tst_BodyContent::names_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name and its ending") << u"/a/photo.png?x=/y.z"_s << u"image/png"_s << u"photo.png"_s;
    QTest::newRow("an ending by the type") << u"/users/7"_s << u"application/json"_s << u"7.json"_s;
    QTest::newRow("the root") << u"/"_s << u"text/html"_s << u"response.html"_s;
    QTest::newRow("nothing dangerous") << u"/..%2f..%2f.bashrc"_s << u"x/y"_s << u"_.._.bashrc"_s;
    QTest::newRow("hidden") << u"/.env"_s << u"x/y"_s << u"env"_s;
}

void tst_BodyContent::names()
{
    QFETCH(QString, target);
    QFETCH(QString, type);
    QFETCH(QString, name);
    const QString proposed = proposedFileName(target, readBody(bodyOf("x", type)));
    QVERIFY(!proposed.contains(u'/') && !proposed.startsWith(u'.'));
    QCOMPARE(proposed, name);
}

QTEST_MAIN(tst_BodyContent)
#include "tst_bodycontent.moc"
