// SPDX-License-Identifier: Apache-2.0
#include "engine/log/terminalline.h"

#include "tests/support/samplerequest.h"

#include <QTest>

using namespace Retort;

namespace {

QString lineOf(std::string_view target, const Gateway::Trace &trace, const Log::TerminalStyle &style)
{
    const Gateway::Request request = Test::sampleRequest(target);
    const Log::RequestFields fields = Log::RequestFields::of(request.vars);
    Log::LogTime time;
    std::string line;
    Log::appendTerminalLine(line, {request, fields, trace, 7, 4711}, style, time);
    return QString::fromStdString(line);
}

} // namespace

class tst_TerminalLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortTargetsAreAligned();
    void longTargetsAreCutInTheMiddle();
    void coloursFollowTheStatus();
    void otherLines();
    void numbersAreShort();
};

void tst_TerminalLine::shortTargetsAreAligned()
{
    const QString line = lineOf("/users/7?full=1", Test::sampleTrace(), {80, false});
    QCOMPARE(line, QStringLiteral("09:04:41  200  GET     /users/7?full=1                        34 ms    812 B  w2"));
    QCOMPARE(line.size(), 80);
    QCOMPARE(line.size(), lineOf("/", Test::sampleTrace(), {80, false}).size());
}

void tst_TerminalLine::longTargetsAreCutInTheMiddle()
{
    for (int columns = 60; columns < 130; ++columns) {
        const QString line = lineOf("/start/" + std::string(500, 'x') + "/end", Test::sampleTrace(), {columns, false});
        QVERIFY2(line.size() <= columns, qPrintable(line));
        QVERIFY(line.contains(QStringLiteral("/start/")) && line.contains(QStringLiteral("…")) && line.contains(QStringLiteral("end ")));
    }
    const QString hostile = lineOf("/\x1b[2J\r\n?token=abc", Test::sampleTrace(), {120, false});
    QVERIFY(hostile.contains(QStringLiteral("/\\x1b[2J\\x0d\\x0a?token=***")));
}

void tst_TerminalLine::coloursFollowTheStatus()
{
    Gateway::Trace trace = Test::sampleTrace();
    QVERIFY(lineOf("/", trace, {80, true}).contains(QStringLiteral("\x1b[32m200\x1b[0m")));
    trace.status = 500;
    trace.exception = true;
    const QString line = lineOf("/", trace, {80, true});
    QVERIFY(line.contains(QStringLiteral("\x1b[1;31m500\x1b[0m")));
    QVERIFY(line.contains(QStringLiteral("▲")));
    trace.status = 0;
    trace.clientGone = true;
    QVERIFY(lineOf("/", trace, {80, false}).contains(QStringLiteral("client left")));
}

void tst_TerminalLine::otherLines()
{
    Log::LogTime time;
    std::string line;
    Log::appendMarkerLine(line, 1'795'338'281'000'000, "reload · load 17 in 212 ms", {}, time);
    QCOMPARE(line, std::string("── 09:04:41 reload · load 17 in 212 ms ──"));
    line.clear();
    Log::appendOutputLine(line, 1, false, "hello\x1b[2J", {});
    QCOMPARE(line, std::string("w1 │ hello\\x1b[2J"));
    line.clear();
    Log::appendRejectedLine(line, 1'795'338'281'000'000, "::1", 400, "No\nhost.", {}, time);
    QCOMPARE(line, std::string("09:04:41  400  No\\x0ahost. (::1)"));
}

void tst_TerminalLine::numbersAreShort()
{
    QCOMPARE(Log::durationText(340), std::string("0.3 ms"));
    QCOMPARE(Log::durationText(34'200), std::string("34 ms"));
    QCOMPARE(Log::durationText(1'240'000), std::string("1.2 s"));
    QCOMPARE(Log::durationText(180'000'000), std::string("3 min"));
    QCOMPARE(Log::sizeText(0), std::string("0 B"));
    QCOMPARE(Log::sizeText(1'400), std::string("1.4 kB"));
    QCOMPARE(Log::sizeText(999'999), std::string("1.0 MB"));
    QCOMPARE(Log::sizeText(48'000'000), std::string("48 MB"));
}

QTEST_APPLESS_MAIN(tst_TerminalLine)
#include "tst_terminalline.moc"
