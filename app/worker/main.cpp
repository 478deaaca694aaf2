// SPDX-License-Identifier: Apache-2.0

// retort-worker: embeds the user's CPython and runs runtime/worker_main.py in it. Started by the
// engine only. Everything that is not needed before Python runs is written in Python.

#include "app/worker/library.h"
#include "app/worker/workerorder.h"
#include "engine/python/process.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace Retort;

constexpr int badStart = 2;

int fail(const std::string &sentence)
{
    std::fprintf(stderr, "retort-worker: %s\n", sentence.c_str());
    return badStart;
}

int runPython(const Library &python, const Library &module, const WorkerOrder &order)
{
    struct PyObject;
    using Init = PyObject *();
    auto *append = python.function<int(const char *, Init *)>("PyImport_AppendInittab");
    auto *run = python.function<int(int, char **)>("Py_BytesMain");
    auto *init = module.function<Init>("PyInit__retort");
    if (append == nullptr || run == nullptr || init == nullptr) {
        return fail(order.libpython + " is no CPython that can be embedded, or " + order.module + " is not Retort's module.");
    }
    if (append("_retort", init) != 0) {
        return fail("Out of memory.");
    }
    // Python finds its prefix from argv[0], so it must be the interpreter the user would call: a venv's, for example.
    std::vector<std::string> arguments = {order.python};
    std::istringstream options(order.options);
    for (std::string option; options >> option;) {
        arguments.push_back(option);
    }
    arguments.push_back(order.runtime + "/worker_main.py");
    std::vector<char *> pointers;
    pointers.reserve(arguments.size() + 1);
    for (std::string &argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    return run(static_cast<int>(arguments.size()), pointers.data());
}

} // namespace

int main()
{
    const char *json = std::getenv("RETORT_WORKER");
    if (json == nullptr) {
        return fail("This program is started by retort; it does nothing by itself.");
    }
    const auto order = WorkerOrder::fromJson(json);
    if (!order) {
        return fail(order.error());
    }
    Python::prepareProcess();
    const auto python = Library::load(order->libpython, Library::Symbols::Global);
    if (!python) {
        return fail("Python's library cannot be loaded: " + python.error());
    }
    const auto module = Library::load(order->module, Library::Symbols::Local);
    if (!module) {
        return fail("Retort's Python module cannot be loaded: " + module.error());
    }
    return runPython(*python, *module, *order);
}
