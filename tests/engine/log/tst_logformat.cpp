// SPDX-License-Identifier: Apache-2.0
#include "engine/log/logformat.h"

#include "tests/support/samplerequest.h"

#include <QTest>

using namespace Retort;

class tst_LogFormat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void linesAreBounded();
};

void tst_LogFormat::formats_data()
{
    QTest::addColumn<std::string>("format");
    QTest::addColumn<std::string>("line");
    const auto row = [](const char *name, std::string format, std::string line) { QTest::newRow(name) << format << line; };
    row("request fields", "%(method) %(uri) %(proto) %(host) %(addr) %(user) %(referer)",
        "POST /a%20b?q=1&token=*** HTTP/1.1 h:1 127.0.0.1 - http://x/?code=***");
    row("sizes", "%(rsize) %(hsize) %(size) %(cl) %(headers) %(status)", "812 67 879 3 2 200");
    row("durations", "%(micros) %(msecs) %(secs)", "34200 34 0.034200");
    row("start", "%(time) %(tmsecs) %(tmicros)", "1795338281 1795338281000 1795338281000123");
    row("dates", "%(ltime)|%(ftime)|%(ctime)", "22/Nov/2026:09:04:41 +0000|22/Nov/2026:09:04:41 +0000|Sun Nov 22 09:04:41 2026");
    row("who", "%(pid) %(wid) %(core) %(switches)", "8975 2 1 1");
    row("packet", "%(vars) %(modifier1) %(modifier2) %(werr) %(rerr) %(ioerr)", "22 0 0 0 0 0");
    row("memory", "%(vsz) %(rss) %(vszM) %(rssM)", "61636608 11857920 58 11");
    row("variables", "%(var.HTTP_X) %(var.NOPE)", "v -");
    row("credentials", "%(var.HTTP_COOKIE) %(var.QUERY_STRING)", "*** q=1&token=***");
    row("logvars, metrics and the unknown", "%(me) %(metric.foo) %(nope)", "x\\\"y 0 -");
    row("a quote in the user agent stays inside its quotes", "\"%(uagent)\"", "\"a\\\"b\\\\\\x1b[0m\"");
    row("percent signs", "100%% %x %", "100%% %x %");
    row("no closing parenthesis", "a %( b", "a %( b");
    row("the Apache form", "%(addr) - %(user) [%(ltime)] \"%(method) %(uri) %(proto)\" %(status) %(size)",
        "127.0.0.1 - - [22/Nov/2026:09:04:41 +0000] \"POST /a%20b?q=1&token=*** HTTP/1.1\" 200 879");
    row("a control character in the format", "a\nb", "a\\x0ab");
}

void tst_LogFormat::formats()
{
    QFETCH(std::string, format);
    QFETCH(std::string, line);
    Gateway::Request request =
        Test::requestWith({{"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/a%20b?q=1&token=x"}, {"QUERY_STRING", "q=1&token=x"},
            {"SERVER_PROTOCOL", "HTTP/1.1"}, {"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "h:1"}, {"HTTP_USER_AGENT", "a\"b\\\x1b[0m"},
            {"HTTP_REFERER", "http://x/?code=5"}, {"HTTP_X", "v"}, {"HTTP_COOKIE", "session=1"}, {"CONTENT_LENGTH", "3"}});
    request.contentLength = 3;
    Gateway::VarBlock logVars;
    logVars.add("me", "x\"y");
    Gateway::Trace trace = Test::sampleTrace();
    trace.logVars = logVars.bytes();
    trace.vszBytes = 61636608;
    trace.rssBytes = 11857920;
    const Log::RequestFields fields = Log::RequestFields::of(request.vars);
    Log::LogTime time;
    std::string text;
    Log::LogFormat(format).append(text, {request, fields, trace, 7, 4711}, {}, time);
    QCOMPARE(text, line);
}

void tst_LogFormat::linesAreBounded()
{
    const Gateway::Request request = Test::sampleRequest(std::string(60'000, 'x'));
    std::string format;
    for (int count = 0; count < 100; ++count) {
        format += "%(uri)";
    }
    const Log::RequestFields fields = Log::RequestFields::of(request.vars);
    Log::LogTime time;
    std::string text;
    Log::LogFormat(format).append(text, {request, fields, Test::sampleTrace(), 7, 4711}, {}, time);
    QCOMPARE(text.size(), Log::maxLineBytes);
}

QTEST_APPLESS_MAIN(tst_LogFormat)
#include "tst_logformat.moc"
