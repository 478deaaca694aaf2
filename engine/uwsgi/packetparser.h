// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace Retort::Uwsgi {

// Reads one uwsgi packet (UWSGI.md §4.1): four bytes of header, then the block of variables.
//
//     byte 0      modifier1
//     bytes 1-2   length of the block, little endian
//     byte 3      modifier2
//
// Push-style: feed() takes bytes in pieces of any size and says how many it used; what follows the block
// is the request body and is left alone. Cutting the stream differently never changes the result.
// One for each packet. Lives on any one thread.
class PacketParser final
{
public:
    enum class State : std::uint8_t {
        Header,
        Block,
        Done,
        Failed,  // fault() says why; nothing more is used
    };

    static constexpr std::size_t headerBytes = 4;
    static constexpr std::size_t longestBlock = 65535;  // what the header's 16 bits can say

    // Longer blocks than `bufferBytes` are a fault (uWSGI's buffer-size).
    explicit PacketParser(std::size_t bufferBytes) noexcept : m_bufferBytes(bufferBytes) {}

    std::size_t feed(std::string_view input);

    State state() const noexcept { return m_state; }
    // One sentence without a full stop, naming sizes and bytes.
    const std::string &fault() const noexcept { return m_fault; }

    // Good once the header is here, also after a fault in what follows.
    bool hasHeader() const noexcept { return m_headerSize == headerBytes; }
    std::uint8_t modifier1() const noexcept { return m_header[0]; }
    std::uint8_t modifier2() const noexcept { return m_header[3]; }
    std::size_t blockBytes() const noexcept { return m_header[1] | (std::size_t(m_header[2]) << 8); }
    // The header bytes that have come, for a look at what else the peer may be speaking.
    std::string_view header() const noexcept;

    // The variables; every length in them has been checked (VarBlock::fromBytes() accepts them).
    std::string takeBlock() noexcept { return std::move(m_block); }

private:
    void headerDone();
    void blockDone();
    void fail(std::string fault);

    std::string m_block;
    std::string m_fault;
    std::size_t m_bufferBytes;
    std::array<std::uint8_t, headerBytes> m_header{};
    std::uint8_t m_headerSize = 0;
    State m_state = State::Header;
};

// Why these bytes are no block of variables, or empty when they are one.
std::string blockFault(std::string_view block);

// What the first bytes of a connection look like, if not like a uwsgi packet.
enum class OtherProtocol : std::uint8_t { None, Http, Tls };
OtherProtocol otherProtocol(std::string_view header) noexcept;

} // namespace Retort::Uwsgi
