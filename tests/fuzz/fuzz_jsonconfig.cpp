// SPDX-License-Identifier: Apache-2.0
// Configuration in JSON: whatever the bytes, entries with a name and a line of the file, or an error with one.
#include "tests/fuzz/treeinput.h"

#include "engine/config/jsonreader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Retort::Config::Test::tryReader(Retort::Config::readJson, {reinterpret_cast<const char *>(data), size});
    return 0;
}
