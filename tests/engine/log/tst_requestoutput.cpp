// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestoutput.h"

#include <QTest>

using namespace Retort;
using Log::RequestOutput;
using Log::RequestOutputs;

namespace {

QStringList list(std::initializer_list<std::string> texts)
{
    QStringList converted;
    for (const std::string &text : texts) {
        converted.append(QString::fromStdString(text));
    }
    return converted;
}

Log::OutputLine line(std::uint64_t requestId, const std::string &text)
{
    return {.sequence = 1, .wallUs = 1, .workerId = 1, .pid = 1, .source = {.requestId = requestId}, .text = text};
}

QStringList texts(const RequestOutputs::Shared &output)
{
    QStringList list;
    if (output) {
        for (const Log::OutputLine &one : output->lines) {
            list.append(QString::fromStdString(one.text));
        }
    }
    return list;
}

} // namespace

class tst_RequestOutput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeBeforeAndAfterTheEnd();
    void theLastLinesAreKept();
    void theOldestRequestsLeave();
    void whatWasGivenOutDoesNotChange();
    void randomEventsAgreeWithAPlainMap();
};

void tst_RequestOutput::linesComeBeforeAndAfterTheEnd()
{
    RequestOutputs outputs;
    outputs.add(line(70, "before"));
    QVERIFY(!outputs.sequenceOf(70));  // it runs
    QVERIFY(!outputs.find(0));
    outputs.finished(70, 1);
    outputs.add(line(70, "after"));
    outputs.finished(71, 2);
    QCOMPARE(outputs.sequenceOf(71), std::optional<std::uint64_t>(2));
    QVERIFY(!outputs.find(2));
    outputs.add(line(71, "late"));
    QCOMPARE(texts(outputs.find(1)), list({"before", "after"}));
    QCOMPARE(texts(outputs.find(2)), list({"late"}));
    QCOMPARE(outputs.sequenceOf(70), std::optional<std::uint64_t>(1));
    QVERIFY(!outputs.sequenceOf(0) && !outputs.sequenceOf(72));
}

void tst_RequestOutput::theLastLinesAreKept()
{
    RequestOutputs outputs;
    for (int number = 0; number < 250; ++number) {
        outputs.add(line(1, std::to_string(number)));
    }
    outputs.finished(1, 1);
    const auto many = outputs.find(1);
    QCOMPARE(many->lines.size(), RequestOutput::maxLines);
    QCOMPARE(many->left, 50u);
    QCOMPARE(many->lines.front().text, std::string("50"));

    for (int number = 0; number < 20; ++number) {
        outputs.add(line(2, std::string(8'000, 'x')));
    }
    outputs.finished(2, 2);
    QCOMPARE(outputs.find(2)->lines.size(), 8u);
    QCOMPARE(outputs.find(2)->left, 12u);
    QCOMPARE(outputs.bytes(), outputs.find(1)->byteCount() + outputs.find(2)->byteCount());
}

void tst_RequestOutput::theOldestRequestsLeave()
{
    constexpr std::size_t room = 10 * (sizeof(Log::OutputLine) + 100);
    RequestOutputs outputs(10, room);
    for (std::uint64_t request = 1; request <= 30; ++request) {
        outputs.add(line(request, "x"));
        outputs.finished(request, request);
    }
    QCOMPARE(outputs.size(), 10u);
    QVERIFY(!outputs.find(20) && outputs.find(21));
    outputs.add(line(31, std::string(room - 2 * sizeof(Log::OutputLine) - 1, 'y')));
    QCOMPARE(outputs.size(), 2u);
    QCOMPARE(outputs.bytes(), room);
    outputs.add(line(32, std::string(50'000, 'z')));
    QCOMPARE(outputs.size(), 1u);  // the one that was added, whatever its size
}

void tst_RequestOutput::whatWasGivenOutDoesNotChange()
{
    RequestOutputs outputs;
    outputs.add(line(1, "one"));
    outputs.finished(1, 1);
    const auto given = outputs.find(1);
    outputs.add(line(1, "two"));
    QCOMPARE(texts(given), list({"one"}));
    QCOMPARE(texts(outputs.find(1)), list({"one", "two"}));
}

void tst_RequestOutput::randomEventsAgreeWithAPlainMap()
{
    RequestOutputs outputs;
    std::map<std::uint64_t, QStringList> expected;   // by request
    std::map<std::uint64_t, std::uint64_t> sequences;
    std::uint32_t state = 12'345;
    const auto random = [&state](std::uint32_t below) { return (state = state * 1'664'525 + 1'013'904'223) / 65'536 % below; };
    for (int step = 0; step < 20'000; ++step) {
        const std::uint64_t request = 1 + random(500);
        if (random(3) > 0) {
            QStringList &lines = expected[request];
            lines.append(QString::number(step));
            if (lines.size() > static_cast<qsizetype>(RequestOutput::maxLines)) {
                lines.removeFirst();
            }
            outputs.add(line(request, std::to_string(step)));
        } else if (!sequences.contains(request)) {
            const std::uint64_t sequence = sequences.size() + 1;
            sequences[request] = sequence;
            outputs.finished(request, sequence);
        }
    }
    for (const auto &[request, sequence] : sequences) {
        QCOMPARE(texts(outputs.find(sequence)), expected[request]);
        QCOMPARE(outputs.sequenceOf(request), std::optional(sequence));
    }
}

QTEST_APPLESS_MAIN(tst_RequestOutput)
#include "tst_requestoutput.moc"
