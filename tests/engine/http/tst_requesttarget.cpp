// SPDX-License-Identifier: Apache-2.0
#include "engine/http/requesttarget.h"

#include <QTest>

#include <string>

using namespace Retort::Http;

class tst_RequestTarget final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
    void refuses_data();
    void refuses();
    void judgesAuthorities_data();
    void judgesAuthorities();
};

void tst_RequestTarget::splits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("uri");

    const auto row = [](const char *name, const char *text, const char *path, const char *query, const char *uri = nullptr) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(path) << QByteArray(query) << QByteArray(uri != nullptr ? uri : text);
    };
    row("the root", "/", "/", "");
    row("a query", "/a?b=c", "/a", "b=c");
    row("a second question mark belongs to the query", "/a?b?c", "/a", "b?c");
    row("an empty query", "/a?", "/a", "");
    row("escapes are decoded once", "/a%20b/%2525", "/a b/%25", "");
    row("an escaped slash becomes a slash", "/a%2Fb", "/a/b", "");
    row("UTF-8 stays bytes", "/%E4%BD%A0", "/\xe4\xbd\xa0", "");
    row("raw UTF-8 is taken as it is", "/\xc3\xbc", "/\xc3\xbc", "");
    row("a plus stays", "/a+b", "/a+b", "");
    row("double slashes stay", "/a//b", "/a//b", "");
    row("a leading double slash is a path", "//host/p", "//host/p", "");
    row("a semicolon stays", "/c;p=1", "/c;p=1", "");
    row("dot segments of uWSGI's recording", "/a/../b/./c//d", "/b/c//d", "");
    row("dots at the end", "/a/b/..", "/a/", "");
    row("one dot at the end", "/a/.", "/a/", "");
    row("dots above the top go nowhere", "/../../x", "/x", "");
    row("dots over a double slash", "/a//../b", "/a/b", "");
    row("dots over an escaped slash", "/a%2Fb/../c", "/c", "");
    row("escaped dots are not resolved", "/a/%2e%2e/b", "/a/../b", "");
    row("names that begin with a dot stay", "/.well-known/..x", "/.well-known/..x", "");
    row("dots in the query stay", "/a?/../b", "/a", "/../b");
    row("the query is not decoded", "/?x%zz=1+2", "/", "x%zz=1+2");
    row("absolute form", "http://ex.com:81/p%2Fq?a=b", "/p/q", "a=b", "/p%2Fq?a=b");
    row("absolute form without a path", "http://ex.com", "/", "", "/");
    row("absolute form with only a query", "HTTP://ex.com?x", "/", "x", "?x");
    row("absolute https", "https://ex.com/", "/", "", "/");
}

void tst_RequestTarget::splits()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, uri);
    RequestTarget target;
    const std::string bytes = text.toStdString();
    const auto parsed = parseTarget("GET", bytes, target);
    QVERIFY2(parsed, parsed ? "" : parsed.error().sentence.c_str());
    QCOMPARE(QByteArray::fromStdString(target.pathInfo), path);
    QCOMPARE(QByteArray(target.query.data(), qsizetype(target.query.size())), query);
    QCOMPARE(QByteArray(target.uri.data(), qsizetype(target.uri.size())), uri);
}

void tst_RequestTarget::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");

    QTest::newRow("an escape that is no number") << QByteArray("GET") << QByteArray("/a%zz") << 400;
    QTest::newRow("half an escape at the end") << QByteArray("GET") << QByteArray("/a%4") << 400;
    QTest::newRow("a lone percent sign") << QByteArray("GET") << QByteArray("/%") << 400;
    QTest::newRow("an escaped NUL") << QByteArray("GET") << QByteArray("/a%00") << 400;
    QTest::newRow("a fragment") << QByteArray("GET") << QByteArray("/a#b") << 400;
    QTest::newRow("a tab") << QByteArray("GET") << QByteArray("/a\tb") << 400;
    QTest::newRow("a control in the query") << QByteArray("GET") << QByteArray("/?a\x01") << 400;
    QTest::newRow("nothing") << QByteArray("GET") << QByteArray("") << 400;
    QTest::newRow("no leading slash") << QByteArray("GET") << QByteArray("a/b") << 400;
    QTest::newRow("another scheme") << QByteArray("GET") << QByteArray("ftp://a/b") << 400;
    QTest::newRow("no host") << QByteArray("GET") << QByteArray("http:///b") << 400;
    QTest::newRow("a user in the host") << QByteArray("GET") << QByteArray("http://u:p@a/") << 400;
    QTest::newRow("an asterisk that is not for OPTIONS") << QByteArray("GET") << QByteArray("*") << 400;
    QTest::newRow("CONNECT") << QByteArray("CONNECT") << QByteArray("a:443") << 501;
}

void tst_RequestTarget::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    RequestTarget target;
    const std::string bytes = text.toStdString();
    const auto parsed = parseTarget(method.toStdString(), bytes, target);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().status, status);
}

void tst_RequestTarget::judgesAuthorities_data()
{
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<bool>("valid");

    QTest::newRow("a name") << QByteArray("my_app.example") << true;
    QTest::newRow("a name with a port") << QByteArray("a:65535") << true;
    QTest::newRow("an empty port") << QByteArray("a:") << true;
    QTest::newRow("an IPv6 address") << QByteArray("[fe80::1]") << true;
    QTest::newRow("a port too high") << QByteArray("a:65536") << false;
    QTest::newRow("a very long port") << QByteArray("a:99999999999999999999") << false;
    QTest::newRow("two ports") << QByteArray("a:1:2") << false;
    QTest::newRow("an open bracket") << QByteArray("[::1") << false;
    QTest::newRow("text after the bracket") << QByteArray("[::1]x") << false;
    QTest::newRow("a zone") << QByteArray("[fe80::1%25eth0]") << false;
    QTest::newRow("a bad escape") << QByteArray("a%2") << false;
    QTest::newRow("only a port") << QByteArray(":80") << false;
    QTest::newRow("a backslash") << QByteArray("a\\b") << false;
    QTest::newRow("bytes from 0x80") << QByteArray("\xc3\xbc") << false;
}

void tst_RequestTarget::judgesAuthorities()
{
    QFETCH(QByteArray, authority);
    QFETCH(bool, valid);
    QCOMPARE(isValidAuthority(authority.toStdString()), valid);
}

QTEST_APPLESS_MAIN(tst_RequestTarget)
#include "tst_requesttarget.moc"
