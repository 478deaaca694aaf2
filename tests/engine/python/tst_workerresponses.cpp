// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::Answer;
using Test::WorkerHarness;

Q_DECLARE_METATYPE(Retort::Test::Interpreter)

// What an application may answer and what becomes of it (PEP 3333; UWSGI.md §5.4, §5.5), in every CPython
// found, embedded and hosted. One worker per interpreter serves all rows: none of them may end it.
class tst_WorkerResponses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();
    void failures_data();
    void failures();
    void closeIsCalledOnce_data();
    void closeIsCalledOnce();
    void environHasTheKeysOfUwsgi();
    void schemeComesFromTheFrontEnd_data();
    void schemeComesFromTheFrontEnd();
    void headersAreKeptInOrder();
    void smallAnswersAreOneWrite();
    void validatorIsContent();
    void lenientModePassesOverWrongBlocks();

private:
    WorkerHarness &worker(const Test::Interpreter &interpreter);

    QList<Test::Interpreter> m_interpreters;
    std::map<QString, std::unique_ptr<WorkerHarness>> m_workers;
};

void tst_WorkerResponses::initTestCase()
{
    m_interpreters = Test::usableInterpreters();
    if (m_interpreters.isEmpty()) {
        QSKIP("no CPython from 3.11 up");
    }
}

WorkerHarness &tst_WorkerResponses::worker(const Test::Interpreter &interpreter)
{
    auto &worker = m_workers[interpreter.name];
    if (!worker) {
        worker = std::make_unique<WorkerHarness>();
        if (worker->start(interpreter)) {
            worker->load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
        }
    }
    return *worker;
}

void tst_WorkerResponses::answers_data()
{
    QTest::addColumn<Test::Interpreter>("interpreter");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    struct Row
    {
        const char *name;
        const char *path;
        int status;
        QByteArray body;
    };
    const Row rows[] = {
        {"a list with a length", "/hello", 200, "hello\n"},
        {"a list of blocks, empty ones left out", "/blocks", 200, "abc"},
        {"a tuple", "/as_tuple", 200, "ab"},
        {"a generator", "/generator", 200, "ab"},
        {"start_response at the first next", "/late_start", 201, "late"},
        {"bytes instead of an iterable", "/as_bytes", 200, "whole"},
        {"no body at all", "/empty", 204, ""},
        {"a megabyte in one block", "/large", 200, QByteArray(1'000'000, 'x')},
        {"a status without a reason", "/headers", 200, "ok"},
        {"write() and an iterable", "/written", 200, "one two three"},
        {"exc_info before output replaces the head", "/replaced", 500, "replaced"},
        {"an iterator with close()", "/closing", 200, "ab"},
        {"a file from where it stands", "/file", 200, QByteArray("0123456789").repeated(20'000).mid(5)},
        {"the thread has uWSGI's name", "/thread_name", 200, "uWSGIWorker1Core0"},
    };
    for (const Test::Interpreter &interpreter : m_interpreters) {
        for (const Row &row : rows) {
            QTest::newRow(qPrintable(interpreter.name + u": "_s + QString::fromUtf8(row.name)))
                << interpreter << QByteArray(row.path) << row.status << row.body;
        }
    }
}

void tst_WorkerResponses::answers()
{
    QFETCH(Test::Interpreter, interpreter);
    QFETCH(QByteArray, path);
    const Answer answer = worker(interpreter).ask({.path = path});
    QVERIFY(answer.ended);
    QVERIFY(answer.head);
    QTEST(answer.head->status, "status");
    QTEST(answer.body, "body");
    QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("message"_L1).toString()));
    QVERIFY(!answer.end.exception && !answer.end.truncated);
}

