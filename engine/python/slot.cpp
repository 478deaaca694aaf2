// SPDX-License-Identifier: Apache-2.0
#include "engine/python/slot.h"

#include "engine/python/inputobject.h"
#include "engine/python/process.h"
#include "engine/python/requestbody.h"
#include "engine/python/response.h"
#include "engine/python/startobject.h"

#include <algorithm>
#include <utility>

namespace Retort::Python {

namespace {

// The constants of a slot: those of the worker, and its own number where uWSGI gives it.
Ref constantsOf(const AppSettings &settings, int number)
{
    Ref constants(PyDict_Copy(settings.constants.get()));
    if (constants && settings.namesCores) {
        const Ref core(PyLong_FromLong(number));
        if (!core || PyDict_SetItemString(constants.get(), "uwsgi.core", core.get()) != 0) {
            PyErr_Clear();
        }
    }
    return constants;
}

// What remains to be said when even describing an exception failed: its type, whose name is plain.
std::string minimalDescription(PyObject *exception)
{
    std::string name;
    for (const char c : typeName(exception).substr(0, 200)) {
        name.push_back(c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f ? '?' : c);
    }
    return R"({"type":")" + name + R"(","message":"","traceback":""})";
}

std::string textOf(PyObject *dictionary, const char *key)
{
    std::string text;
    PyObject *value = PyDict_GetItemString(dictionary, key);
    if (value != nullptr && PyUnicode_Check(value)) {
        appendLatin1(text, value);
    }
    return text;
}

bool setText(PyObject *dictionary, const char *key, std::string_view text)
{
    const Ref value(PyUnicode_DecodeLatin1(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr));
    return value && PyDict_SetItemString(dictionary, key, value.get()) == 0;
}

// The app at the longest mountpoint above a path, whole segments only.
const AppSettings::App *longestMount(const std::vector<AppSettings::App> &apps, std::string_view path) noexcept
{
    const AppSettings::App *best = nullptr;
    for (const AppSettings::App &app : apps) {
        const std::string &mountpoint = app.mountpoint;
        const bool onBoundary = path.size() == mountpoint.size() || (path.size() > mountpoint.size() && path[mountpoint.size()] == '/');
        const bool isLonger = mountpoint.size() > (best == nullptr ? 0 : best->mountpoint.size());
        if (isLonger && onBoundary && path.starts_with(mountpoint)) {
            best = &app;
        }
    }
    return best;
}

} // namespace

Slot::Slot(int number, std::uint64_t threadId, Channel channel, Ipc::ClaimRow &row, const AppSettings &settings, ObjectTypes types)
    : m_number(number)
    , m_threadId(threadId)
    , m_channel(std::move(channel))
    , m_row(row)
    , m_settings(settings)
    , m_types(types)
    , m_constants(constantsOf(settings, number))
    , m_environBuilder(m_constants.get())
    , m_closeName(PyUnicode_InternFromString("close"))
{
}

void Slot::serve()
{
    while (const auto frame = m_channel.next(SlotChannel::Wait::ForRequest)) {
        const bool isRestOfBody = frame->type == Ipc::FrameType::RequestBody || frame->type == Ipc::FrameType::RequestBodyEnd;
        if (isRestOfBody) {
            continue;  // of a request that was withdrawn
        }
        const auto message = frame->type == Ipc::FrameType::Request ? Ipc::parseRequest(frame->payload) : std::nullopt;
        if (!message || (m_row.claim(message->sequence) && !handle(*message))) {
            break;
        }
    }
    m_channel.close();
}

// False when the channel cannot go on.
bool Slot::handle(const Ipc::RequestMessage &message)
{
    const std::int64_t startedUs = monotonicUs();
    const std::int64_t cpuStartedUs = threadCpuUs();
    enterRequest(message.requestId);
    RequestBody body(m_channel, message);
    Response response(m_channel, m_buffer, m_settings.strict ? Response::Checks::Strict : Response::Checks::Lenient);
    const Ref input = newInput(m_types.input, &body);
    const Ref environ = input ? m_environBuilder.build(message.vars, input.get()) : Ref();
    if (!environ && !PyErr_Occurred()) {
        return false;  // not the bytes of variables: the other side is broken
    }
    m_requestId = message.requestId;
    m_environ = environ.get();
    m_blocks = 0;
    m_cutShort = false;
    ++m_requestCount;

    Ipc::ResponseEndMessage end;
    end.sequence = message.sequence;
    const bool complete = environ && run(environ.get(), response, message.sequence);
    if (std::exchange(m_interrupted, false)) {
        PyThreadState_SetAsyncExc(static_cast<unsigned long>(m_threadId), nullptr);  // came too late: the next request must not get it
    }
    end.truncated = m_cutShort || (!complete && response.headSent());
    if (PyErr_Occurred()) {
        const Ref exception = takeException();
        if (!complete) {
            response.dropUnsent();
        }
        std::string description;
        describe(exception, environ.get(), description);
        Ipc::appendFrame(m_buffer, Ipc::FrameType::Exception, description);
        end.exception = true;
    } else if (!m_noted.empty()) {
        Ipc::appendFrame(m_buffer, Ipc::FrameType::Exception, m_noted);
    }
    m_noted.clear();
    if (input) {
        detachInput(input.get());
    }
    m_environ = nullptr;
    m_requestId = 0;
    end.switches = std::max(m_blocks, 1u);
    end.logVars = m_logVars.bytes();
    if (m_settings.reportMemory) {
        const MemoryUse use = memoryUse();
        end.rssBytes = use.residentBytes;
        end.vszBytes = use.virtualBytes;
    }
    end.appWallUs = monotonicUs() - startedUs;
    end.appCpuUs = threadCpuUs() - cpuStartedUs;
    Ipc::appendResponseEnd(m_buffer, end);
    const bool sent = response.flush();
    m_logVars = {};
    if (m_settings.afterRequest) {
        runAfterRequestHook();
    }
    leaveRequest();
    return body.drain() && sent;
}

// What is printed from here on belongs to the request (runtime/streams.py).
void Slot::enterRequest(std::uint64_t requestId)
{
    const Ref number(PyLong_FromUnsignedLongLong(requestId));
    if (!number || !Ref(call(m_settings.enterRequest.get(), number.get()))) {
        PyErr_Clear();
    }
}

void Slot::leaveRequest()
{
    if (!Ref(call(m_settings.leaveRequest.get()))) {
        PyErr_Clear();
    }
}

bool Slot::interrupt(std::uint64_t requestId, PyObject *type)
{
    if (m_environ == nullptr || m_requestId != requestId) {
        return false;
    }
    m_interrupted = true;
    return PyThreadState_SetAsyncExc(static_cast<unsigned long>(m_threadId), type) == 1;
}

// uwsgi.after_req_hook: the client has its answer, so a failure is only told.
void Slot::runAfterRequestHook()
{
    const Ref hook = Ref::toBorrowed(m_settings.afterRequest.get());
    if (!Ref(call(hook.get()))) {
        const Ref exception = takeException();
        std::string description;
        describe(exception, m_constants.get(), description);
    }
}

// True when the answer is complete; an exception may be set even then, by close().
bool Slot::run(PyObject *environ, Response &response, std::uint32_t sequence)
{
    const Ref start = newStart(m_types.start, &response);
    const Ref startResponse = start ? newStartResponse(start.get()) : Ref();
    const bool complete = startResponse && callApp(environ, startResponse.get(), response, sequence);
    if (start) {
        detachStart(start.get());
    }
    return complete;
}

bool Slot::callApp(PyObject *environ, PyObject *start, Response &response, std::uint32_t sequence)
{
    PyObject *app = appFor(environ);
    if (app == nullptr) {
        return false;
    }
    const Ref result(call(app, environ, start));
    if (!result) {
        return false;
    }
    const bool complete = sendResult(result.get(), response, sequence);
    if (PyList_CheckExact(result.get()) || PyTuple_CheckExact(result.get()) || PyBytes_CheckExact(result.get())) {
        return complete;  // these have no close()
    }
    Ref exception = complete ? Ref() : takeException();
    if (complete) {
        response.flush();  // close() may take its time: some applications do work there after the answer
    }
    const bool closed = close(result.get());
    if (exception) {
        if (!closed) {
            PyErr_Clear();  // the first exception says more
        }
        PyErr_SetObject(PyExceptionInstance_Class(exception.get()), exception.get());
    }
    return complete;
}

bool Slot::sendResult(PyObject *result, Response &response, std::uint32_t sequence)
{
    if (PyList_Check(result) || PyTuple_Check(result)) {
        return sendSequence(result, response, sequence);
    }
    if (PyBytes_Check(result)) {  // not what PEP 3333 means, but clear, and uWSGI does the same
        return response.add(result) && response.finishHead();
    }
    if (result == Py_None || PyUnicode_Check(result)) {
        PyErr_Format(PyExc_TypeError, "the application returned %s; WSGI wants an iterable of bytes, such as [b'Hello']",
            result == Py_None ? "None" : "a str");
        return false;
    }
    return sendIterator(result, response, sequence);
}

// What is complete already goes out in as few writes as possible.
bool Slot::sendSequence(PyObject *result, Response &response, std::uint32_t sequence)
{
    const bool isList = PyList_Check(result) != 0;
    for (Py_ssize_t i = 0; i < (isList ? PyList_Size(result) : PyTuple_Size(result)); ++i) {
        if (isOver(response, sequence)) {
            m_cutShort = true;
            return true;
        }
        const Ref block = Ref::toBorrowed(isList ? PyList_GetItem(result, i) : PyTuple_GetItem(result, i));
        if (!block || !response.add(block.get())) {
            return false;
        }
        ++m_blocks;
    }
    return response.finishHead();
}

// Each block is sent before the next is asked for (PEP 3333 "Buffering and Streaming").
bool Slot::sendIterator(PyObject *result, Response &response, std::uint32_t sequence)
{
    const Ref iterator(PyObject_GetIter(result));
    if (!iterator) {
        return false;
    }
    for (;;) {
        if (isOver(response, sequence)) {
            m_cutShort = true;
            return true;
        }
        const Ref block(PyIter_Next(iterator.get()));
        if (!block) {
            break;
        }
        ++m_blocks;
        if (!response.add(block.get())) {
            return false;
        }
        response.flush();
    }
    return !PyErr_Occurred() && response.finishHead();
}

// Calls close() of the result once, if it has one; false with an exception set when that raises.
bool Slot::close(PyObject *result)
{
    const Ref method(PyObject_GetAttr(result, m_closeName.get()));
    if (!method) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return false;
        }
        PyErr_Clear();
        return true;
    }
    return static_cast<bool>(Ref(call(method.get())));
}

