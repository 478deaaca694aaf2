// SPDX-License-Identifier: Apache-2.0
#include "engine/http/dateline.h"
#include "engine/http/responseencoder.h"

#include <QTest>

#include <initializer_list>
#include <string>
#include <utility>

using namespace Retort;
using namespace Retort::Http;
using Outcome = ResponseEncoder::Outcome;

namespace {

Gateway::ResponseHead headOf(int status, std::initializer_list<std::pair<const char *, const char *>> fields)
{
    Gateway::ResponseHead head;
    head.status = status;
    for (const auto &[name, value] : fields) {
        head.headers.add(name, value);
    }
    head.headers.add("Date", "D");
    head.headers.add("Server", "S");
    return head;
}

struct Written
{
    std::string wire;
    Outcome outcome;
};

Written write(ResponseEncoder::Setting setting, const Gateway::ResponseHead &head, std::initializer_list<std::string_view> pieces,
    Gateway::Ending ending = Gateway::Ending::Complete)
{
    ResponseEncoder encoder(setting);
    Written out;
    encoder.appendHead(head, out.wire);
    for (const std::string_view bytes : pieces) {
        const auto piece = encoder.body(bytes);
        out.wire.append(piece.before).append(piece.bytes).append(piece.after);
    }
    out.outcome = encoder.finish(ending, out.wire);
    return out;
}

constexpr ResponseEncoder::Setting modern{1, false, true, {}};
constexpr ResponseEncoder::Setting modernHead{1, true, true, {}};
constexpr ResponseEncoder::Setting old{0, false, true, {}};

} // namespace

class tst_ResponseEncoder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames_data();
    void frames();
    void hopByHopFieldsOfTheAppAreDropped();
    void dateAndServerAreAdded();
    void faultsAreFound_data();
    void faultsAreFound();
    void datesFollowTheRfc();
};

Q_DECLARE_METATYPE(ResponseEncoder::Setting)
Q_DECLARE_METATYPE(Gateway::ResponseHead)
Q_DECLARE_METATYPE(ResponseEncoder::Outcome)

