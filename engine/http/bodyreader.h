// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/http/chunkeddecoder.h"
#include "engine/http/parseerror.h"
#include "engine/http/requesthead.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Retort::Http {

// The body of one request on its way from the connection's input to the app: knows where it ends
// (RFC 9112 §6.3) and keeps what has arrived and nobody has taken yet. How much that may be is the
// connection's business: it stops feeding. A body longer than its limit is a 413. Lives on any one thread.
class BodyReader final
{
public:
    // Begins the body of that request; what was left of the one before is forgotten.
    void start(const RequestHead &head, std::uint64_t maxBytes);

    // Takes up to `room` body bytes off the front of `input`; returns how many bytes of the input were used.
    Result<std::size_t, ParseError> feed(std::string_view input, std::size_t room);

    std::string take(std::size_t most);
    // Forgets what is here and will not keep what follows: the app has answered without reading.
    void discard();

    bool complete() const noexcept { return m_complete; }      // all of it has arrived
    std::size_t buffered() const noexcept { return m_bytes.size() - m_takenBytes; }
    std::uint64_t received() const noexcept { return m_received; }
    // How much may still come: exact with a Content-Length, unknown when chunked.
    std::optional<std::uint64_t> expected() const noexcept;

private:
    void keep(std::string_view bytes);

    std::optional<ChunkedDecoder> m_chunks;
    std::uint64_t m_left = 0;      // with a Content-Length: bytes not arrived yet
    std::uint64_t m_received = 0;  // body bytes, without chunk framing
    std::string m_bytes;
    std::size_t m_takenBytes = 0;  // of m_bytes
    bool m_complete = true;
    bool m_discarding = false;
};

} // namespace Retort::Http
