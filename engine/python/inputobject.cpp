// SPDX-License-Identifier: Apache-2.0
#include "engine/python/inputobject.h"

#include "engine/python/requestbody.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace Retort::Python {

namespace {

struct InputObject
{
    PyObject_HEAD RequestBody *body;
};

constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

RequestBody *bodyOf(PyObject *self)
{
    RequestBody *body = reinterpret_cast<InputObject *>(self)->body;
    if (body == nullptr) {
        PyErr_SetString(PyExc_ValueError, "wsgi.input was read after its request had ended");
    }
    return body;
}

// Waits until `enough` says so or the body ends; false with an exception set when it breaks off.
template<typename Enough>
bool fillUntil(PyObject *self, Enough enough)
{
    for (;;) {
        RequestBody *body = bodyOf(self);  // again after each wait: the request may have ended meanwhile
        if (body == nullptr) {
            return false;
        }
        if (enough(body->pending())) {
            return true;
        }
        switch (body->more()) {
        case RequestBody::More::Added: break;
        case RequestBody::More::AtEnd: return true;
        case RequestBody::More::Aborted:
            PyErr_SetString(PyExc_OSError, "the client went away before it had sent the whole request body");
            return false;
        case RequestBody::More::Busy:
            PyErr_SetString(PyExc_RuntimeError, "another thread is reading this request's wsgi.input");
            return false;
        }
    }
}

PyObject *take(RequestBody &body, std::size_t bytes)
{
    const std::string_view piece = body.pending().substr(0, bytes);
    PyObject *object = PyBytes_FromStringAndSize(piece.data(), static_cast<Py_ssize_t>(piece.size()));
    if (object != nullptr) {
        body.consume(piece.size());
    }
    return object;
}

// The optional size argument of read() and its like: None and negative numbers mean everything.
bool parseSize(PyObject *const *arguments, Py_ssize_t count, std::size_t &size)
{
    size = everything;
    if (count > 1) {
        PyErr_SetString(PyExc_TypeError, "wsgi.input takes one size at most");
        return false;
    }
    if (count == 0 || arguments[0] == Py_None) {
        return true;
    }
    const Py_ssize_t number = PyNumber_AsSsize_t(arguments[0], PyExc_OverflowError);
    if (number == -1 && PyErr_Occurred()) {
        return false;
    }
    size = number < 0 ? everything : static_cast<std::size_t>(number);
    return true;
}

PyObject *readBytes(PyObject *self, std::size_t size)
{
    if (!fillUntil(self, [size](std::string_view pending) { return pending.size() >= size; })) {
        return nullptr;
    }
    return take(*bodyOf(self), size);
}

PyObject *readLine(PyObject *self, std::size_t limit)
{
    std::size_t searched = 0;  // a long line arrives in pieces: look at each byte once
    std::size_t length = everything;
    const auto hasLine = [&](std::string_view pending) {
        const std::size_t end = pending.find('\n', std::min(searched, pending.size()));
        searched = pending.size();
        length = end == std::string_view::npos ? everything : end + 1;
        return length != everything || pending.size() >= limit;
    };
    if (!fillUntil(self, hasLine)) {
        return nullptr;
    }
    return take(*bodyOf(self), std::min(length, limit));
}

PyObject *read(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    std::size_t size = 0;
    return parseSize(arguments, count, size) ? readBytes(self, size) : nullptr;
}

// What is here, waiting only when nothing is.
PyObject *readOnce(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    std::size_t size = 0;
    if (!parseSize(arguments, count, size)
        || !fillUntil(self, [size](std::string_view pending) { return !pending.empty() || size == 0; })) {
        return nullptr;
    }
    return take(*bodyOf(self), size);
}

PyObject *readline(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    std::size_t limit = 0;
    return parseSize(arguments, count, limit) ? readLine(self, limit) : nullptr;
}

PyObject *readlines(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    std::size_t hint = 0;
    if (!parseSize(arguments, count, hint)) {
        return nullptr;
    }
    if (hint == 0) {
        hint = everything;  // as io.IOBase.readlines
    }
    Ref lines(PyList_New(0));
    for (std::size_t total = 0; lines && total < hint;) {
        const Ref line(readLine(self, everything));
        if (!line || PyList_Append(lines.get(), line.get()) != 0) {
            return nullptr;
        }
        const auto length = static_cast<std::size_t>(PyBytes_Size(line.get()));
        if (length == 0) {
            return PyList_GetSlice(lines.get(), 0, PyList_Size(lines.get()) - 1);
        }
        total += length;
    }
    return lines.release();
}

PyObject *readinto(PyObject *self, PyObject *target)
{
    Py_buffer buffer;
    if (PyObject_GetBuffer(target, &buffer, PyBUF_WRITABLE) != 0) {
        return nullptr;
    }
    const auto room = static_cast<std::size_t>(buffer.len);
    PyObject *result = nullptr;
    if (fillUntil(self, [room](std::string_view pending) { return !pending.empty() || room == 0; })) {
        RequestBody &body = *bodyOf(self);
        const std::string_view piece = body.pending().substr(0, room);
        if (!piece.empty()) {
            std::memcpy(buffer.buf, piece.data(), piece.size());
        }
        body.consume(piece.size());
        result = PyLong_FromSize_t(piece.size());
    }
    PyBuffer_Release(&buffer);
    return result;
}

PyObject *iterate(PyObject *self)
{
    Py_INCREF(self);
    return self;
}

PyObject *nextLine(PyObject *self)
{
    Ref line(readLine(self, everything));
    return line && PyBytes_Size(line.get()) > 0 ? line.release() : nullptr;
}

PyObject *unsupported(const char *sentence)
{
    const Ref io(PyImport_ImportModule("io"));
    const Ref type(io ? PyObject_GetAttrString(io.get(), "UnsupportedOperation") : nullptr);
    if (type) {
        PyErr_SetString(type.get(), sentence);  // an OSError and a ValueError
    }
    return nullptr;
}

PyObject *seek(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    RequestBody *body = bodyOf(self);
    if (body == nullptr) {
        return nullptr;
    }
    if (!body->isWhole()) {
        return unsupported("wsgi.input cannot seek: the request body is still arriving");
    }
    const Py_ssize_t offset = count > 0 ? PyNumber_AsSsize_t(arguments[0], PyExc_OverflowError) : 0;
    const Py_ssize_t whence = count > 1 ? PyNumber_AsSsize_t(arguments[1], PyExc_OverflowError) : 0;
    if (PyErr_Occurred()) {
        return nullptr;
    }
    const auto size = static_cast<Py_ssize_t>(body->wholeSize());
    const auto position = static_cast<Py_ssize_t>(body->position());
    if (count < 1 || count > 2 || whence < 0 || whence > 2 || (whence == 0 && offset < 0)) {
        PyErr_SetString(PyExc_ValueError, "seek(offset, whence): whence is 0, 1 or 2 and an absolute offset is not negative");
        return nullptr;
    }
    const Py_ssize_t origin = whence == 0 ? 0 : whence == 1 ? position : size;
    const Py_ssize_t target = offset > size - origin ? size : std::max<Py_ssize_t>(origin + offset, 0);
    body->seek(static_cast<std::size_t>(target));
    return PyLong_FromSsize_t(target);
}

PyObject *tell(PyObject *self, PyObject *)
{
    RequestBody *body = bodyOf(self);
    return body == nullptr ? nullptr : PyLong_FromSize_t(body->position());
}

PyObject *seekable(PyObject *self, PyObject *)
{
    RequestBody *body = bodyOf(self);
    return body == nullptr ? nullptr : PyBool_FromLong(body->isWhole() ? 1 : 0);
}

PyObject *fileno(PyObject *, PyObject *)
{
    return unsupported("wsgi.input has no file descriptor");
}

PyObject *yes(PyObject *, PyObject *)
{
    Py_RETURN_TRUE;
}

PyObject *no(PyObject *, PyObject *)
{
    Py_RETURN_FALSE;
}

PyObject *nothing(PyObject *, PyObject *)
{
    Py_RETURN_NONE;
}

PyObject *enter(PyObject *self, PyObject *)
{
    return iterate(self);
}

PyObject *isClosed(PyObject *, void *)
{
    Py_RETURN_FALSE;
}

void deallocate(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    reinterpret_cast<freefunc>(PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(reinterpret_cast<PyObject *>(type));
}

PyCFunction fast(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t))
{
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

} // namespace

PyObject *newInputType(PyObject *module)
{
    static PyMethodDef methods[] = {
        {"read", fast(read), METH_FASTCALL, "read([size]): that many bytes, fewer only at the end; all without a size"},
        {"read1", fast(readOnce), METH_FASTCALL, "read1([size]): what has arrived"},
        {"readline", fast(readline), METH_FASTCALL, "readline([limit])"},
        {"readlines", fast(readlines), METH_FASTCALL, "readlines([hint])"},
        {"readinto", readinto, METH_O, "readinto(buffer): what has arrived"},
        {"readinto1", readinto, METH_O, "readinto1(buffer): what has arrived"},
        {"seek", fast(seek), METH_FASTCALL, "seek(offset[, whence]): only when the whole body is here"},
        {"tell", tell, METH_NOARGS, nullptr},
        {"seekable", seekable, METH_NOARGS, nullptr},
        {"readable", yes, METH_NOARGS, nullptr},
        {"writable", no, METH_NOARGS, nullptr},
        {"isatty", no, METH_NOARGS, nullptr},
        {"fileno", fileno, METH_NOARGS, nullptr},
        {"flush", nothing, METH_NOARGS, nullptr},
        {"close", nothing, METH_NOARGS, "close(): nothing; the server owns the stream"},
        {"__enter__", enter, METH_NOARGS, nullptr},
        {"__exit__", nothing, METH_VARARGS, nullptr},
        {nullptr, nullptr, 0, nullptr},
    };
    static PyGetSetDef attributes[] = {
        {"closed", isClosed, nullptr, nullptr, nullptr},
        {nullptr, nullptr, nullptr, nullptr, nullptr},
    };
    static char documentation[] = "wsgi.input: the body of a request, as a readable binary stream.";
    static PyType_Slot slots[] = {
        {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
        {Py_tp_iter, reinterpret_cast<void *>(iterate)},
        {Py_tp_iternext, reinterpret_cast<void *>(nextLine)},
        {Py_tp_methods, methods},
        {Py_tp_getset, attributes},
        {Py_tp_doc, documentation},
        {0, nullptr},
    };
    static PyType_Spec spec = {"_retort.Input", sizeof(InputObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
    return PyType_FromModuleAndSpec(module, &spec, nullptr);
}

Ref newInput(PyObject *type, RequestBody *body)
{
    auto *typeObject = reinterpret_cast<PyTypeObject *>(type);
    Ref input(PyType_GenericAlloc(typeObject, 0));
    if (input) {
        reinterpret_cast<InputObject *>(input.get())->body = body;
    }
    return input;
}

void detachInput(PyObject *input)
{
    reinterpret_cast<InputObject *>(input)->body = nullptr;
}

} // namespace Retort::Python
