// SPDX-License-Identifier: Apache-2.0
#include "engine/python/response.h"

#include "engine/base/limits.h"
#include "engine/ipc/messages.h"
#include "engine/python/slotchannel.h"

#include <algorithm>

namespace Retort::Python {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

// RFC 9110 §5.5, checked here too, so that the exception points at the line that did it.
bool hasControlCharacter(std::string_view text) noexcept
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool raise(PyObject *type, const std::string &sentence)
{
    PyErr_SetString(type, sentence.c_str());
    return false;
}

} // namespace

bool Response::start(PyObject *status, PyObject *headers, PyObject *excInfo)
{
    if (m_started && !isRestartable(excInfo)) {
        return false;
    }
    Gateway::ResponseHead head;
    if (!parseStatus(status, head) || !parseHeaders(headers, head)) {
        return false;
    }
    m_head = std::move(head);
    m_started = true;
    return true;
}

bool Response::isRestartable(PyObject *excInfo)
{
    if (excInfo == nullptr || excInfo == Py_None) {
        return raise(PyExc_AssertionError, "start_response() was called a second time without exc_info (PEP 3333)");
    }
    if (!m_headSent) {
        dropUnsent();
        return true;
    }
    // Too late for another head: the application's own exception goes on (PEP 3333).
    const Ref exception(PyTuple_Check(excInfo) ? PySequence_GetItem(excInfo, 1) : nullptr);
    if (!exception || !PyExceptionInstance_Check(exception.get())) {
        PyErr_Clear();
        return raise(PyExc_RuntimeError, "start_response() was called again after the headers had been sent");
    }
    PyErr_SetObject(PyExceptionInstance_Class(exception.get()), exception.get());
    return false;
}

bool Response::parseStatus(PyObject *status, Gateway::ResponseHead &head)
{
    if (!PyUnicode_Check(status)) {
        return raise(PyExc_TypeError, "start_response(): the status must be a str such as '200 OK', not " + typeName(status));
    }
    std::string text;
    const bool hasCode = appendLatin1(text, status) && text.size() >= 3 && std::all_of(text.begin(), text.begin() + 3, isDigit)
        && (text.size() == 3 || text[3] == ' ');
    if (!hasCode || hasControlCharacter(text)) {
        PyErr_Format(PyExc_ValueError, "start_response(): %.200R is no status; it must look like '200 OK'", status);
        return false;
    }
    head.status = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
    if (head.status < 200) {
        PyErr_Format(PyExc_ValueError, "start_response(): the status %d is not between 200 and 999", head.status);
        return false;
    }
    head.reason = text.size() > 4 ? text.substr(4) : std::string();
    return true;
}

bool Response::parseHeaders(PyObject *headers, Gateway::ResponseHead &head)
{
    if (!PyList_Check(headers) && (m_checks == Checks::Strict || !PyTuple_Check(headers))) {
        return raise(PyExc_TypeError, "start_response(): the headers must be a list of (name, value) tuples, not " + typeName(headers));
    }
    const bool isList = PyList_Check(headers) != 0;
    const Py_ssize_t count = isList ? PyList_Size(headers) : PyTuple_Size(headers);
    std::string name;
    std::string value;
    for (Py_ssize_t i = 0; i < count; ++i) {
        if (!parseField(isList ? PyList_GetItem(headers, i) : PyTuple_GetItem(headers, i), name, value)) {
            return false;
        }
        head.headers.add(name, value);
    }
    return true;
}

bool Response::parseField(PyObject *item, std::string &name, std::string &value)
{
    if (item == nullptr || !PyTuple_Check(item) || PyTuple_Size(item) != 2) {
        PyErr_Format(PyExc_TypeError, "start_response(): a header must be a tuple (name, value), not %.200R", item);
        return false;
    }
    PyObject *parts[] = {PyTuple_GetItem(item, 0), PyTuple_GetItem(item, 1)};
    if (!PyUnicode_Check(parts[0]) || !PyUnicode_Check(parts[1])) {
        PyErr_Format(PyExc_TypeError, "start_response(): name and value of a header must be str, not %.200R", item);
        return false;
    }
    name.clear();
    value.clear();
    if (!appendLatin1(name, parts[0]) || !appendLatin1(value, parts[1])) {
        PyErr_Format(PyExc_ValueError, "start_response(): the header %.200R has characters outside latin-1 (PEP 3333)", item);
        return false;
    }
    if (name.empty() || hasControlCharacter(name) || hasControlCharacter(value)) {
        PyErr_Format(PyExc_ValueError, "start_response(): the header %.200R has no name, or a line break or control character in it", item);
        return false;
    }
    return true;
}

bool Response::add(PyObject *block)
{
    if (PyBytes_Check(block)) {
        const std::string_view bytes = bytesOf(block);
        if (bytes.empty()) {
            return true;
        }
        if (!m_started) {
            return raise(PyExc_RuntimeError, "the application gave a part of the body before it called start_response()");
        }
        addBytes(bytes);
        return true;
    }
    if (m_checks == Checks::Lenient && block == Py_None) {
        return true;
    }
    if (m_checks == Checks::Lenient && PyObject_CheckBuffer(block)) {
        const Ref copy(PyBytes_FromObject(block));
        return copy && add(copy.get());
    }
    PyErr_Format(PyExc_TypeError, "the application gave %.200R as a part of the body; WSGI wants bytes%s", block,
        PyUnicode_Check(block) ? ": call .encode() on the str" : "");
    return false;
}

void Response::addBytes(std::string_view bytes)
{
    if (!m_headTaken) {
        Ipc::appendResponseHead(m_buffer, m_head.status, m_head.reason, m_head.headers);
        m_headTaken = true;
    }
    while (!bytes.empty() && m_connected) {
        const std::string_view piece = bytes.substr(0, Limits::bodyFrameBytes);
        Ipc::appendFrame(m_buffer, Ipc::FrameType::ResponseBody, piece);
        bytes.remove_prefix(piece.size());
        if (m_buffer.size() >= Limits::bodyFrameBytes) {
            flush();
        }
    }
}

bool Response::finishHead()
{
    if (!m_started) {
        return raise(PyExc_RuntimeError, "the application returned without calling start_response()");
    }
    if (!m_headTaken) {
        Ipc::appendResponseHead(m_buffer, m_head.status, m_head.reason, m_head.headers);
        m_headTaken = true;
    }
    return true;
}

bool Response::flush()
{
    if (!m_buffer.empty() && m_connected) {
        m_headSent = m_headSent || m_headTaken;
        m_connected = m_channel.send(m_buffer);
        m_buffer.clear();
    }
    return m_connected;
}

void Response::dropUnsent()
{
    m_buffer.clear();
    m_headTaken = m_headSent;
}

} // namespace Retort::Python
