// SPDX-License-Identifier: Apache-2.0
#include "engine/python/slotchannel.h"

#include "engine/python/pythonapi.h"

namespace Retort::Python {

namespace {

constexpr std::size_t pieceBytes = 16 * 1024;  // four requests sent ahead, or a quarter of a body frame

} // namespace

std::optional<Ipc::Frame> SlotChannel::next(Wait wait)
{
    for (;;) {
        if (wait == Wait::ForRequest && m_retiring) {
            return std::nullopt;
        }
        if (const auto frame = m_reader.next()) {
            return frame;
        }
        if (m_reader.isBroken() || !receiveMore(wait)) {
            return std::nullopt;
        }
    }
}

bool SlotChannel::receiveMore(Wait wait)
{
    char *buffer = m_reader.prepare(pieceBytes);
    std::size_t received = 0;
    Channel::Receipt receipt = m_channel.receiveNow(buffer, pieceBytes, received);
    if (receipt == Channel::Receipt::NothingYet) {
        const WithoutGil waiting;
        receipt = wait == Wait::ForRequest ? receiveIdle(buffer, pieceBytes, received) : m_channel.receive(buffer, pieceBytes, received);
    }
    if (receipt != Channel::Receipt::Bytes) {
        return false;
    }
    m_reader.commit(received);
    return true;
}

Channel::Receipt SlotChannel::receiveIdle(char *buffer, std::size_t room, std::size_t &received)
{
    // Either retire() sees Idle and ends the receive(), or we see that we retire: both sides write
    // first and look second.
    m_state = State::Idle;
    if (m_retiring) {
        return Channel::Receipt::Closed;
    }
    const Channel::Receipt receipt = m_channel.receive(buffer, room, received);
    State expected = State::Idle;
    if (!m_state.compare_exchange_strong(expected, State::Busy)) {
        // Stopped: a request may have come in the same moment. It is not claimed, so the engine takes it back.
        return Channel::Receipt::Closed;
    }
    return receipt;
}

bool SlotChannel::send(std::string_view bytes)
{
    const std::ptrdiff_t sent = m_channel.sendNow(bytes);
    if (sent < 0) {
        return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (bytes.empty()) {
        return true;
    }
    const WithoutGil waiting;
    return m_channel.sendAll(bytes);
}

void SlotChannel::retire() noexcept
{
    m_retiring = true;
    State expected = State::Idle;
    if (m_state.compare_exchange_strong(expected, State::Stopped)) {
        m_channel.stopReceiving();
    }
}

} // namespace Retort::Python