void tst_WorkerResponses::failures_data()
{
    QTest::addColumn<Test::Interpreter>("interpreter");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("headSent");

    struct Row
    {
        const char *name;
        const char *path;
        const char *type;
        const char *message;
        bool headSent;
    };
    const Row rows[] = {
        {"start_response twice", "/twice", "AssertionError", "second time", false},
        {"exc_info after output", "/too_late", "KeyError", "after output", true},
        {"a str instead of an iterable", "/returns_str", "TypeError", "returned a str", false},
        {"a generator of str", "/yields_str", "TypeError", ".encode()", false},
        {"None in a list", "/yields_none", "TypeError", "None", false},
        {"a bytearray", "/yields_bytearray", "TypeError", "bytearray", false},
        {"nothing returned", "/returns_none", "TypeError", "returned None", false},
        {"a number returned", "/returns_number", "TypeError", "iterable", false},
        {"no start_response", "/never_starts", "RuntimeError", "start_response", false},
        {"no start_response and no body", "/never_starts_empty", "RuntimeError", "start_response", false},
        {"a status that is a number", "/bad_status", "TypeError", "status", false},
        {"a status that begins with words", "/odd_status", "ValueError", "200 OK", false},
        {"a line break in the status", "/split_status", "ValueError", "status", false},
        {"headers as a dict", "/headers_dict", "TypeError", "list", false},
        {"a header as a list", "/header_list_item", "TypeError", "tuple", false},
        {"a header value that is a number", "/header_number", "TypeError", "str", false},
        {"a header outside latin-1", "/header_unicode", "ValueError", "latin-1", false},
        {"a line break in a header", "/header_split", "ValueError", "line break", false},
        {"an exception before start_response", "/raises", "ValueError", "before start_response", false},
        {"an exception after start_response", "/raises_after_start", "ValueError", "after start_response", false},
        {"an exception midway", "/raises_midway", "ValueError", "midway", true},
        {"sys.exit", "/exits", "SystemExit", "the worker goes on", false},
        {"KeyboardInterrupt", "/interrupts", "KeyboardInterrupt", "the worker goes on", false},
        {"GeneratorExit", "/generator_exit", "GeneratorExit", "odd", false},
        {"an exception whose str() raises", "/unprintable", "responses.unprintable.<locals>.Nasty", "raised RuntimeError", false},
        {"a lone surrogate and a NUL", "/surrogates", "ValueError", "\\udc80 and NUL \\0", false},
        {"four megabytes of message", "/huge_message", "ValueError", "characters more", false},
        {"causes in a circle", "/cyclic", "ValueError", "first", false},
        {"five hundred causes", "/long_chain", "ValueError", "499", false},
        {"endless recursion", "/recursion", "RecursionError", "recursion", false},
        {"an exception in next() of an object with close()", "/closing_after_error", "ValueError", "in next", false},
        {"both next() and close() raise", "/both_raise", "ValueError", "in next", false},
        {"a text file in file_wrapper", "/text_file", "TypeError", "bytes", false},
        {"no file in file_wrapper", "/no_file", "AttributeError", "read", false},
        {"a path without a view", "/nowhere", "KeyError", "nowhere", false},
    };
    for (const Test::Interpreter &interpreter : m_interpreters) {
        for (const Row &row : rows) {
            QTest::newRow(qPrintable(interpreter.name + u": "_s + QString::fromUtf8(row.name)))
                << interpreter << QByteArray(row.path) << QString::fromUtf8(row.type) << QString::fromUtf8(row.message) << row.headSent;
        }
    }
}

void tst_WorkerResponses::failures()
{
    QFETCH(Test::Interpreter, interpreter);
    QFETCH(QByteArray, path);
    QFETCH(QString, message);
    QFETCH(bool, headSent);
    const Answer answer = worker(interpreter).ask({.path = path});
    QVERIFY(answer.ended);
    QCOMPARE(answer.head.has_value(), headSent);
    QVERIFY(answer.end.exception);
    QCOMPARE(answer.end.truncated, headSent);
    QTEST(answer.exception.value("type"_L1).toString(), "type");
    const QString said = answer.exception.value("message"_L1).toString();
    QVERIFY2(said.contains(message), qPrintable(said.left(300)));
    QVERIFY(said.size() < 10'000);
    QVERIFY(answer.exception.value("traceback"_L1).toString().size() < 100'000);
    QCOMPARE(worker(interpreter).ask({}).body, "hello\n"_ba);
}

void tst_WorkerResponses::closeIsCalledOnce_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("complete");
    QTest::newRow("after a complete answer") << "/closing"_ba << true;
    QTest::newRow("after an error in next()") << "/closing_after_error"_ba << false;
    QTest::newRow("when it raises itself, and the answer stays whole") << "/close_raises"_ba << true;
    QTest::newRow("when both raise") << "/both_raise"_ba << false;
}

void tst_WorkerResponses::closeIsCalledOnce()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, complete);
    WorkerHarness &harness = worker(m_interpreters.first());
    harness.ask({.path = "/close_count"_ba});
    const Answer answer = harness.ask({.path = path});
    QCOMPARE(answer.head.has_value(), complete);
    QVERIFY(!answer.end.truncated);
    QCOMPARE(harness.ask({.path = "/close_count"_ba}).body, "1"_ba);
}

