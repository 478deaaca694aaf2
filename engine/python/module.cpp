// SPDX-License-Identifier: Apache-2.0

// The Python module `_retort`: the runtime's (runtime/*.py) way to the worker's C++ side. Private to
// Retort: applications use `uwsgi`. Every function needs the GIL and gives it away while it waits.

#include "engine/python/pythonapi.h"

#include "engine/python/inputobject.h"
#include "engine/python/process.h"
#include "engine/python/startobject.h"
#include "engine/python/worker.h"

#include <memory>

namespace {

using namespace Retort;
using namespace Retort::Python;

struct ModuleState
{
    PyObject *inputType;
    PyObject *startType;
    Worker *worker;  // owned; null before connect()
};

ModuleState *stateOf(PyObject *module)
{
    return static_cast<ModuleState *>(PyModule_GetState(module));
}

Worker *workerOf(PyObject *module)
{
    Worker *worker = stateOf(module)->worker;
    if (worker == nullptr) {
        PyErr_SetString(PyExc_RuntimeError, "_retort.connect() comes first");
    }
    return worker;
}

PyObject *raise(const std::string &sentence)
{
    PyErr_SetString(PyExc_OSError, sentence.c_str());
    return nullptr;
}

PyObject *toPython(std::string_view text)
{
    return PyUnicode_DecodeLatin1(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
}

PyObject *prepareThisProcess(PyObject *, PyObject *)
{
    prepareProcess();
    Py_RETURN_NONE;
}

PyObject *connect(PyObject *module, PyObject *arguments)
{
    PyObject *channel = nullptr;
    PyObject *board = nullptr;
    const char *token = nullptr;
    EngineAddress address;
    if (!PyArg_ParseTuple(arguments, "O&sO&i", PyUnicode_FSConverter, &channel, &token, PyUnicode_FSConverter, &board, &address.slots)) {
        return nullptr;
    }
    const Ref channelPath(channel);
    const Ref boardPath(board);
    ModuleState *state = stateOf(module);
    if (state->worker != nullptr || address.slots < 1) {
        PyErr_SetString(PyExc_RuntimeError, "connect() is called once, with one slot at least");
        return nullptr;
    }
    address.channel = bytesOf(channelPath.get());
    address.board = bytesOf(boardPath.get());
    address.token = token;
    auto worker = Worker::connect(std::move(address), {.input = state->inputType, .start = state->startType});
    if (!worker) {
        return raise(worker.error());
    }
    state->worker = worker->release();
    Py_RETURN_NONE;
}

PyObject *popFrom(FrameQueue &queue, int timeoutMs)
{
    for (;;) {
        OwnedFrame frame;
        FrameQueue::Popped popped{};
        {
            const WithoutGil waiting;
            popped = queue.pop(frame, timeoutMs);
        }
        switch (popped) {
        case FrameQueue::Popped::Frame:
            return Py_BuildValue("iy#", static_cast<int>(frame.type), frame.payload.data(), static_cast<Py_ssize_t>(frame.payload.size()));
        case FrameQueue::Popped::Signal:
            if (PyErr_CheckSignals() != 0) {
                return nullptr;
            }
            break;
        case FrameQueue::Popped::Timeout:
        case FrameQueue::Popped::Closed: Py_RETURN_NONE;
        }
    }
}

PyObject *nextOrder(PyObject *module, PyObject *)
{
    Worker *worker = workerOf(module);
    return worker == nullptr ? nullptr : popFrom(worker->link().orders, -1);
}

PyObject *nextReply(PyObject *module, PyObject *)
{
    Worker *worker = workerOf(module);
    return worker == nullptr ? nullptr : popFrom(worker->link().replies, -1);
}

PyObject *send(PyObject *module, PyObject *arguments)
{
    Worker *worker = workerOf(module);
    int type = 0;
    const char *payload = nullptr;
    Py_ssize_t size = 0;
    if (worker == nullptr || !PyArg_ParseTuple(arguments, "iy#", &type, &payload, &size)) {
        return nullptr;
    }
    bool sent = false;
    {
        const WithoutGil waiting;
        sent = worker->link().send(static_cast<Ipc::FrameType>(type), {payload, static_cast<std::size_t>(size)});
    }
    if (!sent) {
        return raise("The connection to the engine has gone.");
    }
    Py_RETURN_NONE;
}

bool parseApps(PyObject *list, std::vector<AppSettings::App> &apps)
{
    for (Py_ssize_t i = 0; i < PyList_Size(list); ++i) {
        PyObject *mountpoint = nullptr;
        PyObject *callable = nullptr;
        if (!PyArg_ParseTuple(PyList_GetItem(list, i), "UO", &mountpoint, &callable)) {
            return false;
        }
        AppSettings::App app{.mountpoint = {}, .callable = Ref::toBorrowed(callable)};
        appendLatin1(app.mountpoint, mountpoint);
        apps.push_back(std::move(app));
    }
    return true;
}

PyObject *configure(PyObject *module, PyObject *arguments)
{
    Worker *worker = workerOf(module);
    PyObject *apps = nullptr;
    PyObject *constants = nullptr;
    PyObject *describeFailure = nullptr;
    PyObject *enterRequest = nullptr;
    PyObject *leaveRequest = nullptr;
    int hasDefault = 0;
    int manageScriptName = 0;
    int strict = 0;
    int reportMemory = 0;
    int namesCores = 0;
    if (worker == nullptr
        || !PyArg_ParseTuple(arguments, "OOOOOppppp", &apps, &constants, &describeFailure, &enterRequest, &leaveRequest, &hasDefault,
            &manageScriptName, &strict, &reportMemory, &namesCores)) {
        return nullptr;
    }
    const bool areCallable = PyCallable_Check(describeFailure) && PyCallable_Check(enterRequest) && PyCallable_Check(leaveRequest);
    if (!PyList_Check(apps) || !PyDict_Check(constants) || !areCallable) {
        PyErr_SetString(PyExc_TypeError, "configure() takes a list of apps, a dict and three callables first");
        return nullptr;
    }
    AppSettings &settings = worker->settings;
    if (!settings.apps.empty() || !parseApps(apps, settings.apps)) {
        return PyErr_Occurred() ? nullptr : raise("configure() is called once");
    }
    settings.constants = Ref::toBorrowed(constants);
    settings.describeFailure = Ref::toBorrowed(describeFailure);
    settings.enterRequest = Ref::toBorrowed(enterRequest);
    settings.leaveRequest = Ref::toBorrowed(leaveRequest);
    settings.hasDefault = hasDefault != 0;
    settings.manageScriptName = manageScriptName != 0;
    settings.strict = strict != 0;
    settings.reportMemory = reportMemory != 0;
    settings.namesCores = namesCores != 0;
    Py_RETURN_NONE;
}

PyObject *serveSlot(PyObject *module, PyObject *arguments)
{
    Worker *worker = workerOf(module);
    int number = 0;
    unsigned long long threadId = 0;
    if (worker == nullptr || !PyArg_ParseTuple(arguments, "iK", &number, &threadId)) {
        return nullptr;
    }
    const auto served = worker->serveSlot(number, threadId);
    return served ? Py_BuildValue("") : raise(served.error());
}

PyObject *retire(PyObject *module, PyObject *)
{
    Worker *worker = workerOf(module);
    if (worker == nullptr) {
        return nullptr;
    }
    worker->retire();
    Py_RETURN_NONE;
}

PyObject *forgetInForkedChild(PyObject *module, PyObject *)
{
    if (Worker *worker = stateOf(module)->worker; worker != nullptr) {
        worker->forgetInForkedChild();
    }
    Py_RETURN_NONE;
}

// (slot number, request id, environ) of the request that runs in this thread; None outside of requests.
PyObject *currentRequest(PyObject *module, PyObject *)
{
    Worker *worker = stateOf(module)->worker;
    Slot *slot = worker == nullptr ? nullptr : worker->currentSlot();
    if (slot == nullptr || slot->environ() == nullptr) {
        Py_RETURN_NONE;
    }
    return Py_BuildValue("iKO", slot->number(), static_cast<unsigned long long>(slot->requestId()), slot->environ());
}

PyObject *interrupt(PyObject *module, PyObject *arguments)
{
    Worker *worker = workerOf(module);
    int slot = 0;
    unsigned long long requestId = 0;
    PyObject *type = nullptr;
    if (worker == nullptr || !PyArg_ParseTuple(arguments, "iKO", &slot, &requestId, &type)) {
        return nullptr;
    }
    return PyBool_FromLong(worker->interrupt(slot, requestId, type) ? 1 : 0);
}

PyObject *requestCount(PyObject *module, PyObject *)
{
    Worker *worker = workerOf(module);
    return worker == nullptr ? nullptr : PyLong_FromUnsignedLongLong(worker->requestCount());
}

PyObject *setLogVar(PyObject *module, PyObject *arguments)
{
    Worker *worker = workerOf(module);
    const char *key = nullptr;
    const char *value = nullptr;
    Py_ssize_t keySize = 0;
    Py_ssize_t valueSize = 0;
    if (worker == nullptr || !PyArg_ParseTuple(arguments, "y#y#", &key, &keySize, &value, &valueSize)) {
        return nullptr;
    }
    constexpr std::size_t allBytes = 32 * 1024;  // of one request: they end up in one line of the log
    Slot *slot = worker->currentSlot();
    const bool fits = slot != nullptr && slot->logVars().bytes().size() + static_cast<std::size_t>(keySize + valueSize) < allBytes
        && slot->logVars().add({key, static_cast<std::size_t>(keySize)}, {value, static_cast<std::size_t>(valueSize)});
    return PyBool_FromLong(fits ? 1 : 0);
}

PyObject *logVar(PyObject *module, PyObject *key)
{
    Worker *worker = workerOf(module);
    if (worker == nullptr || !PyBytes_Check(key)) {
        return worker == nullptr ? nullptr : raise("log_var() takes bytes");
    }
    Slot *slot = worker->currentSlot();
    const std::string_view value = slot == nullptr ? std::string_view() : slot->logVars().value(bytesOf(key));
    return value.data() == nullptr ? Py_BuildValue("") : PyBytes_FromStringAndSize(value.data(), static_cast<Py_ssize_t>(value.size()));
}

PyObject *setAfterRequest(PyObject *module, PyObject *callable)
{
    Worker *worker = workerOf(module);
    if (worker == nullptr) {
        return nullptr;
    }
    worker->settings.afterRequest = callable == Py_None ? Ref() : Ref::toBorrowed(callable);
    Py_RETURN_NONE;
}

PyObject *memory(PyObject *, PyObject *)
{
    const MemoryUse use = memoryUse();
    return Py_BuildValue("KK", static_cast<unsigned long long>(use.residentBytes), static_cast<unsigned long long>(use.virtualBytes));
}

int executeModule(PyObject *module)
{
    ModuleState *state = stateOf(module);
    state->inputType = newInputType(module);
    state->startType = newStartType(module);
    const Ref version(toPython(RETORT_VERSION));
    return state->inputType != nullptr && state->startType != nullptr && version
            && PyModule_AddObjectRef(module, "version", version.get()) == 0
        ? 0
        : -1;
}

// Of the request in this thread; elsewhere it has no effect.
PyObject *noteException(PyObject *module, PyObject *payload)
{
    Worker *worker = workerOf(module);
    if (worker == nullptr || !PyBytes_Check(payload)) {
        return worker == nullptr ? nullptr : raise("note_exception() takes bytes");
    }
    Slot *slot = worker->currentSlot();
    if (slot != nullptr && slot->environ() != nullptr) {
        slot->noteException(std::string(bytesOf(payload)));
    }
    Py_RETURN_NONE;
}

PyMethodDef functions[] = {
    {"prepare_process", prepareThisProcess, METH_NOARGS, "Ties the process to the engine; see process.h."},
    {"connect", connect, METH_VARARGS, "connect(channel, token, board, slots): opens the control channel."},
    {"next_order", nextOrder, METH_NOARGS, "Waits for a control frame: (type, payload). Main thread only."},
    {"next_reply", nextReply, METH_NOARGS, "Waits for a Reply frame: (type, payload), or None when the worker retires."},
    {"send", send, METH_VARARGS, "send(type, payload): a control frame."},
    {"configure", configure, METH_VARARGS,
        "configure([(mountpoint, callable)], constants, describe_failure, enter_request, leave_request, has_default, "
        "manage_script_name, strict, report_memory, names_cores)"},
    {"serve_slot", serveSlot, METH_VARARGS, "serve_slot(number, thread_id): serves requests until the worker retires."},
    {"retire", retire, METH_NOARGS, "Lets every slot end after the request it runs."},
    {"forget_in_forked_child", forgetInForkedChild, METH_NOARGS, "Closes the parent's channels."},
    {"current_request", currentRequest, METH_NOARGS, "(slot, request id, environ) in this thread, or None."},
    {"interrupt", interrupt, METH_VARARGS, "interrupt(slot, request id, exception type): True when that request runs there."},
    {"request_count", requestCount, METH_NOARGS, "Requests this worker has begun."},
    {"note_exception", noteException, METH_O, "note_exception(payload): one that the framework answers itself."},
    {"set_log_var", setLogVar, METH_VARARGS, "set_log_var(key, value): of the request in this thread."},
    {"log_var", logVar, METH_O, "log_var(key): bytes or None."},
    {"set_after_request", setAfterRequest, METH_O, "set_after_request(callable): uwsgi.after_req_hook, or None."},
    {"memory", memory, METH_NOARGS, "(resident, virtual) bytes of the process."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot moduleSlots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(executeModule)},
    {0, nullptr},
};

// The worker and the types live as long as the process: slots that still run use them to the last.
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "_retort",
    "The worker's C++ side; private to Retort.",
    sizeof(ModuleState),
    functions,
    moduleSlots,
    nullptr,
    nullptr,
    nullptr,
};

} // namespace

PyMODINIT_FUNC PyInit__retort()
{
    return PyModuleDef_Init(&definition);
}
