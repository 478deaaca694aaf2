// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestline.h"

#include "tests/support/samplerequest.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Retort;

namespace {

std::string lineOf(const Gateway::Request &request, const Gateway::Trace &trace, const Log::LogRules &rules = {}, std::uint64_t total = 7)
{
    const Log::RequestFields fields = Log::RequestFields::of(request.vars);
    Log::LogTime time;
    std::string line;
    Log::appendRequestLine(line, {request, fields, trace, total, 4711}, rules, time);
    return line;
}

// A request whose block has that many variables and bytes.
Gateway::Request padded(Gateway::Request request, int variables, std::size_t bytes)
{
    while (request.vars.count() < variables - 1) {
        request.vars.add("P", "");
    }
    const std::size_t used = request.vars.bytes().size() + 4 + 1;
    request.vars.add("Q", std::string(bytes - used, '.'));
    return request;
}

} // namespace

class tst_RequestLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheRecording_data();
    void equalsTheRecording();
    void matchesTheExpressionOfLogReaders_data();
    void matchesTheExpressionOfLogReaders();
    void options();
    void stampsAreMadeOncePerSecondAndRight();
    void costsLittle();
};

// Lines as uWSGI 2.0.21 wrote them.
void tst_RequestLine::equalsTheRecording_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("uri");
    QTest::addColumn<std::string>("protocol");
    QTest::addColumn<int>("variables");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("generated");
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("msecs");
    QTest::addColumn<std::string>("line");
    QTest::newRow("absolute target") << std::string("GET") << std::string("http://ex.com:81/p%2Fq?a=b") << std::string("HTTP/1.1") << 10
                                     << 230 << 1172 << 1 << 1
                                     << std::string("[pid: 8975|app: 0|req: 1/1] 127.0.0.1 () {20 vars in 230 bytes} "
                                                    "[Sun Nov 22 09:04:41 2026] GET http://ex.com:81/p%2Fq?a=b => generated 1172 bytes in "
                                                    "1 msecs (HTTP/1.1 200) 2 headers in 67 bytes (1 switches on core 0)");
    QTest::newRow("OPTIONS *") << std::string("OPTIONS") << std::string("*") << std::string("HTTP/1.1") << 10 << 187 << 1129 << 3 << 0
                               << std::string("[pid: 8975|app: 0|req: 3/3] 127.0.0.1 () {20 vars in 187 bytes} "
                                              "[Sun Nov 22 09:04:41 2026] OPTIONS * => generated 1129 bytes in 0 msecs (HTTP/1.1 200) 2 "
                                              "headers in 67 bytes (1 switches on core 0)");
    QTest::newRow("HTTP/1.0") << std::string("GET") << std::string("/x") << std::string("HTTP/1.0") << 9 << 171 << 1107 << 5 << 0
                              << std::string("[pid: 8975|app: 0|req: 5/5] 127.0.0.1 () {18 vars in 171 bytes} "
                                             "[Sun Nov 22 09:04:41 2026] GET /x => generated 1107 bytes in 0 msecs (HTTP/1.0 200) 2 "
                                             "headers in 67 bytes (1 switches on core 0)");
}

void tst_RequestLine::equalsTheRecording()
{
    QFETCH(std::string, method);
    QFETCH(std::string, uri);
    QFETCH(std::string, protocol);
    QFETCH(int, variables);
    QFETCH(int, bytes);
    QFETCH(int, generated);
    QFETCH(int, number);
    QFETCH(int, msecs);
    QFETCH(std::string, line);
    const Gateway::Request request = padded(
        Test::requestWith({{"REQUEST_METHOD", method}, {"REQUEST_URI", uri}, {"SERVER_PROTOCOL", protocol}, {"REMOTE_ADDR", "127.0.0.1"}}),
        variables, static_cast<std::size_t>(bytes));
    Gateway::Trace trace = Test::sampleTrace();
    trace.slot = 0;
    trace.bodyBytesOut = static_cast<std::uint64_t>(generated);
    trace.workerRequests = static_cast<std::uint32_t>(number);
    trace.finishedUs = trace.acceptedUs + msecs * 1000 + 400;
    QCOMPARE(lineOf(request, trace, {}, static_cast<std::uint64_t>(number)), line);
}