void tst_WorkerResponses::environHasTheKeysOfUwsgi()
{
    const Answer answer = worker(m_interpreters.first())
                              .ask({.method = "POST"_ba,
                                  .path = "/environ?q=%20"_ba,
                                  .body = "abc"_ba,
                                  .more = {{"HTTP_X_A"_ba, "1"_ba}, {"HTTP_X_A"_ba, "caf\xe9"_ba}}});
    const QByteArray &body = answer.body;
    for (const char *expected : {"('REQUEST_METHOD', 'POST')", "('REQUEST_URI', '/environ?q=%20')", "('PATH_INFO', '/environ')",
             "('QUERY_STRING', 'q=%20')", "('SCRIPT_NAME', '')", "('CONTENT_LENGTH', '3')", "('HTTP_X_A', 'caf\\xe9')",
             "('wsgi.version', (1, 0))", "('wsgi.url_scheme', 'http')", "('wsgi.input', 'Input')", "('wsgi.errors', 'TextIOWrapper')",
             "('wsgi.multithread', False)", "('wsgi.multiprocess', False)", "('wsgi.run_once', False)", "('wsgi.input_terminated', True)",
             "('wsgi.file_wrapper', 'type')", "('uwsgi.node', b'host')", "('uwsgi.version', b'2.0.30-"}) {
        QVERIFY2(body.contains(expected), qPrintable(QString::fromUtf8(expected) + u" not in "_s + QString::fromUtf8(body)));
    }
    QVERIFY(!body.contains("uwsgi.core"));
}

void tst_WorkerResponses::schemeComesFromTheFrontEnd_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("HTTPS=on") << "HTTPS"_ba << "on"_ba << "'https'"_ba;
    QTest::newRow("HTTPS=1") << "HTTPS"_ba << "1"_ba << "'https'"_ba;
    QTest::newRow("HTTPS=off") << "HTTPS"_ba << "off"_ba << "'http'"_ba;
    QTest::newRow("UWSGI_SCHEME wins") << "UWSGI_SCHEME"_ba << "https"_ba << "'https'"_ba;
    QTest::newRow("X-Forwarded-Proto is a claim of the client") << "HTTP_X_FORWARDED_PROTO"_ba << "https"_ba << "'http'"_ba;
}

void tst_WorkerResponses::schemeComesFromTheFrontEnd()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    const Answer answer = worker(m_interpreters.first()).ask({.path = "/evaluate?ENV['wsgi.url_scheme']"_ba, .more = {{key, value}}});
    QTEST(answer.body, "scheme");
}

void tst_WorkerResponses::headersAreKeptInOrder()
{
    const Answer answer = worker(m_interpreters.first()).ask({.path = "/headers"_ba});
    QVERIFY(answer.head);
    QCOMPARE(answer.head->headers.size(), 4);
    QCOMPARE(answer.head->headers.at(0).value, std::string_view("a=1"));
    QCOMPARE(answer.head->headers.at(1).value, std::string_view("b=2"));
    QCOMPARE(answer.header("X-Latin"), "caf\xe9"_ba);
    QCOMPARE(answer.head->reason, std::string());
}

void tst_WorkerResponses::smallAnswersAreOneWrite()
{
    QCOMPARE(worker(m_interpreters.first()).ask({.path = "/hello"_ba}).bodyFrames, 1);
    QCOMPARE(worker(m_interpreters.first()).ask({.path = "/blocks"_ba}).bodyFrames, 3);
}

void tst_WorkerResponses::validatorIsContent()
{
    WorkerHarness harness;
    QVERIFY(harness.start(m_interpreters.first()));
    harness.load({{u"module"_s, u"responses:validated"_s}, {u"chdir"_s, Test::appsFolder()}});
    for (const char *path : {"/hello", "/blocks", "/generator", "/written", "/environ", "/file"}) {
        const Answer answer = harness.ask({.path = path});
        QVERIFY2(answer.exception.isEmpty(), qPrintable(answer.exception.value("traceback"_L1).toString()));
    }
}

void tst_WorkerResponses::lenientModePassesOverWrongBlocks()
{
    WorkerHarness harness;
    QVERIFY(harness.start(m_interpreters.first()));
    harness.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}, {u"strictWsgi"_s, false}});
    QCOMPARE(harness.ask({.path = "/yields_none"_ba}).body, "a"_ba);
    QCOMPARE(harness.ask({.path = "/yields_bytearray"_ba}).body, "ab"_ba);
}

QTEST_GUILESS_MAIN(tst_WorkerResponses)

#include "tst_workerresponses.moc"
