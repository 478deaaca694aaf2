// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/varblock.h"
#include "engine/ipc/claimboard.h"
#include "engine/ipc/messages.h"
#include "engine/python/appsettings.h"
#include "engine/python/environ.h"
#include "engine/python/slotchannel.h"

#include <cstdint>
#include <string>
#include <utility>

namespace Retort::Python {

class RequestBody;
class Response;

// The Python types the module has made; they outlive every slot.
struct ObjectTypes
{
    PyObject *input = nullptr;
    PyObject *start = nullptr;
};

// One thread of the worker: takes requests from its channel, one at a time, and runs the
// application on them (PEP 3333, server side). serve() does that until the channel ends or
// retire() is called; it is called once, in the slot's own Python thread, with the GIL.
//
// A request may come before the one before it is answered. It is run only if this side wins the claim on
// it (claimboard.h); a withdrawn one is passed over together with its body. Nothing the
// application raises ends the slot, SystemExit and KeyboardInterrupt included.
class Slot final
{
public:
    Slot(int number, std::uint64_t threadId, Channel channel, Ipc::ClaimRow &row, const AppSettings &settings, ObjectTypes types);

    void serve();
    void retire() noexcept { m_channel.retire(); }  // any thread
    void closeInForkedChild() noexcept { m_channel.close(); }

    // --- the request that runs, for the uwsgi module; in the slot's thread ---
    int number() const noexcept { return m_number; }
    std::uint64_t threadId() const noexcept { return m_threadId; }
    std::uint64_t requestId() const noexcept { return m_requestId; }  // 0: none runs
    std::uint64_t requestCount() const noexcept { return m_requestCount; }
    Gateway::VarBlock &logVars() noexcept { return m_logVars; }
    void noteException(std::string payload) { m_noted = std::move(payload); }
    PyObject *environ() const noexcept { return m_environ; }  // borrowed; null: none runs

    // From another thread, with the GIL: raises `type` in the app as soon as it runs Python code again. False when that request
    // does not run (any more).
    bool interrupt(std::uint64_t requestId, PyObject *type);

private:
    bool handle(const Ipc::RequestMessage &message);
    bool run(PyObject *environ, Response &response, std::uint32_t sequence);
    bool callApp(PyObject *environ, PyObject *start, Response &response, std::uint32_t sequence);
    bool sendResult(PyObject *result, Response &response, std::uint32_t sequence);
    bool sendSequence(PyObject *result, Response &response, std::uint32_t sequence);
    bool sendIterator(PyObject *result, Response &response, std::uint32_t sequence);
    bool close(PyObject *result);
    void runAfterRequestHook();
    void enterRequest(std::uint64_t requestId);
    void leaveRequest();
    PyObject *appFor(PyObject *environ);
    PyObject *mountedApp(PyObject *environ);
    void describe(const Ref &exception, PyObject *environ, std::string &out);
    bool isOver(const Response &response, std::uint32_t sequence) const;

    const int m_number;
    const std::uint64_t m_threadId;
    SlotChannel m_channel;
    Ipc::ClaimRow &m_row;
    const AppSettings &m_settings;
    const ObjectTypes m_types;
    Ref m_constants;
    EnvironBuilder m_environBuilder;
    Ref m_closeName;
    std::string m_buffer;  // frames on their way out
    std::uint64_t m_requestId = 0;
    std::uint64_t m_requestCount = 0;
    std::uint32_t m_blocks = 0;    // of the running request
    bool m_interrupted = false;    // an exception was sent to this thread
    bool m_cutShort = false;       // the client has gone: the rest was not asked for
    std::string m_noted;           // an Exception frame's payload, of one that the framework answered
    Gateway::VarBlock m_logVars;
    PyObject *m_environ = nullptr;
};

} // namespace Retort::Python