bool Slot::isOver(const Response &response, std::uint32_t sequence) const
{
    return !response.isConnected() || m_row.isCancelled(sequence);
}

PyObject *Slot::appFor(PyObject *environ)
{
    const auto &apps = m_settings.apps;
    if (apps.size() == 1 && m_settings.hasDefault && !m_settings.manageScriptName) {
        return apps.front().callable.get();
    }
    PyObject *app = mountedApp(environ);
    if (app == nullptr && !PyErr_Occurred()) {
        if (m_settings.hasDefault && !apps.empty()) {
            return apps.front().callable.get();
        }
        PyErr_Format(PyExc_LookupError, "no application is mounted for %.200R", PyDict_GetItemString(environ, "PATH_INFO"));
    }
    return app;
}

// UWSGI.md §5.8. Where the path leads to no mount, the front end may have named one as SCRIPT_NAME.
PyObject *Slot::mountedApp(PyObject *environ)
{
    const std::string scriptName = textOf(environ, "SCRIPT_NAME");
    if (m_settings.manageScriptName) {
        const std::string path = textOf(environ, "PATH_INFO");
        if (const AppSettings::App *app = longestMount(m_settings.apps, path)) {
            const bool moved = setText(environ, "SCRIPT_NAME", scriptName + app->mountpoint)
                && setText(environ, "PATH_INFO", std::string_view(path).substr(app->mountpoint.size()));
            return moved ? app->callable.get() : nullptr;
        }
    }
    const auto named = std::ranges::find(m_settings.apps, scriptName, &AppSettings::App::mountpoint);
    return scriptName.empty() || named == m_settings.apps.end() ? nullptr : named->callable.get();
}

void Slot::describe(const Ref &exception, PyObject *environ, std::string &out)
{
    const Ref description(call(m_settings.describeFailure.get(), exception.get(), environ == nullptr ? Py_None : environ));
    if (description && PyBytes_Check(description.get())) {
        out = bytesOf(description.get());
    } else {
        PyErr_Clear();
        out = minimalDescription(exception.get());
    }
}

} // namespace Retort::Python
