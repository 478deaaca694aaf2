// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/python/pythonapi.h"

namespace Retort::Python {

class Response;

// The Python face of a Response: the object behind start_response() and write() (PEP 3333).
// Both may be called in the thread of the request only, and until it ends. Needs the GIL.

// The type, made once for the module; null with an exception set.
PyObject *newStartType(PyObject *module);

Ref newStart(PyObject *type, Response *response);
// The callable that the application gets; it keeps `start` alive.
Ref newStartResponse(PyObject *start);
// The request is over: from now on a call raises RuntimeError.
void detachStart(PyObject *start);

} // namespace Retort::Python
