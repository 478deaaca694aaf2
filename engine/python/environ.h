// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/python/pythonapi.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Retort::Python {

// Turns the variables of a request (the bytes of a Gateway::VarBlock) into a WSGI environ (PEP 3333).
//
// A new dict for every request: applications may keep it. What is the same from request to request is
// not made again: key objects are made once, and the last value of each key is used again when
// it is equal, which for most headers of a browser it is. All of it needs the GIL.
class EnvironBuilder final
{
public:
    // `constants` are the keys that never change (wsgi.version, wsgi.errors, SCRIPT_NAME = '' …). Takes a copy.
    explicit EnvironBuilder(PyObject *constants);

    // Null with an exception set when memory is short; null without one when the bytes are no variables.
    Ref build(std::string_view vars, PyObject *input);

private:
    struct Variable
    {
        std::string key;
        Ref keyObject;
        std::string value;  // the last one, when isReusable
        Ref valueObject;
        bool isReusable = false;
    };
    struct KeyHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>()(key); }
    };

    bool add(PyObject *environ, std::string_view key, std::string_view value, std::size_t position);
    Variable *find(std::string_view key, std::size_t position);
    PyObject *valueOf(Variable &variable, std::string_view value);
    bool addOnce(PyObject *environ, std::string_view key, std::string_view value);
    bool finish(PyObject *environ, PyObject *input);

    Ref m_constants;
    Ref m_inputKey;
    Ref m_schemeKey;
    Ref m_http;
    Ref m_https;
    std::unordered_map<std::string, std::unique_ptr<Variable>, KeyHash, std::equal_to<>> m_variables;
    std::vector<Variable *> m_lastOrder;  // clients send their headers in the same order every time
    std::string_view m_statedScheme;      // of the request being built: UWSGI_SCHEME
    bool m_secure = false;                // HTTPS says on
};

} // namespace Retort::Python
