// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/capture.h"
#include "engine/gateway/headerlist.h"
#include "engine/gateway/request.h"
#include "engine/gateway/trace.h"

#include <string>
#include <string_view>

namespace Retort::Gateway {

enum class Ending : std::uint8_t {
    Complete,   // all of the answer was given
    Truncated,  // it breaks off here: the client must be able to tell (connection cut, no last chunk)
};

// One request and the way to answer it: the meeting point of a connection, which owns it, and a
// RequestSink, which answers it. Neither knows the other. Lives on the engine's thread.
//
// The sink answers with startResponse() once, writeBody() any number of times, finish() once.
// finish() is the last word: the sink must not touch the exchange afterwards. If the connection
// loses interest first (client gone, broken body) it calls Handler::cancelled(), and likewise
// the sink must not touch the exchange after that returns.
class Exchange
{
public:
    // What the sink wants to hear while it holds an exchange.
    class Handler
    {
    public:
        virtual void bodyAvailable(Exchange &exchange) = 0;  // takeBody() has something, or bodyAtEnd() became true
        virtual void drained(Exchange &exchange) = 0;        // unsentBytes() fell from above to below Limits::unsentBytes
        virtual void cancelled(Exchange &exchange) = 0;      // no answer is needed any more; the exchange dies

    protected:
        ~Handler() = default;
    };

    Exchange() = default;
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    virtual ~Exchange();

    Request request;
    Trace trace;

    // What is kept of it beside the record; made with the first call.
    Capture &capture();
    // From now on head and bodies are captured too. Before the sink takes any of the body.
    void record() { capture().isRecorded = true; }

    void setHandler(Handler *handler) noexcept { m_handler = handler; }
    Handler *handler() const noexcept { return m_handler; }

    // --- the request body, in order ---
    // Up to `most` bytes that have arrived; empty when there are none now. Taking bytes lets
    // the connection read on from the client.
    virtual std::string takeBody(std::size_t most) = 0;
    // All of the body has been taken.
    virtual bool bodyAtEnd() const = 0;
    // The app reads now: send "100 Continue" if the client waits for it. Harmless otherwise.
    virtual void bodyWanted() = 0;

    // --- the answer ---
    virtual void startResponse(const ResponseHead &head) = 0;
    virtual void writeBody(std::string_view bytes) = 0;
    virtual void finish(Ending ending) = 0;
    virtual bool responseStarted() const = 0;
    // Bytes of the answer the client has not taken yet, for back-pressure.
    virtual std::size_t unsentBytes() const = 0;

protected:
    // For connections: what goes through them.
    void noteBodyTaken(std::string_view piece)
    {
        if (isRecorded()) {
            trace.capture->requestBody.add(piece);
        }
    }
    void noteHead(const ResponseHead &head)
    {
        if (isRecorded()) {
            trace.capture->responseHead = head;
        }
    }
    void noteBody(std::string_view piece)
    {
        if (isRecorded()) {
            trace.capture->responseBody.add(piece);
        }
    }

private:
    bool isRecorded() const noexcept { return trace.capture && trace.capture->isRecorded; }

    Handler *m_handler = nullptr;
};

} // namespace Retort::Gateway
