// SPDX-License-Identifier: Apache-2.0
#include "engine/log/outputlog.h"

#include <QSignalSpy>
#include <QTest>

using namespace Retort;
using Log::LineSplitter;
using Log::OutputLog;

namespace {

std::vector<std::string> split(const std::string &bytes, std::size_t step)
{
    std::vector<std::string> lines;
    LineSplitter splitter([&](std::string_view line) { lines.emplace_back(line); });
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(std::string_view(bytes).substr(at, step));
    }
    splitter.finish();
    return lines;
}

} // namespace

class tst_OutputLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyCutGivesTheSameLines();
    void longLinesAreCut();
    void aPartialLineWaitsForItsEnd();
    void linesAndBytesAreBounded();
    void listenersHearOfBatches();
};

void tst_OutputLog::anyCutGivesTheSameLines()
{
    const std::string bytes = "one\r\n\ntwo\nthree \xe2\x82\xac\nlast";
    const std::vector<std::string> expected = {"one", "", "two", "three \xe2\x82\xac", "last"};
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        QCOMPARE(split(bytes, step), expected);
    }
}

void tst_OutputLog::longLinesAreCut()
{
    const std::string bytes = std::string(OutputLog::maxLineBytes, 'a') + '\n' + std::string(300'000, 'b') + "\nnext\n";
    for (const std::size_t step : {1ul, 7ul, 4096ul, 1'000'000ul}) {
        const auto lines = split(bytes, step);
        QCOMPARE(lines.size(), std::size_t{3});
        QCOMPARE(lines[0].size(), OutputLog::maxLineBytes);
        QCOMPARE(lines[1].size(), OutputLog::maxLineBytes);
        QVERIFY(lines[1].ends_with("…"));
        QCOMPARE(lines[2], std::string("next"));
    }
}

void tst_OutputLog::aPartialLineWaitsForItsEnd()
{
    std::vector<std::string> lines;
    LineSplitter splitter([&](std::string_view line) { lines.emplace_back(line); });
    splitter.feed("Password: ");
    QVERIFY(lines.empty());
    QVERIFY(splitter.hasPartial());
    splitter.finish();
    QCOMPARE(lines, std::vector<std::string>{"Password: "});
    splitter.finish();
    QCOMPARE(lines.size(), std::size_t{1});
}

void tst_OutputLog::linesAndBytesAreBounded()
{
    OutputLog log(100, 2'000);
    for (int number = 1; number <= 1'000; ++number) {
        log.append(number, 1, 2, {}, std::string(static_cast<std::size_t>(number % 50), 'x'));
        QVERIFY(log.endSequence() - log.firstSequence() <= 100);
    }
    QCOMPARE(log.endSequence(), 1'001u);
    QVERIFY(!log.find(log.firstSequence() - 1));
    QVERIFY(!log.find(1'001));
    QCOMPARE(log.find(1'000)->wallUs, 1'000);
    QCOMPARE(log.find(log.firstSequence())->sequence, log.firstSequence());
    std::size_t bytes = 0;
    for (std::uint64_t at = log.firstSequence(); at < log.endSequence(); ++at) {
        bytes += log.find(at)->text.size();
    }
    QVERIFY(bytes <= 2'000);
}

void tst_OutputLog::listenersHearOfBatches()
{
    OutputLog log;
    log.append(1, 1, 1, {}, "nobody listens");
    auto spy = std::make_unique<QSignalSpy>(&log.notifier(), &Log::BatchNotifier::added);
    QVERIFY(!spy->wait(50));
    for (int number = 0; number < 100; ++number) {
        log.append(1, 1, 1, {}, "a line");
    }
    QCOMPARE(spy->count(), 0);
    QVERIFY(spy->wait(1'000));
    QCOMPARE(spy->count(), 1);
    log.append(1, 1, 1, {}, "another");
    QVERIFY(spy->wait(1'000));
    QCOMPARE(spy->count(), 2);
    spy.reset();
    log.append(1, 1, 1, {}, "nobody again");
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_OutputLog)
#include "tst_outputlog.moc"
