// SPDX-License-Identifier: Apache-2.0
#include "engine/base/limits.h"
#include "engine/http/requestparser.h"
#include "tests/support/guardedbytes.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <string>

using namespace Retort;
using namespace Retort::Http;

namespace {

// What became of some input, as text that is easy to compare.
std::string verdictOf(const Result<RequestParser::Progress, ParseError> &parsed, const RequestHead &head)
{
    if (!parsed) {
        return std::to_string(parsed.error().status);
    }
    if (*parsed == RequestParser::Progress::NeedMore) {
        return "more";
    }
    std::string text = std::string(head.method) + " " + head.target.pathInfo + " 1." + std::to_string(head.minorVersion);
    text += " host=" + std::string(head.host);
    text += head.contentLength ? " length=" + std::to_string(*head.contentLength) : "";
    text += head.chunked ? " chunked" : "";
    text += head.expectsContinue ? " expects" : "";
    text += head.keepAlive ? " keep" : " close";
    for (const auto &field : head.fields) {
        text += field.dropped ? " dropped" : "";
    }
    return text;
}

std::string parseWhole(std::string_view wire)
{
    const Test::GuardedBytes bytes(wire);
    RequestParser parser;
    return verdictOf(parser.parse(bytes.view()), parser.head());
}

// In pieces, each time from a new place in memory, as a growing buffer does.
std::string parseInTwo(std::string_view wire, std::size_t cut)
{
    RequestParser parser;
    const Test::GuardedBytes first(wire.substr(0, cut));
    const auto early = parser.parse(first.view());
    if (!early || *early == RequestParser::Progress::Complete) {
        return verdictOf(early, parser.head());
    }
    const Test::GuardedBytes all(wire);
    return verdictOf(parser.parse(all.view()), parser.head());
}

std::string parseByteByByte(std::string_view wire)
{
    RequestParser parser;
    for (std::size_t size = 0; size < wire.size(); ++size) {
        const auto parsed = parser.parse(wire.substr(0, size));
        if (!parsed || *parsed == RequestParser::Progress::Complete) {
            return verdictOf(parsed, parser.head());
        }
    }
    return verdictOf(parser.parse(wire), parser.head());
}

void row(const char *name, const std::string &wire, const std::string &verdict)
{
    QTest::newRow(name) << QByteArray::fromStdString(wire) << QByteArray::fromStdString(verdict);
}

// A head with one more line in it.
std::string with(const std::string &line, const std::string &start = "POST / HTTP/1.1")
{
    return start + "\r\nHost: a\r\n" + line + "\r\n\r\n";
}

std::string manyFields(std::size_t count)
{
    std::string wire = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (std::size_t i = 1; i < count; ++i) {
        wire += "X: y\r\n";
    }
    return wire + "\r\n";
}

} // namespace

class tst_RequestParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void anyCutGivesTheSameVerdict_data() { judges_data(); }
    void anyCutGivesTheSameVerdict();
    void limitsHoldWhileALineGrows();
    void aGrowingHeadIsNotScannedAgain();
    void saysItIsHeadEvenWhenTheRestIsBroken();
    void startsAfreshAfterReset();
    void errorsAreOneClearSentence();
    void timeOfABrowserHead();
};

