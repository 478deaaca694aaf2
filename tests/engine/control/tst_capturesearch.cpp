// SPDX-License-Identifier: Apache-2.0
#include "engine/control/capturesearch.h"

#include "tests/support/samplerequest.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace Retort;
using Control::CapturedRequest;
using Control::CaptureSearch;

namespace {

using Sequences = std::vector<std::uint64_t>;

std::shared_ptr<Gateway::Capture> newCapture()
{
    auto capture = std::make_shared<Gateway::Capture>();
    capture->isRecorded = true;
    capture->vars.add("HTTP_X_ID", "7a");
    capture->vars.add("CONTENT_TYPE", "application/json");
    capture->requestBody.add(R"({"name":"Ada"})");
    capture->responseHead.headers.add("Content-Type", "text/html; charset=utf-8");
    capture->responseHead.headers.add("set-cookie", "a=1");
    capture->responseHead.headers.add("Set-Cookie", "b=2");
    capture->responseBody.add("<h1>Hello</h1>");
    capture->exceptionJson = R"({"type":"KeyError","message":"'name'","chain":[{"type":"shop.Missing","message":"no row"}]})";
    return capture;
}

} // namespace

class tst_CaptureSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_log = std::make_unique<Log::RequestLog>(Log::LogRules{}, nullptr); }
    void cleanup() { m_log.reset(); }
    void terms_data();
    void terms();
    void onlyWhatWasRecordedIsFound();
    void compressedBodiesAreRead();
    void faults_data();
    void faults();
    void equalsABruteForceSearch();
    void aRangeIsSearched();
    void searchesRunInTurnAndEndWithTheirOwner();
    void manyBytes();

private:
    void finish(std::shared_ptr<Gateway::Capture> capture, const QList<QByteArray> &printed = {});
    std::optional<Sequences> search(const QString &term, std::uint64_t first = 1, std::uint64_t end = 1'000'000);

    std::unique_ptr<Log::RequestLog> m_log;
    std::uint64_t m_lastId = 0;
};

void tst_CaptureSearch::finish(std::shared_ptr<Gateway::Capture> capture, const QList<QByteArray> &printed)
{
    Gateway::Trace trace = Test::sampleTrace();
    trace.requestId = ++m_lastId;
    trace.capture = std::move(capture);
    for (const QByteArray &text : printed) {
        m_log->outputs().add({.source = {.requestId = trace.requestId}, .text = text.toStdString()});
    }
    m_log->requestFinished(Test::sampleRequest("/"), trace);
}