void tst_ResponseEncoder::frames_data()
{
    QTest::addColumn<ResponseEncoder::Setting>("setting");
    QTest::addColumn<Gateway::ResponseHead>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<ResponseEncoder::Outcome>("outcome");

    const auto row = [](const char *name, ResponseEncoder::Setting setting, const Gateway::ResponseHead &head, const char *body, bool whole,
                         const char *rest, Outcome outcome) {
        QTest::newRow(name) << setting << head << QByteArray(body) << whole << QByteArray(rest) << outcome;
    };
    row("a length", modern, headOf(200, {{"Content-Length", "2"}}), "hi", true, "Content-Length: 2\r\n\r\nhi", Outcome::KeepAlive);
    row("no length on 1.1", modern, headOf(200, {}), "hi", true, "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        Outcome::KeepAlive);
    row("no length and no body on 1.1", modern, headOf(200, {}), "", true, "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Outcome::KeepAlive);
    row("no length on 1.0", old, headOf(200, {}), "hi", true, "Connection: close\r\n\r\nhi", Outcome::Close);
    row("a length on 1.0 that keeps alive", old, headOf(200, {{"Content-Length", "2"}}), "hi", true,
        "Content-Length: 2\r\nConnection: keep-alive\r\n\r\nhi", Outcome::KeepAlive);
    row("too long a body is cut to its length", modern, headOf(200, {{"Content-Length", "2"}}), "hiho", true, "Content-Length: 2\r\n\r\nhi",
        Outcome::Close);
    row("too short a body is never made whole", modern, headOf(200, {{"Content-Length", "5"}}), "hi", true, "Content-Length: 5\r\n\r\nhi",
        Outcome::Cut);
    row("a truncated length", modern, headOf(200, {{"Content-Length", "5"}}), "hi", false, "Content-Length: 5\r\n\r\nhi", Outcome::Cut);
    row("truncated chunks have no last one", modern, headOf(200, {}), "hi", false, "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n",
        Outcome::Cut);
    row("truncated on 1.0 only a reset can show", old, headOf(200, {}), "hi", false, "Connection: close\r\n\r\nhi", Outcome::Reset);
    row("HEAD keeps the length, not the body", modernHead, headOf(200, {{"Content-Length", "2"}}), "hi", true, "Content-Length: 2\r\n\r\n",
        Outcome::KeepAlive);
    row("HEAD without a length", modernHead, headOf(200, {}), "hi", true, "\r\n", Outcome::KeepAlive);
    row("204 has neither", modern, headOf(204, {{"Content-Length", "2"}}), "hi", true, "\r\n", Outcome::KeepAlive);
    row("205 says it is empty", modern, headOf(205, {}), "hi", true, "Content-Length: 0\r\n\r\n", Outcome::KeepAlive);
    row("304 keeps the length", modern, headOf(304, {{"Content-Length", "2"}}), "hi", true, "Content-Length: 2\r\n\r\n",
        Outcome::KeepAlive);
    row("the app may ask to close", modern, headOf(200, {{"Content-Length", "0"}, {"Connection", "x, Close"}}), "", true,
        "Content-Length: 0\r\nConnection: close\r\n\r\n", Outcome::Close);
}

void tst_ResponseEncoder::frames()
{
    QFETCH(ResponseEncoder::Setting, setting);
    QFETCH(Gateway::ResponseHead, head);
    QFETCH(QByteArray, body);
    QFETCH(bool, whole);
    QFETCH(QByteArray, rest);
    QFETCH(ResponseEncoder::Outcome, outcome);
    const auto ending = whole ? Gateway::Ending::Complete : Gateway::Ending::Truncated;
    const Written written = write(setting, head, {"", body.toStdString(), ""}, ending);
    const std::string start = "HTTP/1.1 " + std::to_string(head.status) + " " + std::string(Gateway::standardReason(head.status))
        + "\r\nDate: D\r\nServer: S\r\n";
    QCOMPARE(QByteArray::fromStdString(written.wire), QByteArray::fromStdString(start) + rest);
    QCOMPARE(written.outcome, outcome);
}

void tst_ResponseEncoder::hopByHopFieldsOfTheAppAreDropped()
{
    const auto head = headOf(200,
        {{"Transfer-Encoding", "gzip"}, {"Connection", "upgrade"}, {"Keep-Alive", "5"}, {"Upgrade", "h2c"}, {"TE", "x"}, {"Trailer", "x"},
            {"Proxy-Connection", "x"}, {"Content-Length", "0"}, {"X", "y"}});
    QCOMPARE(write(modern, head, {}).wire, std::string("HTTP/1.1 200 OK\r\nX: y\r\nDate: D\r\nServer: S\r\nContent-Length: 0\r\n\r\n"));
}

void tst_ResponseEncoder::dateAndServerAreAdded()
{
    Gateway::ResponseHead head;
    head.status = 299;
    head.reason = "Fine";
    const std::string wire = write({1, false, true, "now"}, head, {}).wire;
    QVERIFY(wire.starts_with("HTTP/1.1 299 Fine\r\nDate: now\r\nServer: Retort/"));
}

void tst_ResponseEncoder::faultsAreFound_data()
{
    QTest::addColumn<Gateway::ResponseHead>("head");
    QTest::addColumn<bool>("faulty");

    QTest::newRow("a fine head") << headOf(200, {{"X", "y"}}) << false;
    QTest::newRow("two equal lengths") << headOf(200, {{"Content-Length", "2"}, {"content-length", "2"}}) << false;
    QTest::newRow("two different lengths") << headOf(200, {{"Content-Length", "2"}, {"content-length", "3"}}) << true;
    QTest::newRow("a length that is no number") << headOf(200, {{"Content-Length", "two"}}) << true;
    QTest::newRow("a signed length") << headOf(200, {{"Content-Length", "-2"}}) << true;
    QTest::newRow("an empty length") << headOf(200, {{"Content-Length", ""}}) << true;
    QTest::newRow("a line break in a value") << headOf(200, {{"X", "y\r\nSet-Cookie: a=b"}}) << true;
    QTest::newRow("a line break in a name") << headOf(200, {{"X\r\nY", "z"}}) << true;
    QTest::newRow("an informational status") << headOf(101, {}) << true;
    auto split = headOf(200, {});
    split.reason = "OK\r\nX: y";
    QTest::newRow("a line break in the reason") << split << true;
}

void tst_ResponseEncoder::faultsAreFound()
{
    QFETCH(Gateway::ResponseHead, head);
    QFETCH(bool, faulty);
    QCOMPARE(!ResponseEncoder::fault(head).empty(), faulty);
}

void tst_ResponseEncoder::datesFollowTheRfc()
{
    DateLine date;
    QCOMPARE(date.at(784'111'777'000'000), std::string_view("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(date.at(784'111'777'999'999), std::string_view("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(date.at(1'709'164'800'000'000), std::string_view("Thu, 29 Feb 2024 00:00:00 GMT"));
}

QTEST_APPLESS_MAIN(tst_ResponseEncoder)
#include "tst_responseencoder.moc"