void tst_RequestLine::matchesTheExpressionOfLogReaders_data()
{
    QTest::addColumn<std::string>("uri");
    QTest::newRow("plain") << std::string("/");
    QTest::newRow("ESC, CR and LF") << std::string("/\x1b[31m\r\n[pid: 1|app: 0|req: 1/1] forged");
    QTest::newRow("bidirectional controls") << std::string("/\xe2\x80\xae\xe2\x81\xa6");
    QTest::newRow("NUL and broken UTF-8") << std::string("/\0\xff\x9b", 4);
    QTest::newRow("16 kB") << "/" + std::string(16'000, 'a');
    QTest::newRow("16 kB of control characters") << std::string(16'000, '\x1b');
    QTest::newRow("nothing") << std::string();
}

void tst_RequestLine::matchesTheExpressionOfLogReaders()
{
    static const QRegularExpression expression(QStringLiteral(
        R"(^\[pid: (\d+)\|app: (-?\d+)\|req: (-?\d+)/(\d+)\] (\S*) \((.*?)\) \{(\d+) vars in (\d+) bytes\} \[(.{24})\])"
        R"( (\S+) (.*) => generated (\d+) bytes in (\d+) (msecs|micros)( via \w+\(\))? ?\((\S*) (\d+)\) (\d+) headers in (\d+) bytes \((\d+) switches on core (\d+)\)$)"));
    QFETCH(std::string, uri);
    const std::string line = lineOf(Test::sampleRequest(uri), Test::sampleTrace());
    QVERIFY2(expression.match(QString::fromUtf8(line)).hasMatch(), line.c_str());
    QVERIFY(line.size() <= Log::maxLineBytes);
    QVERIFY(std::ranges::none_of(line, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }));
}

void tst_RequestLine::options()
{
    Gateway::Trace trace = Test::sampleTrace();
    trace.vszBytes = 61636608;
    trace.rssBytes = 11857920;
    Gateway::Request request = Test::sampleRequest("/login?token=hunter2");
    request.vars.add("HTTP_X_FORWARDED_FOR", "10.1.2.3, 10.9.9.9");
    Log::LogRules rules;
    rules.micros = true;
    rules.memoryReport = true;
    rules.forwardedFor = true;
    const std::string line = lineOf(request, trace, rules);
    QVERIFY2(line.starts_with(
                 "{address space usage: 61636608 bytes/58MB} {rss usage: 11857920 bytes/11MB} [pid: 8975|app: 0|req: 7/7] 10.1.2.3 () {"),
        line.c_str());
    QVERIFY(line.find("GET /login?token=*** => generated 812 bytes in 34200 micros (HTTP/1.1 200)") != std::string::npos);
    rules.maskSecrets = false;
    QVERIFY(lineOf(request, trace, rules).find("token=hunter2") != std::string::npos);
    trace.workerId = 0;
    trace.slot = -1;
    trace.workerRequests = 0;
    QVERIFY(lineOf(request, trace).starts_with("[pid: 4711|app: -1|req: 0/7] 127.0.0.1 "));
}

void tst_RequestLine::stampsAreMadeOncePerSecondAndRight()
{
    Log::LogTime time;
    const std::int64_t noon = 1'795'338'281'000'000;
    QCOMPARE(std::string(time.ctimeForm(noon)), std::string("Sun Nov 22 09:04:41 2026"));
    QCOMPARE(std::string(time.ctimeForm(noon + 999'999)), std::string("Sun Nov 22 09:04:41 2026"));
    QCOMPARE(std::string(time.ctimeForm(noon + 1'000'000)), std::string("Sun Nov 22 09:04:42 2026"));
    QCOMPARE(std::string(time.ctimeForm(1'793'491'200'000'000)), std::string("Sun Nov  1 00:00:00 2026"));
    QCOMPARE(std::string(time.commonForm(noon)), std::string("22/Nov/2026:09:04:41 +0000"));
    QCOMPARE(std::string(time.clockForm(noon)), std::string("09:04:41"));
    QCOMPARE(std::string(time.customForm(noon, "%Y-%m-%d %H:%M:%S,000")), std::string("2026-11-22 09:04:41,000"));
}

// Reported, not gated: the aim is at most 1 µs a line in an optimised build.
void tst_RequestLine::costsLittle()
{
    Gateway::Request request = padded(Test::sampleRequest("/users/7?full=1"), 20, 500);
    const Gateway::Trace trace = Test::sampleTrace();
    Log::LogTime time;
    std::string line;
    QBENCHMARK
    {
        line.clear();
        const Log::RequestFields fields = Log::RequestFields::of(request.vars);
        Log::appendRequestLine(line, {request, fields, trace, 7, 4711}, {}, time);
    }
    QVERIFY(!line.empty());
}

QTEST_APPLESS_MAIN(tst_RequestLine)
#include "tst_requestline.moc"
