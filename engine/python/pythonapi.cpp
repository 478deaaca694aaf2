// SPDX-License-Identifier: Apache-2.0
#include "engine/python/pythonapi.h"

namespace Retort::Python {

Ref takeException()
{
    // PyErr_GetRaisedException would do, but the stable ABI has it only since 3.12.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
    PyObject *type = nullptr;
    PyObject *value = nullptr;
    PyObject *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
    if (value != nullptr && traceback != nullptr) {
        PyException_SetTraceback(value, traceback);
    }
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return Ref(value);
}

std::string_view bytesOf(PyObject *bytes)
{
    return {PyBytes_AsString(bytes), static_cast<std::size_t>(PyBytes_Size(bytes))};
}

bool appendLatin1(std::string &out, PyObject *text)
{
    Py_ssize_t size = 0;
    const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
    if (utf8 != nullptr && size == PyUnicode_GetLength(text)) {  // ASCII: the usual case, no copy of its own
        out.append(utf8, static_cast<std::size_t>(size));
        return true;
    }
    PyErr_Clear();
    const Ref encoded(PyUnicode_AsLatin1String(text));
    if (!encoded) {
        PyErr_Clear();
        return false;
    }
    out.append(bytesOf(encoded.get()));
    return true;
}

std::string typeName(PyObject *object)
{
    const Ref name(PyType_GetName(Py_TYPE(object)));
    std::string text;
    if (!name || !appendLatin1(text, name.get())) {
        PyErr_Clear();
        return "object";
    }
    return text;
}

} // namespace Retort::Python
