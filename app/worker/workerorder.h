// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace Retort {

// The part of the environment variable RETORT_WORKER that is needed before Python runs; the rest is
// read by runtime/worker.py. Written by the engine: one flat JSON object.
struct WorkerOrder
{
    std::string libpython;  // path of the shared library to embed
    std::string python;     // the interpreter it stands for: argv[0], from which Python finds its folders
    std::string module;     // path of _retort.abi3.so
    std::string runtime;    // folder of worker_main.py
    std::string options;    // of the interpreter, separated by one blank: "-S -OO"; may be empty or missing

    // The error is a sentence.
    static std::expected<WorkerOrder, std::string> fromJson(std::string_view json);
};

// The value of a text member of a flat JSON object, unescaped to UTF-8.
std::optional<std::string> jsonText(std::string_view json, std::string_view name);

} // namespace Retort
