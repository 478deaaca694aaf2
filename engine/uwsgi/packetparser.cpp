// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/packetparser.h"

#include <algorithm>

namespace Retort::Uwsgi {

namespace {

std::size_t lengthAt(std::string_view bytes, std::size_t at) noexcept
{
    return static_cast<unsigned char>(bytes[at]) | (static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1])) << 8);
}

std::string number(std::size_t value)
{
    return std::to_string(value);
}

} // namespace

std::size_t PacketParser::feed(std::string_view input)
{
    std::size_t used = 0;
    while (m_state == State::Header && used < input.size()) {
        m_header[m_headerSize++] = static_cast<std::uint8_t>(input[used++]);
        if (m_headerSize == headerBytes) {
            headerDone();
        }
    }
    if (m_state == State::Block) {
        const std::size_t taken = std::min(blockBytes() - m_block.size(), input.size() - used);
        m_block.append(input.substr(used, taken));
        used += taken;
        if (m_block.size() == blockBytes()) {
            blockDone();
        }
    }
    return used;
}

std::string_view PacketParser::header() const noexcept
{
    return {reinterpret_cast<const char *>(m_header.data()), m_headerSize};
}

void PacketParser::headerDone()
{
    if (blockBytes() > m_bufferBytes) {
        fail("The variables of the request have " + number(blockBytes()) + " bytes, and buffer-size allows " + number(m_bufferBytes));
        return;
    }
    m_state = State::Block;
    m_block.reserve(blockBytes());
}

void PacketParser::blockDone()
{
    if (std::string fault = blockFault(m_block); !fault.empty()) {
        fail(std::move(fault));
        return;
    }
    m_state = State::Done;
}

void PacketParser::fail(std::string fault)
{
    m_state = State::Failed;
    m_fault = std::move(fault);
    m_block = std::string();
}

std::string blockFault(std::string_view block)
{
    std::size_t at = 0;
    for (bool isKey = true; at < block.size() || !isKey; isKey = !isKey) {
        const char *const what = isKey ? "name" : "value";
        if (block.size() - at < 2) {
            return std::string("The block of variables ends at byte ") + number(block.size()) + ", where the length of a " + what
                + " should be";
        }
        const std::size_t length = lengthAt(block, at);
        if (isKey && length == 0) {
            return "A variable without a name stands at byte " + number(at) + " of the block";
        }
        if (length > block.size() - at - 2) {
            return std::string("The ") + what + " at byte " + number(at) + " claims " + number(length) + " bytes, and "
                + number(block.size() - at - 2) + " are left in the block";
        }
        at += 2 + length;
    }
    return {};
}

// None of the methods' first letters is a modifier that we serve, so a real packet is never mistaken.
OtherProtocol otherProtocol(std::string_view header) noexcept
{
    constexpr std::array<std::string_view, 10> methods{"GET ", "HEAD", "POST", "PUT ", "DELE", "OPTI", "PATC", "CONN", "TRAC", "PRI "};
    if (std::ranges::find(methods, header) != methods.end()) {
        return OtherProtocol::Http;
    }
    // A TLS record: handshake (22), version 3.x (RFC 8446 §5.1).
    if (header.size() >= 2 && header[0] == 22 && header[1] == 3) {
        return OtherProtocol::Tls;
    }
    return OtherProtocol::None;
}

} // namespace Retort::Uwsgi
