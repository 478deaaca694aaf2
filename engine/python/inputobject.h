// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/python/pythonapi.h"

namespace Retort::Python {

class RequestBody;

// wsgi.input (PEP 3333 "Input and Error Streams"; UWSGI.md §5.3): a readable binary stream with the
// methods of io.RawIOBase and io.BufferedIOBase, so that io.BufferedReader and io.TextIOWrapper take it.
// All of it needs the GIL.

// The type, made once for the module; null with an exception set.
PyObject *newInputType(PyObject *module);

// A stream over a body, which must outlive it or be taken away with detachInput().
Ref newInput(PyObject *type, RequestBody *body);

// The request is over: from now on every method raises ValueError.
void detachInput(PyObject *input);

} // namespace Retort::Python
