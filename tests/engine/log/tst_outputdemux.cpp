// SPDX-License-Identifier: Apache-2.0
#include "engine/log/outputdemux.h"

#include <QTest>

using namespace Retort;
using Log::OutputDemux;
using Log::OutputSource;
using Log::OutputStream;

namespace {

QStringList list(std::initializer_list<std::string> texts)
{
    QStringList converted;
    for (const std::string &text : texts) {
        converted.append(QString::fromStdString(text));
    }
    return converted;
}

// What a worker writes of a piece that was printed in a request.
std::string chunk(int request, const std::string &text, const std::string &label = ":", char stream = 'o')
{
    char number[16];
    std::snprintf(number, sizeof number, "%x", static_cast<unsigned>(request));
    return "\x1enonce:" + std::string(number) + ':' + stream + ':' + label + ':' + std::to_string(text.size()) + '\x1f' + text;
}

QStringList taken(const std::string &bytes, std::size_t step, std::string_view nonce = "nonce")
{
    QStringList lines;
    OutputDemux demux(nonce, [&](const OutputSource &source, std::string_view line) {
        lines.append(QString::number(source.requestId) + (source.stream == OutputStream::Error ? QStringLiteral("e") : QString())
            + (source.logger.empty() ? QString()
                                     : u'[' + QString::fromStdString(source.level) + u' ' + QString::fromStdString(source.logger) + u']')
            + u' ' + QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())));
    });
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        demux.feed(std::string_view(bytes).substr(at, step));
    }
    demux.finish();
    return lines;
}

} // namespace

class tst_OutputDemux final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyCutGivesTheSameLines_data();
    void anyCutGivesTheSameLines();
    void longLinesAreCutOnce();
    void aMarkThatIsCutShortDoesNotShow();
    void openLinesAreBounded();
    void withoutANonceEverythingIsPlain();
};

void tst_OutputDemux::anyCutGivesTheSameLines_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const std::string &wire, std::initializer_list<std::string> lines) {
        QTest::newRow(name) << QByteArray::fromStdString(wire) << list(lines);
    };

    row("plain lines", "one\ntwo\n", {"0 one", "0 two"});
    row("a line of a request", chunk(10, "one\n") + "two\n", {"10 one", "0 two"});
    row("stream, level and logger", chunk(10, "one\n", "WARNING:shop.views", 'e'), {"10e[WARNING shop.views] one"});
    row("several lines in one chunk", chunk(1, "one\n\ntwo\n"), {"1 one", "1 ", "1 two"});
    row("pieces of two requests mixed", chunk(1, "on") + chunk(2, "tw") + chunk(1, "e\n") + chunk(2, "o\n"), {"1 one", "2 two"});
    row("the streams of a request are apart", chunk(1, "on") + chunk(1, "err\n", ":", 'e') + chunk(1, "e\n"), {"1e err", "1 one"});
    row("in the middle of a line of a subprocess", "sub" + chunk(1, "one\n") + "process\n", {"1 one", "0 subprocess"});
    row("a line without an end", chunk(1, "one"), {"1 one"});
    row("control characters of an app",
        "a\x1e"
        "b\x1f\x1e\x1e"
        "c\n",
        {"0 a\x1e"
         "b\x1f\x1e\x1e"
         "c"});
    row("a mark inside of a chunk is text", chunk(1, "a" + chunk(2, "b") + "\n"), {"1 a" + chunk(2, "b")});
    row("another nonce is text", "\x1enonsense:1:o:::2\x1fx\n", {"0 \x1enonsense:1:o:::2\x1fx"});
    row("the nonce with nonsense", "\x1enonce:x\x1fy\n", {"0 x\x1fy"});
    row("no bytes", "\x1enonce:1:o:::0\x1fy\n", {"0 1:o:::0\x1fy"});
    row("too many bytes", "\x1enonce:1:o:::99999999\x1fy\n", {"0 1:o:::99999999\x1fy"});
}

void tst_OutputDemux::anyCutGivesTheSameLines()
{
    QFETCH(QByteArray, wire);
    QFETCH(QStringList, lines);
    for (std::size_t step = 1; step <= static_cast<std::size_t>(wire.size()); ++step) {
        QCOMPARE(taken(wire.toStdString(), step), lines);
    }
}

void tst_OutputDemux::longLinesAreCutOnce()
{
    const std::string half(6'000, 'x');
    const std::string wire = chunk(1, half) + chunk(2, "other\n") + chunk(1, half) + chunk(1, half + "\nnext\n");
    for (const std::size_t step : {1ul, 4'096ul, 100'000ul}) {
        const QStringList lines = taken(wire, step);
        QCOMPARE(lines.size(), 3);
        QVERIFY(std::ranges::count_if(lines, [](const QString &line) { return line.endsWith(u'…') && line.startsWith(u"1 xxx"); }) == 1);
        QVERIFY(lines.contains(u"2 other"));
        QCOMPARE(lines.last(), u"1 next");
    }
}

// The worker was killed while it wrote.
void tst_OutputDemux::aMarkThatIsCutShortDoesNotShow()
{
    const std::string mark = chunk(10, "text");
    for (std::size_t length = 1; length < mark.find('\x1f') + 1; ++length) {
        QCOMPARE(taken("before\n" + mark.substr(0, length), 1'000), list({"0 before"}));
    }
    QCOMPARE(taken(mark.substr(0, mark.size() - 2), 1'000), list({"10 te"}));
    QCOMPARE(taken("\x1enonce:" + std::string(300, 'y') + "\n", 7), list({"0 " + std::string(300, 'y')}));
}

void tst_OutputDemux::openLinesAreBounded()
{
    std::string wire;
    for (int request = 1; request <= 1'000; ++request) {
        wire += chunk(request, "piece");
    }
    int lines = 0;
    OutputDemux demux("nonce", [&](const OutputSource &, std::string_view) { ++lines; });
    demux.feed(wire);
    QCOMPARE(lines, 1'000 - static_cast<int>(OutputDemux::mostOpen));
}

void tst_OutputDemux::withoutANonceEverythingIsPlain()
{
    QCOMPARE(taken("\x1e:1:o:::1\x1fx\n", 3, ""), list({"0 \x1e:1:o:::1\x1fx"}));
}

QTEST_APPLESS_MAIN(tst_OutputDemux)
#include "tst_outputdemux.moc"
