// SPDX-License-Identifier: Apache-2.0
#include "engine/python/startobject.h"

#include "engine/python/response.h"

namespace Retort::Python {

namespace {

struct StartObject
{
    PyObject_HEAD Response *response;
    unsigned long threadId;
};

Response *responseOf(PyObject *self, const char *function)
{
    auto *start = reinterpret_cast<StartObject *>(self);
    if (start->response == nullptr) {
        PyErr_Format(PyExc_RuntimeError, "%s() was called after its request had ended", function);
        return nullptr;
    }
    if (start->threadId != PyThread_get_thread_ident()) {
        PyErr_Format(PyExc_RuntimeError, "%s() was called in another thread than that of its request", function);
        return nullptr;
    }
    return start->response;
}

PyObject *write(PyObject *self, PyObject *block)
{
    Response *response = responseOf(self, "write");
    if (response == nullptr || !response->add(block)) {
        return nullptr;
    }
    if (!response->flush()) {
        PyErr_SetString(PyExc_ConnectionError, "write(): the connection to the server has gone");
        return nullptr;
    }
    Py_RETURN_NONE;
}

// start_response(status, response_headers, exc_info=None); PEP 3333 has it positional, but a keyword exc_info is common.
PyObject *startResponse(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *names)
{
    Response *response = responseOf(self, "start_response");
    if (response == nullptr) {
        return nullptr;
    }
    PyObject *given[] = {nullptr, nullptr, nullptr};
    constexpr const char *parameters[] = {"status", "headers", "exc_info"};
    for (Py_ssize_t i = 0; i < count && i < 3; ++i) {
        given[i] = arguments[i];
    }
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_Size(names);
    bool understood = count + named <= 3;
    for (Py_ssize_t i = 0; understood && i < named; ++i) {
        PyObject *name = PyTuple_GetItem(names, i);
        understood = false;
        for (int parameter = 0; parameter < 3; ++parameter) {
            const bool isIt = PyUnicode_CompareWithASCIIString(name, parameters[parameter]) == 0
                || (parameter == 1 && PyUnicode_CompareWithASCIIString(name, "response_headers") == 0);
            if (isIt && given[parameter] == nullptr) {
                given[parameter] = arguments[count + i];
                understood = true;
            }
        }
    }
    if (!understood || given[0] == nullptr || given[1] == nullptr) {
        PyErr_SetString(PyExc_TypeError, "start_response() takes a status, a list of headers and perhaps exc_info");
        return nullptr;
    }
    if (!response->start(given[0], given[1], given[2])) {
        return nullptr;
    }
    static PyMethodDef definition = {"write", write, METH_O, "write(bytes): sends a part of the body at once"};
    return PyCFunction_NewEx(&definition, self, nullptr);
}

void deallocate(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    reinterpret_cast<freefunc>(PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(reinterpret_cast<PyObject *>(type));
}

} // namespace

PyObject *newStartType(PyObject *module)
{
    static PyType_Slot slots[] = {
        {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
        {0, nullptr},
    };
    static PyType_Spec spec = {"_retort.Start", sizeof(StartObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
    return PyType_FromModuleAndSpec(module, &spec, nullptr);
}

Ref newStart(PyObject *type, Response *response)
{
    Ref start(PyType_GenericAlloc(reinterpret_cast<PyTypeObject *>(type), 0));
    if (start) {
        auto *object = reinterpret_cast<StartObject *>(start.get());
        object->response = response;
        object->threadId = PyThread_get_thread_ident();
    }
    return start;
}

Ref newStartResponse(PyObject *start)
{
    static PyMethodDef definition = {"start_response", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(startResponse)),
        METH_FASTCALL | METH_KEYWORDS, "start_response(status, response_headers, exc_info=None) -> write(bytes)"};
    return Ref(PyCFunction_NewEx(&definition, start, nullptr));
}

void detachStart(PyObject *start)
{
    reinterpret_cast<StartObject *>(start)->response = nullptr;
}

} // namespace Retort::Python
