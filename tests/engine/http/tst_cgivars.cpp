// SPDX-License-Identifier: Apache-2.0
#include "engine/http/cgivars.h"
#include "engine/http/requestparser.h"

#include <QTest>

#include <string>

using namespace Retort;
using namespace Retort::Http;

namespace {

const Net::Peer loopbackPeer{"127.0.0.1", 50123, "127.0.0.1", 8000, {}, true};
const Net::Peer remotePeer{"192.0.2.7", 50123, "192.0.2.1", 8000, {}, false};
const Net::Peer localPeer{{}, 0, {}, 0, {}, true};

HttpSettings settingsOf(bool router = false)
{
    HttpSettings settings;
    settings.serverName = "workshop";
    settings.serverPort = "8000";
    settings.isRouter = router;
    return settings;
}

Gateway::VarBlock varsOf(const std::string &wire, const Net::Peer &peer = loopbackPeer, const HttpSettings &settings = settingsOf())
{
    RequestParser parser;
    const auto parsed = parser.parse(wire);
    return parsed && *parsed == RequestParser::Progress::Complete ? cgiVars(parser.head(), peer, settings) : Gateway::VarBlock{};
}

std::string keysOf(const Gateway::VarBlock &vars)
{
    std::string keys;
    for (const auto [key, value] : vars) {
        keys.append(keys.empty() ? "" : " ").append(key);
    }
    return keys;
}

} // namespace

class tst_CgiVars final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasUwsgisKeys();
    void hasTheRoutersKeys();
    void localSocketsLookLikeUwsgis();
    void repeatsAreJoined();
    void spoofedNamesAreLeftOut();
    void absoluteTargetsAreSplit();
    void httpsIsBelievedFromThisComputerOnly();
    void timeOfABrowserHead();
};

void tst_CgiVars::hasUwsgisKeys()
{
    const auto vars =
        varsOf("POST /a%20b/../x?q=%20 HTTP/1.1\r\nHost: h:1\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nX-Request-id: 7\r\n\r\n");
    QCOMPARE(keysOf(vars),
        std::string("REQUEST_METHOD REQUEST_URI PATH_INFO QUERY_STRING SERVER_PROTOCOL SCRIPT_NAME SERVER_NAME "
                    "SERVER_PORT REMOTE_ADDR HTTP_HOST CONTENT_TYPE CONTENT_LENGTH HTTP_X_REQUEST_ID"));
    QCOMPARE(vars.value("REQUEST_METHOD"), std::string_view("POST"));
    QCOMPARE(vars.value("REQUEST_URI"), std::string_view("/a%20b/../x?q=%20"));
    QCOMPARE(vars.value("PATH_INFO"), std::string_view("/x"));
    QCOMPARE(vars.value("QUERY_STRING"), std::string_view("q=%20"));
    QCOMPARE(vars.value("SERVER_PROTOCOL"), std::string_view("HTTP/1.1"));
    QCOMPARE(vars.value("SCRIPT_NAME"), std::string_view(""));
    QCOMPARE(vars.value("SERVER_NAME"), std::string_view("workshop"));
    QCOMPARE(vars.value("SERVER_PORT"), std::string_view("8000"));
    QCOMPARE(vars.value("REMOTE_ADDR"), std::string_view("127.0.0.1"));
    QCOMPARE(vars.value("CONTENT_LENGTH"), std::string_view("3"));
    QCOMPARE(vars.value("HTTP_X_REQUEST_ID"), std::string_view("7"));
}

void tst_CgiVars::hasTheRoutersKeys()
{
    const auto vars = varsOf("GET / HTTP/1.0\r\n\r\n", loopbackPeer, settingsOf(true));
    QCOMPARE(vars.value("UWSGI_ROUTER"), std::string_view("http"));
    QCOMPARE(vars.value("REMOTE_PORT"), std::string_view("50123"));
    QCOMPARE(vars.value("SERVER_PROTOCOL"), std::string_view("HTTP/1.0"));
    QVERIFY(!vars.contains("HTTP_HOST"));
    QVERIFY(!vars.contains("CONTENT_LENGTH"));
}