void tst_RequestParser::judges_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("verdict");

    row("a plain request", "GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a 1.1 host=a keep");
    row("bytes after the head are left alone", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /2", "GET / 1.1 host=a keep");
    row("one empty line before it is skipped", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 1.1 host=a keep");
    row("two empty lines before it are not", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("HTTP/1.0 needs no Host and closes", "GET / HTTP/1.0\r\n\r\n", "GET / 1.0 host= close");
    row("HTTP/1.0 may ask to keep alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET / 1.0 host= keep");
    row("close wins over keep-alive", with("Connection: keep-alive, close"), "POST / 1.1 host=a close");
    row("Connection may be repeated", with("Connection: x\r\nconnection: CLOSE"), "POST / 1.1 host=a close");
    row("a later minor version counts as 1.1", "GET / HTTP/1.7\r\nHost: a\r\n\r\n", "GET / 1.1 host=a keep");
    row("methods are any token", "get / HTTP/1.1\r\nHost: a\r\n\r\n", "get / 1.1 host=a keep");
    row("blanks around a value are no part of it", "GET / HTTP/1.1\r\nHost: \t a \t\r\n\r\n", "GET / 1.1 host=a keep");
    row("a tab inside a value is fine", with("X: a\tb"), "POST / 1.1 host=a keep");
    row("bytes from 0x80 in a value are fine", with("X: \xc3\xa9\xff"), "POST / 1.1 host=a keep");
    row("an empty value is fine", with("X:"), "POST / 1.1 host=a keep");

    // Lines
    row("LF alone in the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", "400");
    row("LF alone after a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", "400");
    row("LF alone as the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", "400");
    row("CR alone in a value", with("X: a\rb"), "400");
    row("CR alone before the LF", with("X: a\r"), "400");
    row("CR alone in the request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("a folded field", with("X: a\r\n b"), "400");
    row("a field folded with a tab", with("X: a\r\n\tb"), "400");
    row("a blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400");

    // Request line
    row("two spaces in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("a tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("a space at the end of the request line", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "400");
    row("a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("a space before the method", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("HTTP/0.9", "GET /\r\n\r\n", "400");
    row("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
    row("HTTP/0.9 by name", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", "505");
    row("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", "400");
    row("version with two digits", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", "400");
    row("version without minor", "GET / HTTP/1\r\nHost: a\r\n\r\n", "400");
    row("something else than HTTP", "GET / HTCPCP/1.0\r\nHost: a\r\n\r\n", "400");
    row("a method with a bracket", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("NUL in the target", std::string("GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n", 31), "400");
    row("DEL in the target", "GET /a\x7f HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", "501");
    row("authority form", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * 1.1 host=a keep");
    row("asterisk form for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "400");
    row("the host of an absolute target wins", "GET http://b:81/p HTTP/1.1\r\nHost: a\r\n\r\n", "GET /p 1.1 host=b:81 keep");
    row("an absolute target still needs Host", "GET http://b/p HTTP/1.1\r\n\r\n", "400");
    row("TLS", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), "400");
    row("a uwsgi packet", std::string("\0\x10\0\0", 4), "400");

    // Names and values
    row("no colon", with("Xyz"), "400");
    row("no name", with(": y"), "400");
    row("space before the colon", with("X : y"), "400");
    row("tab before the colon", with("X\t: y"), "400");
    row("space in a name", with("X Y: z"), "400");
    row("NUL in a name", with(std::string("X\0: z", 5)), "400");
    row("a byte from 0x80 in a name", with("X\xe9: z"), "400");
    row("VT around a length is no blank", with("Content-Length: \v5"), "400");
    row("FF after chunked is no blank", with("Transfer-Encoding: chunked\f"), "400");
    row("NUL in a value", with(std::string("X: a\0b", 6)), "400");
    row("ESC in a value", with("X: \x1b[31m"), "400");
    row("DEL in a long value", with("X: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\x7f"), "400");
    row("names with an underscore are dropped", with("Content_Length: 5\r\nX_Y: z"), "POST / 1.1 host=a keep dropped dropped");
    row("Proxy is dropped", with("pRoxy: evil"), "POST / 1.1 host=a keep dropped");

    // Lengths
    row("a length", with("Content-Length: 5"), "POST / 1.1 host=a length=5 keep");
    row("leading zeros of a length", with("Content-Length: 0005"), "POST / 1.1 host=a length=5 keep");
    row("the largest length", with("Content-Length: 9223372036854775807"), "POST / 1.1 host=a length=9223372036854775807 keep");
    row("a length too large", with("Content-Length: 9223372036854775808"), "400");
    row("a length that wraps around", with("Content-Length: 18446744073709551621"), "400");
    row("a signed length", with("Content-Length: +5"), "400");
    row("a negative length", with("Content-Length: -5"), "400");
    row("a hexadecimal length", with("Content-Length: 0x5"), "400");
    row("a length with a blank inside", with("Content-Length: 5 5"), "400");
    row("a length with an underscore", with("Content-Length: 1_0"), "400");
    row("a list of lengths", with("Content-Length: 5, 5"), "400");
    row("an empty length", with("Content-Length:"), "400");
    row("a length with a full-width digit", with("Content-Length: \xef\xbc\x95"), "400");
    row("two equal lengths", with("Content-Length: 5\r\nContent-Length: 5"), "400");
    row("two different lengths", with("Content-Length: 5\r\nContent-length: 6"), "400");

    // Transfer-Encoding
    row("chunked", with("Transfer-Encoding: Chunked"), "POST / 1.1 host=a chunked keep");
    row("chunked and a length", with("Transfer-Encoding: chunked\r\nContent-Length: 5"), "400");
    row("a length and chunked", with("Content-Length: 5\r\nTransfer-Encoding: chunked"), "400");
    row("chunked twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), "400");
    row("chunked twice in a list", with("Transfer-Encoding: chunked, chunked"), "400");
    row("an unknown coding before chunked", with("Transfer-Encoding: gzip, chunked"), "501");
    row("an unknown coding alone", with("Transfer-Encoding: gzip"), "400");
    row("chunked not last", with("Transfer-Encoding: chunked, identity"), "400");
    row("identity", with("Transfer-Encoding: identity"), "400");
    row("a comma before chunked", with("Transfer-Encoding: ,chunked"), "400");
    row("a quoted chunked", with("Transfer-Encoding: \"chunked\""), "400");
    row("chunked with a parameter", with("Transfer-Encoding: chunked;q=1"), "400");
    row("almost chunked", with("Transfer-Encoding: xchunked"), "400");
    row("an empty coding", with("Transfer-Encoding:"), "400");
    row("chunked from HTTP/1.0", with("Transfer-Encoding: chunked", "POST / HTTP/1.0"), "400");

    // Host and Expect
    row("no Host", "GET / HTTP/1.1\r\n\r\n", "400");
    row("two Hosts", with("Host: a"), "400");
    row("two Hosts from HTTP/1.0", with("Host: b", "GET / HTTP/1.0"), "400");
    row("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "400");
    row("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400");
    row("a Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", "400");
    row("a Host with a blank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400");
    row("a Host with a bad port", "GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", "400");
    row("a Host with an IPv6 address", "GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", "GET / 1.1 host=[::1]:8000 keep");
    row("an expectation", with("Expect: 100-Continue\r\nContent-Length: 1"), "POST / 1.1 host=a length=1 expects keep");
    row("an expectation without a body", with("Expect: 100-continue"), "POST / 1.1 host=a keep");
    row("another expectation", with("Expect: the-impossible"), "417");
    row("an expectation from HTTP/1.0 is ignored", with("Expect: x", "GET / HTTP/1.0"), "GET / 1.0 host=a close");

    // Counts
    row("as many fields as may be", manyFields(Limits::headerCount), "GET / 1.1 host=a keep");
    row("one field too many", manyFields(Limits::headerCount + 1), "431");
}

void tst_RequestParser::judges()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, verdict);
    QCOMPARE(QByteArray::fromStdString(parseWhole(wire.toStdString())), verdict);
    QCOMPARE(QByteArray::fromStdString(parseByteByByte(wire.toStdString())), verdict);
}

void tst_RequestParser::anyCutGivesTheSameVerdict()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, verdict);
    const std::string bytes = wire.toStdString();
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const std::string got = parseInTwo(bytes, cut);
        QVERIFY2(got == verdict.toStdString(), qPrintable(QStringLiteral("cut at %1: %2").arg(cut).arg(QString::fromStdString(got))));
    }
}

void tst_RequestParser::limitsHoldWhileALineGrows()
{
    const std::string start = "GET /";
    const std::string end = " HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::size_t room = Limits::requestLineBytes - start.size() - std::string(" HTTP/1.1").size();
    QVERIFY(parseWhole(start + std::string(room, 'a') + end).starts_with("GET"));
    QVERIFY(parseByteByByte(start + std::string(room, 'a') + end).starts_with("GET"));
    QCOMPARE(parseWhole(start + std::string(room + 1, 'a') + end), std::string("414"));
    QCOMPARE(parseWhole(start + std::string(Limits::requestLineBytes, 'a')), std::string("414"));

    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const std::size_t value = Limits::headBytes - head.size() - 4;
    QVERIFY(parseWhole(head + std::string(value, 'x') + "\r\n\r\n").starts_with("GET"));
    QCOMPARE(parseWhole(head + std::string(value + 1, 'x') + "\r\n\r\n"), std::string("431"));
    QCOMPARE(parseWhole(head + std::string(Limits::headBytes, 'x')), std::string("431"));
}

// Class 12 of RELIABILITY.md: with a scan from the start for each piece this takes minutes.
void tst_RequestParser::aGrowingHeadIsNotScannedAgain()
{
    std::string wire = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(60'000, 'x') + "\r\n\r\n";
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < 5; ++round) {
        QVERIFY(parseByteByByte(wire).starts_with("GET"));
    }
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_RequestParser::saysItIsHeadEvenWhenTheRestIsBroken()
{
    RequestParser parser;
    QVERIFY(!parser.parse("HEAD / HTTP/1.1\r\n\r\n"));
    QVERIFY(parser.isHeadRequest());
}

// Class 5: nothing of one request is left in the next.
void tst_RequestParser::startsAfreshAfterReset()
{
    RequestParser parser;
    const std::string first = "HEAD http://x/%20 HTTP/1.0\r\nHost: a\r\nConnection: close\r\nContent-Length: 7\r\n\r\n";
    QVERIFY(parser.parse(first));
    parser.reset();
    const std::string second = "GET / HTTP/1.1\r\nHost: b\r\n\r\n";
    QCOMPARE(verdictOf(parser.parse(second), parser.head()), std::string("GET / 1.1 host=b keep"));
    QCOMPARE(parser.head().fields.size(), std::size_t(1));
    QVERIFY(!parser.isHeadRequest());
}

void tst_RequestParser::errorsAreOneClearSentence()
{
    RequestParser parser;
    const auto parsed = parser.parse("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5x\r\n\r\n");
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().sentence, std::string("The Content-Length \"5x\" is not a number made of digits only"));
}

void tst_RequestParser::timeOfABrowserHead()
{
    const std::string wire =
        "GET /static/app.css?v=12 HTTP/1.1\r\nHost: 127.0.0.1:5000\r\nConnection: keep-alive\r\n"
        "sec-ch-ua: \"Chromium\";v=\"128\", \"Not;A=Brand\";v=\"24\"\r\nsec-ch-ua-mobile: ?0\r\nsec-ch-ua-platform: \"Linux\"\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36\r\n"
        "Accept: text/css,*/*;q=0.1\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: style\r\n"
        "Referer: http://127.0.0.1:5000/\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\n"
        "Cookie: session=eyJ1c2VyIjoxfQ.ZtX0aA.k1bQ2sXo0VxN2d8S0J8d2XnqVvE\r\n\r\n";
    RequestParser parser;
    QBENCHMARK
    {
        parser.reset();
        QVERIFY(parser.parse(wire));
    }
}

QTEST_APPLESS_MAIN(tst_RequestParser)
#include "tst_requestparser.moc"
