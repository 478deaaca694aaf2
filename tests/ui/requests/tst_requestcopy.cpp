// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestcopy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

class tst_RequestCopy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copies_data();
    void copies();
    void bytesComeByAPipe();
    void pytest();
    void rawForms();
    void har();
    void secretsAreMasked();
    void issues();
};

namespace {

QJsonObject body(const QByteArray &bytes)
{
    return {{u"base64"_s, QString::fromLatin1(bytes.toBase64())}, {u"bytes"_s, bytes.size()}, {u"cut"_s, false}};
}

QJsonObject login()
{
    return {{u"method"_s, u"POST"_s}, {u"uri"_s, u"/login?token=abc&next=%2F"_s}, {u"status"_s, 200}, {u"totalUs"_s, 34'000},
        {u"time"_s, qint64{1'795'338'281'000'123}},
        {u"requestHeaders"_s,
            QJsonArray{QJsonArray{u"Host"_s, u"blog:8000"_s}, QJsonArray{u"Authorization"_s, u"Bearer s3cret"_s},
                QJsonArray{u"Content-Type"_s, u"application/json"_s}, QJsonArray{u"Cookie"_s, u"sid=s3cret; a=s3cret"_s},
                QJsonArray{u"Content-Length"_s, u"40"_s}, QJsonArray{u"X-Api-Key"_s, u"s3cret"_s}}},
        {u"requestBody"_s, body(R"({"user":"ada","password":"s3cret","n":{"token":["s3cret"],"x":1}})")},
        {u"responseHeaders"_s,
            QJsonArray{QJsonArray{u"Content-Type"_s, u"application/json"_s}, QJsonArray{u"Set-Cookie"_s, u"sid=s3cret; Path=/"_s}}},
        {u"responseBody"_s, body(R"({"ok":true,"none":null,"list":[1.50,"\u00e9"],"access_token":"s3cret"})")}};
}

} // namespace

void tst_RequestCopy::copies_data()
{
    QTest::addColumn<CopyForm>("form");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("captured"); // a header and a body
    QTest::addColumn<QString>("text");

    const QString users = u"/users/7?full=1&q=a'b"_s;
    QTest::newRow("URL") << CopyForm::Url << u"GET"_s << users << false << u"http://blog:8000/users/7?full=1&q=a'b"_s;
    QTest::newRow("curl") << CopyForm::Curl << u"GET"_s << u"/users/7"_s << false << u"curl http://blog:8000/users/7"_s;
    QTest::newRow("curl quotes") << CopyForm::Curl << u"GET"_s << users << false << u"curl 'http://blog:8000/users/7?full=1&q=a'\\''b'"_s;
    QTest::newRow("curl HEAD") << CopyForm::Curl << u"HEAD"_s << u"/"_s << false << u"curl --head http://blog:8000/"_s;
    QTest::newRow("curl DELETE") << CopyForm::Curl << u"DELETE"_s << u"/"_s << false << u"curl -X DELETE http://blog:8000/"_s;
    QTest::newRow("curl with all") << CopyForm::Curl << u"POST"_s << u"/"_s << true
                                   << u"curl -X POST http://blog:8000/ -H 'X-Id: 7 $x' --data-binary 'a=\"1\"\n'"_s;
    QTest::newRow("a method that is no word") << CopyForm::Curl << u"$(id)"_s << u"/"_s << false << u"curl -X '$(id)' http://blog:8000/"_s;
    QTest::newRow("HTTPie") << CopyForm::Httpie << u"GET"_s << u"/users?a=1"_s << false << u"http GET 'http://blog:8000/users?a=1'"_s;
    QTest::newRow("HTTPie with all") << CopyForm::Httpie << u"PUT"_s << u"/"_s << true
                                     << u"http PUT http://blog:8000/ 'X-Id:7 $x' --raw 'a=\"1\"\n'"_s;
    QTest::newRow("requests") << CopyForm::PythonRequests << u"GET"_s << u"/a\"b\\c"_s << false
                              << uR"(requests.get("http://blog:8000/a\"b\\c"))"_s;
    QTest::newRow("requests, odd method") << CopyForm::PythonRequests << u"PURGE"_s << u"/"_s << false
                                          << uR"(requests.request("PURGE", "http://blog:8000/"))"_s;
    QTest::newRow("requests with all") << CopyForm::PythonRequests << u"POST"_s << u"/"_s << true
                                       << uR"(requests.post("http://blog:8000/", headers={"X-Id": "7 $x"}, data=b"a=\"1\"\x0a"))"_s;
    QTest::newRow("Flask") << CopyForm::FlaskClient << u"DELETE"_s << u"/users/7?full=1"_s << false
                           << uR"(client.delete("/users/7?full=1"))"_s;
    QTest::newRow("Flask, odd method") << CopyForm::FlaskClient << u"PURGE"_s << u"/"_s << false
                                       << uR"(client.open("/", method="PURGE"))"_s;
}

void tst_RequestCopy::copies()
{
    QFETCH(CopyForm, form);
    QFETCH(QString, method);
    QFETCH(QString, target);
    QFETCH(bool, captured);
    CopySource source;
    source.method = method;
    source.base = u"http://blog:8000"_s;
    source.target = target;
    if (captured) {
        source.headers = {{u"X-Id"_s, u"7 $x"_s}};
        source.body = "a=\"1\"\n"_ba;
    }
    QTEST(copyText(source, form), "text");
}

void tst_RequestCopy::bytesComeByAPipe()
{
    CopySource source;
    source.method = u"PUT"_s;
    source.base = u"http://h"_s;
    source.target = u"/"_s;
    source.body = QByteArray("\xff\0", 2);
    QCOMPARE(copyText(source, CopyForm::Curl), u"printf %s /wA= | base64 -d | curl -X PUT http://h/ --data-binary @-"_s);
    QCOMPARE(copyText(source, CopyForm::Httpie), u"printf %s /wA= | base64 -d | http PUT http://h/"_s);
}

void tst_RequestCopy::pytest()
{
    QJsonObject request = login();
    request.remove(u"requestBody"_s);
    request.insert(u"requestHeaders"_s, QJsonArray());
    request.insert(u"method"_s, u"GET"_s);
    request.insert(u"uri"_s, u"/users/7-é?full=1"_s);
    QCOMPARE(copyText(copySource(request, u"http://h"_s, Secrets::Included), CopyForm::Pytest),
        u"def test_get_users_7__(client):\n"
        "    response = client.get(\"/users/7-é?full=1\")\n"
        "    assert response.status_code == 200\n"
        "    assert response.get_json() == {\"ok\": True, \"none\": None, \"list\": [1.50, \"é\"], \"access_token\": \"s3cret\"}\n"_s);
}

void tst_RequestCopy::rawForms()
{
    const CopySource source = copySource(login(), u"http://blog:8000"_s, Secrets::Included);
    QCOMPARE(copyText(source, CopyForm::RawRequest).section(u'\n', 0, 2),
        u"POST /login?token=abc&next=%2F HTTP/1.1\nHost: blog:8000\nAuthorization: Bearer s3cret"_s);
    QCOMPARE(copyText(source, CopyForm::RawResponse),
        u"HTTP/1.1 200 OK\nContent-Type: application/json\nSet-Cookie: sid=s3cret; Path=/\n\n"
        R"({"ok":true,"none":null,"list":[1.50,"\u00e9"],"access_token":"s3cret"})"_s);
}

void tst_RequestCopy::har()
{
    const QString text = copyText(copySource(login(), u"http://blog:8000"_s, Secrets::Masked), CopyForm::Har);
    const QJsonObject entry =
        QJsonDocument::fromJson(text.toUtf8()).object().value("log"_L1).toObject().value("entries"_L1).toArray().first().toObject();
    QCOMPARE(entry.value("request"_L1).toObject().value("url"_L1).toString(), u"http://blog:8000/login?token=***&next=%2F"_s);
    QCOMPARE(entry.value("response"_L1).toObject().value("status"_L1).toInt(), 200);
    QCOMPARE(entry.value("time"_L1).toDouble(), 34.0);
    QCOMPARE(entry.value("startedDateTime"_L1).toString(), u"2026-11-22T09:04:41.000Z"_s);
    QVERIFY(!text.contains(u"s3cret"));
}

void tst_RequestCopy::secretsAreMasked()
{
    for (const CopyForm form : {CopyForm::Url, CopyForm::Curl, CopyForm::Httpie, CopyForm::PythonRequests, CopyForm::FlaskClient,
             CopyForm::Pytest, CopyForm::RawRequest, CopyForm::RawResponse, CopyForm::Har}) {
        const QString masked = copyText(copySource(login(), u"http://h"_s, Secrets::Masked), form);
        QVERIFY2(!masked.contains(u"s3cret") && !masked.contains(u"token=abc"), qPrintable(masked));
    }
    const QString curl = copyText(copySource(login(), u"http://h"_s, Secrets::Masked), CopyForm::Curl);
    QVERIFY2(curl.contains(u"Authorization: Bearer ***"), qPrintable(curl));
    QVERIFY2(curl.contains(u"Cookie: sid=***; a=***"), qPrintable(curl));
    QVERIFY2(curl.contains(uR"({"user":"ada","password":"***","n":{"token":"***","x":1}})"), qPrintable(curl));
    QVERIFY(copyText(copySource(login(), u"http://h"_s, Secrets::Included), CopyForm::Curl).contains(u"s3cret"));
    // Also what is packed, or parts of a form.
    QJsonObject packed = login();
    packed.insert(u"responseHeaders"_s,
        QJsonArray{QJsonArray{u"Content-Type"_s, u"application/json"_s}, QJsonArray{u"Content-Encoding"_s, u"gzip"_s}});
    packed.insert(
        u"responseBody"_s, body(QByteArray::fromHex("1f8b0800000000000203ab562ac9cf4ecd53b2522a364e2e4a2d51aa0500107486c812000000")));
    QVERIFY(copyText(copySource(packed, u"http://h"_s, Secrets::Masked), CopyForm::RawResponse).endsWith(u"{\"token\":\"***\"}"));
    const QByteArray parts = "--B\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ns3cret\r\n--B--\r\n";
    QJsonArray headers;
    headers.append(QJsonArray{u"Content-Type"_s, u"multipart/form-data; boundary=B"_s});
    const CapturedBody form = capturedBody(body(parts), headers);
    QCOMPARE(maskedBody(form), QByteArray(parts).replace("s3cret", "***"));
}

void tst_RequestCopy::issues()
{
    QJsonObject request = login();
    request.insert(
        u"exception"_s, QJsonObject{{u"type"_s, u"KeyError"_s}, {u"message"_s, u"'name'"_s}, {u"traceback"_s, u"Traceback\n  File x\n"_s}});
    const QString text = issueText(request, u"Python 3.12 · Retort 1"_s);
    QVERIFY2(
        text.startsWith(u"### KeyError: 'name'\n\n`POST /login?token=***&next=%2F` → 200, 34 ms\n\n````pytb\nTraceback\n  File x\n````"),
        qPrintable(text));
    QVERIFY(text.endsWith(u"Python 3.12 · Retort 1\n"));
    QVERIFY(!text.contains(u"s3cret"));
}

QTEST_APPLESS_MAIN(tst_RequestCopy)
#include "tst_requestcopy.moc"
