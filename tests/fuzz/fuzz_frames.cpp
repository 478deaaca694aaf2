// SPDX-License-Identifier: Apache-2.0
// Frames of both directions: a broken worker (or engine) must not be able to hurt the other side.
#include "engine/ipc/framereader.h"
#include "engine/ipc/messages.h"

#include <cstddef>
#include <cstdint>

using namespace Retort::Ipc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FrameReader reader;
    reader.append({reinterpret_cast<const char *>(data), size});
    while (const auto frame = reader.next()) {
        parseHello(frame->payload);
        parseRequest(frame->payload);
        parseResponseEnd(frame->payload);
        if (const auto head = parseResponseHead(frame->payload)) {
            std::string again;
            appendResponseHead(again, head->status, head->reason, head->headers);
            if (again.size() != frame->payload.size() + frameHeaderBytes) {
                __builtin_trap();
            }
        }
    }
    return 0;
}
