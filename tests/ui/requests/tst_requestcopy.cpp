// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestcopy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

class tst_RequestCopy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copies_data();
    void copies();
};

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
    CopySource source{method, u"http://blog:8000"_s, target, {}, {}};
    if (captured) {
        source.headers = {{u"X-Id"_s, u"7 $x"_s}};
        source.body = "a=\"1\"\n"_ba;
    }
    QTEST(copyText(source, form), "text");
}

QTEST_APPLESS_MAIN(tst_RequestCopy)
#include "tst_requestcopy.moc"