std::optional<Sequences> tst_CaptureSearch::search(const QString &term, std::uint64_t first, std::uint64_t end)
{
    CaptureSearch search;
    std::optional<Sequences> found;
    const std::uint64_t last = std::min(end, m_log->store().endSequence());
    const auto started = search.start(term, Control::capturedRequests(*m_log, first, last), [&](const CaptureSearch::Matches &matches) {
        found.emplace();
        std::ranges::transform(matches, std::back_inserter(*found), &CaptureSearch::Matches::value_type::first);
    });
    if (!started || !QTest::qWaitFor([&] { return found.has_value(); }, 30'000)) {
        return std::nullopt;
    }
    return found;
}

void tst_CaptureSearch::terms_data()
{
    QTest::addColumn<bool>("met");

    QTest::newRow("req.body:ada") << true;
    QTest::newRow("req.body:hello") << false;
    QTest::newRow("req.body:bob,ada") << true;
    QTest::newRow("req.body:/\"name\":\"a.a\"/") << true;
    QTest::newRow("res.body:\"<h1>hello\"") << true;
    QTest::newRow("res.body:ada") << false;
    QTest::newRow("res.body:h1*/h1") << true;
    QTest::newRow("header:x-id") << true;
    QTest::newRow("header:X-Id=7") << true;
    QTest::newRow("header:x-id=8") << false;
    QTest::newRow("header:x_id=7") << true; // as WSGI sees it
    QTest::newRow("header:set-cookie=b") << true;
    QTest::newRow("header:content-type=json") << true; // of the request
    QTest::newRow("header:content-type=html") << true; // of the answer
    QTest::newRow("header:x-none") << false;
    QTest::newRow("header:x-none,x-id=7") << true;
    QTest::newRow("type:html") << true;
    QTest::newRow("type:json") << false;
    QTest::newRow("error:keyerror") << true;
    QTest::newRow("error:=KeyError") << true;
    QTest::newRow("error:\"'name'\"") << true;
    QTest::newRow("error:missing") << true; // what led to it
    QTest::newRow("error:valueerror") << false;
    QTest::newRow("out:second") << true;
    QTest::newRow("out:=second") << true;
    QTest::newRow("out:=sec") << false;
    QTest::newRow("out:first*second") << false; // a line at a time
}

void tst_CaptureSearch::terms()
{
    QFETCH(bool, met);
    finish(newCapture(), {"first", "second"});
    QCOMPARE(search(QString::fromLatin1(QTest::currentDataTag())), met ? Sequences{1} : Sequences{});
}

void tst_CaptureSearch::onlyWhatWasRecordedIsFound()
{
    auto raised = newCapture();
    raised->isRecorded = false;
    raised->responseBody = {};
    raised->requestBody = {};
    raised->responseHead = {};
    finish(raised);              // nobody recorded: head and exception are known
    finish(nullptr, {"printed"}); // nothing but what it printed
    finish(nullptr);
    QCOMPARE(Control::capturedRequests(*m_log, 1, 4).size(), 2u);
    QCOMPARE(search(u"error:KeyError"_s), Sequences{1});
    QCOMPARE(search(u"header:x-id"_s), Sequences{1});
    QCOMPARE(search(u"type:*"_s), Sequences{});
    QCOMPARE(search(u"res.body:*"_s), Sequences{});
    QCOMPARE(search(u"out:*"_s), Sequences{2});
}

void tst_CaptureSearch::compressedBodiesAreRead()
{
    // What `gzip` makes of “a needle in a haystack”.
    const QByteArray packed = QByteArray::fromBase64("H4sIAAAAAAACA0tUyEtNTclJVcjMU0hUyEisLC5JTM4GADLIpd8WAAAA");
    auto capture = std::make_shared<Gateway::Capture>();
    capture->isRecorded = true;
    capture->vars.add("HTTP_CONTENT_ENCODING", "gzip");
    capture->requestBody.add(packed.toStdString());
    capture->responseHead.headers.add("Content-Encoding", "gzip");
    capture->responseBody.add(packed.toStdString());
    finish(capture);
    auto broken = std::make_shared<Gateway::Capture>(*capture);
    broken->responseBody = {};
    broken->responseBody.add("needle"); // no gzip
    finish(broken);
    QCOMPARE(search(u"res.body:needle"_s), Sequences{1});
    QCOMPARE(search(u"req.body:needle"_s), (Sequences{1, 2}));
    QCOMPARE(search(u"res.body:straw"_s), Sequences{});
}

void tst_CaptureSearch::faults_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::newRow("") << u"one term"_s;
    QTest::newRow("text") << u"one term"_s;
    QTest::newRow("status:500") << u"one term"_s;
    QTest::newRow("-out:a") << u"one term"_s;
    QTest::newRow("out:a out:b") << u"one term"_s;
    QTest::newRow("out:a | status:500") << u"one term"_s;
    QTest::newRow("out:") << u"needs a value"_s;
    QTest::newRow("out:/(/") << u"no regular expression"_s;
    QTest::newRow("route:x") << u"not recorded"_s;
    QTest::newRow("is:watched") << u"not recorded"_s;
}

void tst_CaptureSearch::faults()
{
    QFETCH(QString, sentence);
    CaptureSearch search;
    const auto started = search.start(QString::fromLatin1(QTest::currentDataTag()), {}, [](const auto &) { QFAIL("no answer is due"); });
    QVERIFY(!started);
    QVERIFY2(started.error().sentence.contains(sentence), qPrintable(started.error().sentence));
}

