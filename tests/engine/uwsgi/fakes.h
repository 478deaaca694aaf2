// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/requestobserver.h"
#include "engine/gateway/requestsink.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace Retort::Test {

// Keeps exchanges for the test to answer, or answers at once.
class FakeSink final : public Gateway::RequestSink, public Gateway::Exchange::Handler
{
public:
    void accept(Gateway::Exchange &exchange) override
    {
        ++accepted;
        current = &exchange;
        vars = exchange.request.vars;
        exchange.setHandler(this);
        body += exchange.takeBody(holdsBody ? 0 : SIZE_MAX);
        if (answersAtOnce) {
            answer();
        }
    }
    void bodyAvailable(Gateway::Exchange &exchange) override
    {
        if (!holdsBody) {
            body += exchange.takeBody(SIZE_MAX);
        }
    }
    void drained(Gateway::Exchange &) override { ++drains; }
    void cancelled(Gateway::Exchange &) override
    {
        ++cancels;
        current = nullptr;
    }

    void start(int status = 200, std::string_view length = {})
    {
        Gateway::ResponseHead head;
        head.status = status;
        head.headers.add("Content-Type", "text/plain");
        if (!length.empty()) {
            head.headers.add("Content-Length", length);
        }
        current->startResponse(head);
    }
    void finish(Gateway::Ending ending = Gateway::Ending::Complete) { std::exchange(current, nullptr)->finish(ending); }
    void answer()
    {
        start();
        current->writeBody("hello");
        finish();
    }

    Gateway::Exchange *current = nullptr;
    Gateway::VarBlock vars;
    std::string body;
    int accepted = 0;
    int drains = 0;
    int cancels = 0;
    bool answersAtOnce = false;
    bool holdsBody = false;
};

class FakeLog final : public Gateway::RequestObserver
{
public:
    void requestFinished(const Gateway::Request &, const Gateway::Trace &trace) override
    {
        ++finished;
        last = trace;
    }
    void requestRejected(std::string_view, int status, std::string_view sentence) override
    {
        ++rejected;
        lastStatus = status;
        lastSentence = sentence;
    }

    Gateway::Trace last;
    std::string lastSentence;
    int finished = 0;
    int rejected = 0;
    int lastStatus = -1;
};

} // namespace Retort::Test
