// SPDX-License-Identifier: Apache-2.0
#include "engine/python/environ.h"

namespace Retort::Python {

namespace {

constexpr std::size_t variableCount = 256;      // keys remembered; a client can invent any number of them
constexpr std::size_t rememberedValueBytes = 512;  // longer values (cookies) are rarely the same twice

// One field of the block; false when it points past the end.
bool takeField(std::string_view &rest, std::string_view &field) noexcept
{
    if (rest.size() < 2) {
        return false;
    }
    const std::size_t length = static_cast<unsigned char>(rest[0]) | (static_cast<std::size_t>(static_cast<unsigned char>(rest[1])) << 8);
    if (rest.size() - 2 < length) {
        return false;
    }
    field = rest.substr(2, length);
    rest.remove_prefix(2 + length);
    return true;
}

PyObject *newText(std::string_view bytes)
{
    return PyUnicode_DecodeLatin1(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), nullptr);
}

PyObject *newKey(std::string_view bytes)
{
    PyObject *key = newText(bytes);
    if (key != nullptr) {
        PyUnicode_InternInPlace(&key);
    }
    return key;
}

} // namespace

EnvironBuilder::EnvironBuilder(PyObject *constants)
    : m_constants(PyDict_Copy(constants))
    , m_inputKey(newKey("wsgi.input"))
    , m_schemeKey(newKey("wsgi.url_scheme"))
    , m_http(newText("http"))
    , m_https(newText("https"))
{
}

Ref EnvironBuilder::build(std::string_view vars, PyObject *input)
{
    m_statedScheme = {};
    m_secure = false;
    Ref environ(PyDict_Copy(m_constants.get()));
    if (!environ) {
        return {};
    }
    for (std::size_t position = 0; !vars.empty(); ++position) {
        std::string_view key;
        std::string_view value;
        if (!takeField(vars, key) || key.empty() || !takeField(vars, value)) {
            return {};
        }
        if (!add(environ.get(), key, value, position)) {
            return {};
        }
    }
    if (!finish(environ.get(), input)) {
        return {};
    }
    return environ;
}

bool EnvironBuilder::add(PyObject *environ, std::string_view key, std::string_view value, std::size_t position)
{
    if (key == "HTTPS") {
        m_secure = value.starts_with("on") || value.starts_with('1');
    } else if (key == "UWSGI_SCHEME") {
        m_statedScheme = value;
    }
    Variable *variable = find(key, position);
    if (variable == nullptr) {
        return !PyErr_Occurred() && addOnce(environ, key, value);
    }
    PyObject *object = valueOf(*variable, value);
    return object != nullptr && PyDict_SetItem(environ, variable->keyObject.get(), object) == 0;
}

EnvironBuilder::Variable *EnvironBuilder::find(std::string_view key, std::size_t position)
{
    if (position < m_lastOrder.size() && m_lastOrder[position]->key == key) {
        return m_lastOrder[position];
    }
    auto found = m_variables.find(key);
    if (found == m_variables.end()) {
        if (m_variables.size() >= variableCount) {
            return nullptr;
        }
        auto variable = std::make_unique<Variable>();
        variable->key = key;
        variable->keyObject = Ref(newKey(key));
        if (!variable->keyObject) {
            return nullptr;
        }
        found = m_variables.emplace(std::string(key), std::move(variable)).first;
    }
    if (position < m_lastOrder.size()) {
        m_lastOrder[position] = found->second.get();
    } else if (position < variableCount) {
        m_lastOrder.push_back(found->second.get());
    }
    return found->second.get();
}

PyObject *EnvironBuilder::valueOf(Variable &variable, std::string_view value)
{
    if (variable.isReusable && variable.value == value) {
        return variable.valueObject.get();
    }
    variable.valueObject = Ref(newText(value));
    variable.isReusable = value.size() <= rememberedValueBytes;
    variable.value.assign(variable.isReusable ? value : std::string_view());
    return variable.valueObject.get();
}

bool EnvironBuilder::addOnce(PyObject *environ, std::string_view key, std::string_view value)
{
    const Ref keyObject(newText(key));
    const Ref valueObject(newText(value));
    return keyObject && valueObject && PyDict_SetItem(environ, keyObject.get(), valueObject.get()) == 0;
}

bool EnvironBuilder::finish(PyObject *environ, PyObject *input)
{
    // UWSGI.md §4.4, less X-Forwarded-Proto: anybody can send that header.
    Ref stated;
    PyObject *scheme = m_secure ? m_https.get() : m_http.get();
    if (!m_statedScheme.empty()) {
        stated = Ref(newText(m_statedScheme));
        scheme = stated.get();
    }
    return scheme != nullptr && PyDict_SetItem(environ, m_schemeKey.get(), scheme) == 0
        && PyDict_SetItem(environ, m_inputKey.get(), input) == 0;
}

} // namespace Retort::Python