void tst_CaptureSearch::equalsABruteForceSearch()
{
    static const QList<QByteArray> words{"alpha", "beta", "gamma", "delta", "Epsilon", "zeta"};
    QRandomGenerator random(11);
    const auto text = [&] {
        QByteArray made;
        for (int i = random.bounded(6); i > 0; --i) {
            made += words.at(random.bounded(words.size())) + ' ';
        }
        return made;
    };
    struct Known
    {
        QByteArray in, out;
        QList<QByteArray> printed;
    };
    std::vector<Known> all;
    for (int i = 0; i < 500; ++i) {
        Known known{text(), text(), {}};
        for (int lines = random.bounded(3); lines > 0; --lines) {
            known.printed.append(text());
        }
        auto capture = std::make_shared<Gateway::Capture>();
        capture->isRecorded = true;
        capture->requestBody.add(known.in.toStdString());
        capture->responseBody.add(known.out.toStdString());
        finish(capture, known.printed);
        all.push_back(known);
    }
    for (const QByteArray &word : words) {
        const QByteArray lower = word.toLower();
        Sequences inIn;
        Sequences inOut;
        Sequences inPrinted;
        for (std::uint64_t sequence = 1; const Known &known : all) {
            const auto has = [&](const QByteArray &bytes) { return bytes.toLower().contains(lower); };
            has(known.in) ? inIn.push_back(sequence) : void();
            has(known.out) ? inOut.push_back(sequence) : void();
            std::ranges::any_of(known.printed, has) ? inPrinted.push_back(sequence) : void();
            ++sequence;
        }
        QVERIFY(!inIn.empty() && !inOut.empty() && !inPrinted.empty());
        QCOMPARE(search(u"req.body:"_s + QString::fromLatin1(word)), inIn);
        QCOMPARE(search(u"res.body:"_s + QString::fromLatin1(word)), inOut);
        QCOMPARE(search(u"out:"_s + QString::fromLatin1(word)), inPrinted);
    }
}

void tst_CaptureSearch::aRangeIsSearched()
{
    for (int i = 0; i < 10; ++i) {
        finish(newCapture());
    }
    QCOMPARE(search(u"res.body:hello"_s, 3, 6), (Sequences{3, 4, 5}));
    QCOMPARE(search(u"res.body:hello"_s, 9), (Sequences{9, 10}));
    QCOMPARE(search(u"res.body:hello"_s, 11), Sequences{});
}

void tst_CaptureSearch::searchesRunInTurnAndEndWithTheirOwner()
{
    finish(newCapture());
    QStringList order;
    auto search = std::make_unique<CaptureSearch>();
    for (const QString &term : {u"res.body:a"_s, u"res.body:b"_s, u"res.body:c"_s}) {
        QVERIFY(search->start(term, Control::capturedRequests(*m_log, 1, 2), [&order, term](const auto &) { order.append(term); }));
    }
    QTRY_COMPARE(order, (QStringList{u"res.body:a"_s, u"res.body:b"_s, u"res.body:c"_s}));

    // One that ends its owner, as a client that goes away while it is answered.
    QVERIFY(search->start(u"res.body:a"_s, {}, [&](const auto &) { search.reset(); }));
    QVERIFY(search->start(u"res.body:b"_s, {}, [&](const auto &) { order.append(u"never"_s); }));
    QTRY_VERIFY(!search);
    search = std::make_unique<CaptureSearch>();
    QVERIFY(search->start(u"res.body:c"_s, {}, [&](const auto &) { order.append(u"never"_s); }));
    search.reset();
    bool later = false;
    CaptureSearch other;
    QVERIFY(other.start(u"res.body:c"_s, {}, [&](const auto &) { later = true; }));
    QTRY_VERIFY(later);
    QCOMPARE(order.size(), 3);

    std::size_t taken = 0;
    while (other.start(u"res.body:c"_s, Control::capturedRequests(*m_log, 1, 2), [](const auto &) {})) {
        QVERIFY(++taken <= CaptureSearch::mostWaiting + 1);
    }
}

// As much as is ever kept; the time is told, not judged.
void tst_CaptureSearch::manyBytes()
{
    const std::string page(26'000, 'x');
    for (int i = 0; i < 10'000; ++i) {
        auto capture = std::make_shared<Gateway::Capture>();
        capture->isRecorded = true;
        capture->responseBody.add(page);
        capture->responseBody.add(i % 1'000 == 0 ? "needle" : "straw");
        finish(capture);
    }
    QElapsedTimer timer;
    timer.start();
    const auto requests = Control::capturedRequests(*m_log, m_log->store().firstSequence(), m_log->store().endSequence());
    qInfo("%zu requests gathered in %.2f ms", requests.size(), static_cast<double>(timer.nsecsElapsed()) / 1e6);
    timer.restart();
    const auto found = search(u"res.body:needle"_s);
    qInfo("%zu MiB searched in %lld ms", m_log->captures().bytes() / 1024 / 1024, timer.elapsed());
    QCOMPARE(found->size(), 10u);
}

QTEST_GUILESS_MAIN(tst_CaptureSearch)
#include "tst_capturesearch.moc"
