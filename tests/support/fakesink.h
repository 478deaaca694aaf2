// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/requestobserver.h"
#include "engine/gateway/requestsink.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace Retort::Test {

// A sink that remembers what came and answers with a function, or leaves the answer to the test.
class FakeSink final : public Gateway::RequestSink, public Gateway::Exchange::Handler
{
public:
    using Answer = std::function<void(Gateway::Exchange &)>;

    explicit FakeSink(Answer answer = {}) : m_answer(std::move(answer)) {}

    void setAnswer(Answer answer) { m_answer = std::move(answer); }

    void accept(Gateway::Exchange &exchange) override
    {
        accepted.push_back(exchange.request);
        bodies.emplace_back();
        current = &exchange;
        exchange.setHandler(this);
        takeBody(exchange);
        if (m_answer) {
            m_answer(exchange);
        }
    }
    void bodyAvailable(Gateway::Exchange &exchange) override
    {
        ++bodyCalls;
        takeBody(exchange);
        if (onBody) {
            onBody(exchange);
        }
    }
    void drained(Gateway::Exchange &) override { ++drains; }
    void cancelled(Gateway::Exchange &) override
    {
        ++cancels;
        current = nullptr;
    }

    std::vector<Gateway::Request> accepted;
    std::vector<std::string> bodies;   // what has been read of each
    Gateway::Exchange *current = nullptr;
    Answer onBody;
    bool readsBody = true;
    int bodyCalls = 0;
    int drains = 0;
    int cancels = 0;

private:
    void takeBody(Gateway::Exchange &exchange)
    {
        while (readsBody) {
            const std::string piece = exchange.takeBody(16 * 1024);
            if (piece.empty()) {
                return;
            }
            bodies.back() += piece;
        }
    }

    Answer m_answer;
};

class FakeObserver final : public Gateway::RequestObserver
{
public:
    struct Rejection
    {
        std::string peer;
        int status;
        std::string sentence;
    };

    void requestFinished(const Gateway::Request &request, const Gateway::Trace &trace) override
    {
        requests.push_back(request);
        finished.push_back(trace);
    }
    void requestRejected(std::string_view peer, int status, std::string_view sentence) override
    {
        rejected.push_back({std::string(peer), status, std::string(sentence)});
    }

    std::vector<Gateway::Request> requests;
    std::vector<Gateway::Trace> finished;
    std::vector<Rejection> rejected;
};

// An answer of that text with its length.
inline FakeSink::Answer answerText(std::string body, int status = 200)
{
    return [body = std::move(body), status](Gateway::Exchange &exchange) {
        Gateway::ResponseHead head;
        head.status = status;
        head.headers.add("Content-Type", "text/plain");
        head.headers.add("Content-Length", std::to_string(body.size()));
        exchange.startResponse(head);
        exchange.writeBody(body);
        exchange.finish(Gateway::Ending::Complete);
    };
}

} // namespace Retort::Test
