// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"

#include <string>

namespace Retort::Test {

// A request without a connection: the test gives its body and reads its answer.
class FakeExchange final : public Gateway::Exchange
{
public:
    explicit FakeExchange(std::string_view path = "/", std::uint64_t bodyBytes = 0)
    {
        request.vars.add("REQUEST_METHOD", bodyBytes > 0 ? "POST" : "GET");
        request.vars.add("PATH_INFO", path);
        request.vars.add("REQUEST_URI", path);
        request.contentLength = bodyBytes;
    }

    // More of the body has come.
    void receive(std::string_view bytes)
    {
        m_body.append(bytes);
        if (handler()) {
            handler()->bodyAvailable(*this);
        }
    }
    void clientLeaves() { handler()->cancelled(*this); }
    void clientTakesAll()
    {
        unsent = 0;
        handler()->drained(*this);
    }

    std::string takeBody(std::size_t most) override
    {
        const std::string piece = m_body.substr(0, most);
        m_body.erase(0, piece.size());
        m_taken += piece.size();
        return piece;
    }
    bool bodyAtEnd() const override { return m_body.empty() && m_taken == request.contentLength.value_or(0); }
    void bodyWanted() override { ++continues; }
    void startResponse(const Gateway::ResponseHead &head) override
    {
        status = head.status;
        headers = head.headers;
    }
    void writeBody(std::string_view bytes) override { answer.append(bytes); }
    void finish(Gateway::Ending how) override
    {
        ++finishes;
        ending = how;
    }
    bool responseStarted() const override { return status != 0; }
    std::size_t unsentBytes() const override { return unsent; }

    int status = 0;
    Gateway::HeaderList headers;
    std::string answer;
    int finishes = 0;
    Gateway::Ending ending = Gateway::Ending::Complete;
    int continues = 0;
    std::size_t unsent = 0;

private:
    std::string m_body;
    std::size_t m_taken = 0;
};

} // namespace Retort::Test
