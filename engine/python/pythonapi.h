// SPDX-License-Identifier: Apache-2.0
#pragma once

// Python's C interface as this module may use it: the stable ABI of 3.11, so that one build
// works in every later CPython. The only header that includes Python.h.

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>

#include <string>
#include <string_view>
#include <utility>

#if Py_LIMITED_API < 0x030C0000
// Exported by every CPython since 3.9, though the limited headers declare it only from 3.12 on.
extern "C" PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *arguments, std::size_t count, PyObject *names);
#endif

namespace Retort::Python {

// One owned reference. All of it needs the GIL, the destructor included.
class Ref final
{
public:
    Ref() = default;
    explicit Ref(PyObject *owned) noexcept : m_object(owned) {}
    Ref(Ref &&other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    Ref &operator=(Ref &&other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~Ref() { Py_XDECREF(m_object); }

    static Ref toBorrowed(PyObject *object) noexcept
    {
        Py_XINCREF(object);
        return Ref(object);
    }

    PyObject *get() const noexcept { return m_object; }
    PyObject *release() noexcept { return std::exchange(m_object, nullptr); }
    explicit operator bool() const noexcept { return m_object != nullptr; }
    void reset() noexcept { Ref().swap(*this); }
    void swap(Ref &other) noexcept { std::swap(m_object, other.m_object); }

private:
    PyObject *m_object = nullptr;
};

// Gives the GIL away for the time of a scope, around anything that may wait.
class WithoutGil final
{
public:
    WithoutGil() noexcept : m_state(PyEval_SaveThread()) {}
    WithoutGil(const WithoutGil &) = delete;
    WithoutGil &operator=(const WithoutGil &) = delete;
    // While Python shuts down, a thread that asks for the GIL is ended by a forced unwind: let it pass.
    ~WithoutGil() noexcept(false) { PyEval_RestoreThread(m_state); }

private:
    PyThreadState *m_state;
};

// Calls with positional arguments and no tuple; a new reference, or null with an exception set. Needs the GIL.
template<typename... Arguments>
PyObject *call(PyObject *callable, Arguments... arguments)
{
    // The free place in front lets CPython put in `self` without a copy.
    PyObject *stack[] = {nullptr, arguments...};
    constexpr std::size_t offsetFlag = std::size_t{1} << (8 * sizeof(std::size_t) - 1);
    return PyObject_Vectorcall(callable, stack + 1, sizeof...(arguments) | offsetFlag, nullptr);
}

// The exception that is set, as an object with its traceback; clears it. Needs the GIL.
Ref takeException();

// The bytes of a bytes object; it must outlive the view. Needs the GIL.
std::string_view bytesOf(PyObject *bytes);

// Appends a str as latin-1 bytes, as PEP 3333 asks for what goes over the wire. False, with no
// exception set, when it holds other characters. Needs the GIL.
bool appendLatin1(std::string &out, PyObject *text);

// A short readable form of any object for error sentences; never fails. Needs the GIL.
std::string typeName(PyObject *object);

} // namespace Retort::Python
