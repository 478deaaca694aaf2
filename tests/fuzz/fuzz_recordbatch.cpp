// SPDX-License-Identifier: Apache-2.0
// A line of a feed, whole and record by record: whatever another program sends must not hurt the window.
#include "engine/base/jsonscanner.h"
#include "engine/log/recordbatch.h"

#include <cstddef>
#include <cstdint>

using namespace Retort;
using Log::RecordBatch;

namespace {

void walk(JsonScanner &scanner, std::string &text)
{
    for (bool more = scanner.beginObject(); more; more = scanner.nextMember()) {
        switch (scanner.key().size() % 4) {
        case 0: scanner.text(text); break;
        case 1: scanner.number(); break;
        case 2: scanner.truth(); break;
        default: scanner.skip();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView line(data, static_cast<qsizetype>(size));
    const auto batch = RecordBatch::read(line, "requests");
    if (!batch) {
        return 0;
    }
    std::string text;
    JsonScanner records({batch->records.constData(), static_cast<std::size_t>(batch->records.size())});
    qsizetype count = 0;
    for (bool more = records.beginArray(); more; more = records.nextElement()) {
        walk(records, text);
        ++count;
    }
    if (!records.failed() && count != batch->count) {
        __builtin_trap();
    }
    return 0;
}