void tst_CgiVars::localSocketsLookLikeUwsgis()
{
    HttpSettings settings;
    const auto vars = varsOf("GET / HTTP/1.0\r\n\r\n", localPeer, settings);
    QCOMPARE(vars.value("REMOTE_ADDR"), std::string_view("0.0.0.0"));
    QCOMPARE(vars.value("SERVER_PORT"), std::string_view("80"));
}

void tst_CgiVars::repeatsAreJoined()
{
    const auto vars = varsOf("GET / HTTP/1.1\r\nHost: h\r\nAccept: a\r\nCookie: x=1\r\nX: 1\r\naccept: b\r\ncookie: y=2\r\n\r\n");
    QCOMPARE(vars.value("HTTP_ACCEPT"), std::string_view("a, b"));
    QCOMPARE(vars.value("HTTP_COOKIE"), std::string_view("x=1; y=2"));
    QCOMPARE(vars.value("HTTP_X"), std::string_view("1"));
    QCOMPARE(vars.count(), 9 + 4);
}

void tst_CgiVars::spoofedNamesAreLeftOut()
{
    const auto vars = varsOf("GET / HTTP/1.1\r\nHost: h\r\nProxy: evil\r\nX_Real: 1\r\nX-Real: 2\r\nContent_Length: 9\r\n\r\n");
    QVERIFY(!vars.contains("HTTP_PROXY"));
    QVERIFY(!vars.contains("CONTENT_LENGTH"));
    QVERIFY(!vars.contains("HTTP_CONTENT_LENGTH"));
    QCOMPARE(vars.value("HTTP_X_REAL"), std::string_view("2"));
}

void tst_CgiVars::absoluteTargetsAreSplit()
{
    const auto vars = varsOf("GET http://ex.com:81/p?a HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(vars.value("HTTP_HOST"), std::string_view("ex.com:81"));
    QCOMPARE(vars.value("PATH_INFO"), std::string_view("/p"));
    QCOMPARE(vars.value("REQUEST_URI"), std::string_view("/p?a"));
    QCOMPARE(varsOf("GET http://ex.com?a HTTP/1.0\r\n\r\n").value("REQUEST_URI"), std::string_view("/?a"));
    QCOMPARE(varsOf("GET http://ex.com?a HTTP/1.0\r\n\r\n").value("HTTP_HOST"), std::string_view("ex.com"));
}

void tst_CgiVars::httpsIsBelievedFromThisComputerOnly()
{
    const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
    QCOMPARE(varsOf(start + "X-Forwarded-Proto: https\r\n\r\n").value("HTTPS"), std::string_view("on"));
    QCOMPARE(varsOf(start + "X-Forwarded-SSL: on\r\n\r\n").value("HTTPS"), std::string_view("on"));
    QVERIFY(!varsOf(start + "X-Forwarded-Proto: http\r\n\r\n").contains("HTTPS"));
    QVERIFY(!varsOf(start + "X-Forwarded-Proto: javascript\r\n\r\n").contains("HTTPS"));
    QVERIFY(!varsOf(start + "X-Forwarded-Proto: https\r\n\r\n", remotePeer).contains("HTTPS"));
    QVERIFY(!varsOf(start + "HTTPS: on\r\n\r\n").contains("HTTPS"));
}

void tst_CgiVars::timeOfABrowserHead()
{
    RequestParser parser;
    const std::string wire =
        "GET /static/app.css?v=12 HTTP/1.1\r\nHost: 127.0.0.1:5000\r\nConnection: keep-alive\r\n"
        "sec-ch-ua-mobile: ?0\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: text/css,*/*;q=0.1\r\n"
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: style\r\nReferer: http://127.0.0.1:5000/\r\n"
        "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\nCookie: session=eyJ1c2VyIjoxfQ\r\n\r\n";
    QVERIFY(parser.parse(wire));
    const HttpSettings settings = settingsOf();
    QBENCHMARK
    {
        QVERIFY(cgiVars(parser.head(), loopbackPeer, settings).count() > 10);
    }
}

QTEST_APPLESS_MAIN(tst_CgiVars)
#include "tst_cgivars.moc"
