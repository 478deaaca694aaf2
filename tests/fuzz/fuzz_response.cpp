// SPDX-License-Identifier: Apache-2.0
// Answers of an app that says anything: what fault() lets pass must give one well-formed head, and a
// chunked answer must decode to what was written.
// Input: status (2 bytes), flags (1), then fields "name:value\n" up to an empty line, then the body.
#include "engine/http/chunkeddecoder.h"
#include "engine/http/responseencoder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace Retort;
using namespace Retort::Http;

namespace {

void require(bool condition)
{
    if (!condition) {
        __builtin_trap();
    }
}

// Each line ends in CRLF and has no other CR, LF or NUL in it; the only empty one is the last.
void checkHead(std::string_view head)
{
    require(head.starts_with("HTTP/1.1 ") && head.ends_with("\r\n\r\n"));
    require(head.find("\r\n\r\n") == head.size() - 4);
    for (std::size_t i = 0; i < head.size(); ++i) {
        require(head[i] != '\0');
        require(head[i] != '\r' || head[i + 1] == '\n');
        require(head[i] != '\n' || head[i - 1] == '\r');
    }
}

void checkChunks(std::string_view wire, std::string_view body)
{
    ChunkedDecoder decoder(1 << 20);
    std::string decoded;
    for (;;) {
        const auto step = decoder.feed(wire);
        require(step.has_value() && (step->consumed > 0 || step->done));
        decoded += step->body;
        wire.remove_prefix(step->consumed);
        if (step->done) {
            break;
        }
    }
    require(wire.empty() && decoded == body);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3) {
        return 0;
    }
    std::string_view rest(reinterpret_cast<const char *>(data) + 3, size - 3);
    Gateway::ResponseHead head;
    head.status = data[0] * 256 + data[1];
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos && end > 0; end = rest.find('\n')) {
        const std::string_view line = rest.substr(0, end);
        const std::size_t colon = std::min(line.find(':'), line.size());
        head.headers.add(line.substr(0, colon), line.substr(std::min(colon + 1, line.size())));
        rest.remove_prefix(end + 1);
    }
    if (!ResponseEncoder::fault(head).empty()) {
        return 0;
    }
    ResponseEncoder encoder({data[2] & 1, (data[2] & 2) != 0, (data[2] & 4) != 0, "now"});
    std::string wire;
    encoder.appendHead(head, wire);
    checkHead(wire);
    const bool chunked = wire.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos;
    const std::size_t headSize = wire.size();
    for (const std::string_view bytes : {rest.substr(0, rest.size() / 2), rest.substr(rest.size() / 2)}) {
        const auto piece = encoder.body(bytes);
        wire.append(piece.before).append(piece.bytes).append(piece.after);
    }
    encoder.finish(Gateway::Ending::Complete, wire);
    if (chunked) {
        checkChunks(std::string_view(wire).substr(headSize), rest);
    }
    return 0;
}
