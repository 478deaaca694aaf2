// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/messages.h"

#include "engine/ipc/frames.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Ipc;

class tst_Messages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helloSurvivesTheTrip();
    void requestSurvivesTheTrip();
    void responseHeadSurvivesTheTrip();
    void responseEndSurvivesTheTrip();
    void everyShortenedPayloadIsRefusedOrHarmless();
};

namespace {

std::string payloadOf(const std::string &frame)
{
    return frame.substr(frameHeaderBytes);
}

std::string sampleRequest()
{
    std::string frame;
    RequestMessage message;
    message.sequence = 7;
    message.requestId = 0xfedcba9876543210;
    message.bodyFollows = true;
    message.contentLength = -1;
    message.vars = "vars";
    message.body = "body";
    appendRequest(frame, message);
    return payloadOf(frame);
}

std::string sampleHead()
{
    Gateway::HeaderList headers;
    headers.add("Content-Type", "text/plain");
    headers.add("X-Empty", "");
    std::string frame;
    appendResponseHead(frame, 404, "Not Found", headers);
    return payloadOf(frame);
}

} // namespace

void tst_Messages::helloSurvivesTheTrip()
{
    std::string frame;
    appendHello(frame, {"secret", 3, 1234567890123, 0xffffffffffffffff});
    const auto hello = parseHello(payloadOf(frame));
    QVERIFY(hello);
    QCOMPARE(hello->token, std::string("secret"));
    QCOMPARE(hello->slot, 3);
    QCOMPARE(hello->pid, 1234567890123);
    QCOMPARE(hello->threadId, 0xffffffffffffffffu);
    QVERIFY2(!parseHello(payloadOf(frame) + "x"), "bytes behind the last field are a fault");
}

void tst_Messages::requestSurvivesTheTrip()
{
    const std::string payload = sampleRequest();
    const auto message = parseRequest(payload);
    QVERIFY(message);
    QCOMPARE(message->sequence, 7u);
    QCOMPARE(message->requestId, 0xfedcba9876543210u);
    QVERIFY(message->bodyFollows);
    QVERIFY(!message->expectsContinue);
    QCOMPARE(message->contentLength, -1);
    QCOMPARE(message->vars, std::string_view("vars"));
    QCOMPARE(message->body, std::string_view("body"));
}

void tst_Messages::responseHeadSurvivesTheTrip()
{
    const auto head = parseResponseHead(sampleHead());
    QVERIFY(head);
    QCOMPARE(head->status, 404);
    QCOMPARE(head->reason, std::string("Not Found"));
    QCOMPARE(head->headers.size(), 2);
    QCOMPARE(head->headers.at(0).name, std::string_view("Content-Type"));
    QCOMPARE(head->headers.at(1).value, std::string_view(""));
}

void tst_Messages::responseEndSurvivesTheTrip()
{
    ResponseEndMessage sent;
    sent.sequence = 9;
    sent.exception = true;
    sent.appWallUs = 1'500'000;
    sent.appCpuUs = -1;
    sent.switches = 4;
    sent.rssBytes = 1ull << 40;
    sent.logVars = "logvars";
    std::string frame;
    appendResponseEnd(frame, sent);
    const std::string payload = payloadOf(frame);
    const auto got = parseResponseEnd(payload);
    QVERIFY(got);
    QCOMPARE(got->sequence, 9u);
    QVERIFY(got->exception);
    QVERIFY(!got->truncated);
    QCOMPARE(got->appWallUs, 1'500'000);
    QCOMPARE(got->appCpuUs, -1);
    QCOMPARE(got->rssBytes, 1ull << 40);
    QCOMPARE(got->logVars, std::string_view("logvars"));
}

void tst_Messages::everyShortenedPayloadIsRefusedOrHarmless()
{
    const std::string request = sampleRequest();
    const std::size_t fixed = 4 + 8 + 1 + 8 + 4 + 4;  // up to the end of the variables
    for (std::size_t cut = 0; cut < request.size(); ++cut) {
        const Test::GuardedBytes bytes(std::string_view(request).substr(0, cut));
        QCOMPARE(parseRequest(bytes.view()).has_value(), cut >= fixed);
    }
    const std::string head = sampleHead();
    int accepted = 0;
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        const Test::GuardedBytes bytes(std::string_view(head).substr(0, cut));
        accepted += parseResponseHead(bytes.view()).has_value() ? 1 : 0;
    }
    QCOMPARE(accepted, 2);  // behind the reason and behind the first field: whole, if shorter, messages
}

QTEST_GUILESS_MAIN(tst_Messages)
#include "tst_messages.moc"
