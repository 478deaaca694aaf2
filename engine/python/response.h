// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/headerlist.h"
#include "engine/python/pythonapi.h"

#include <string>
#include <string_view>

namespace Retort::Python {

class SlotChannel;

// One answer of an application on its way to the engine (PEP 3333 "The start_response() Callable").
//
// The head is only kept until the first bytes of the body, or the end, need it: until then an error
// can still become a proper error page. Blocks gather until flush(), so a small answer is one write.
// Lives on the slot's stack and belongs to its thread. Needs the GIL; flush() may give it away.
class Response final
{
public:
    enum class Checks : std::uint8_t { Lenient, Strict };

    Response(SlotChannel &channel, std::string &buffer, Checks checks) noexcept : m_channel(channel), m_buffer(buffer), m_checks(checks)
    {
        m_buffer.clear();
    }

    // What start_response does; false with an exception set.
    bool start(PyObject *status, PyObject *headers, PyObject *excInfo);
    // A block of the body, as the application gave it; false with an exception set.
    bool add(PyObject *block);
    // False when the engine is gone.
    bool flush();
    // The head of an answer without any body; false with an exception set when there is no head.
    bool finishHead();

    // For frames that go out with what has gathered.
    std::string &buffer() noexcept { return m_buffer; }
    bool headSent() const noexcept { return m_headSent; }
    bool isConnected() const noexcept { return m_connected; }
    // An error is about to be reported: what was not sent yet never will be.
    void dropUnsent();

private:
    bool parseStatus(PyObject *status, Gateway::ResponseHead &head);
    bool parseHeaders(PyObject *headers, Gateway::ResponseHead &head);
    bool parseField(PyObject *item, std::string &name, std::string &value);
    bool isRestartable(PyObject *excInfo);
    void addBytes(std::string_view bytes);

    SlotChannel &m_channel;
    std::string &m_buffer;  // frames not yet sent; the slot's, so that its memory is used again
    Gateway::ResponseHead m_head;
    Checks m_checks;
    bool m_started = false;
    bool m_headTaken = false;  // it stands in the buffer or has been sent: too late to change
    bool m_headSent = false;
    bool m_connected = true;
};

} // namespace Retort::Python
