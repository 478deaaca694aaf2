// SPDX-License-Identifier: Apache-2.0
#include "engine/python/worker.h"

#include "engine/python/process.h"

#include <utility>

namespace Retort::Python {

namespace {

Ipc::Hello helloOf(const EngineAddress &address, int slot, std::uint64_t threadId)
{
    return {.token = address.token, .slot = slot, .pid = processId(), .threadId = threadId};
}

} // namespace

std::expected<std::unique_ptr<Worker>, std::string> Worker::connect(EngineAddress address, ObjectTypes types)
{
    std::expected<ClaimMap, std::string> board = ClaimMap::open(address.board, address.slots);
    if (!board) {
        return std::unexpected(board.error());
    }
    auto link = ControlLink::open(address.channel, helloOf(address, -1, 0));
    if (!link) {
        return std::unexpected(link.error());
    }
    return std::make_unique<Worker>(std::move(address), types, std::move(*board), std::move(*link));
}

Worker::Worker(EngineAddress address, ObjectTypes types, ClaimMap board, std::shared_ptr<ControlLink> link)
    : m_address(std::move(address))
    , m_types(types)
    , m_board(std::move(board))
    , m_link(std::move(link))
{
    m_slots.resize(static_cast<std::size_t>(m_address.slots));
}

std::expected<void, std::string> Worker::serveSlot(int number, std::uint64_t threadId)
{
    if (m_retiring) {
        return {};
    }
    std::expected<Channel, std::string> channel = Channel::open(m_address.channel);
    if (!channel) {
        return std::unexpected(channel.error());
    }
    std::string greeting;
    Ipc::appendHello(greeting, helloOf(m_address, number, threadId));
    if (!channel->sendAll(greeting)) {
        return std::unexpected(std::string("The engine closed the connection of a worker's slot."));
    }
    auto &slot = m_slots[static_cast<std::size_t>(number)];
    slot = std::make_unique<Slot>(number, threadId, std::move(*channel), m_board.row(number), settings, m_types);
    slot->serve();
    return {};
}

Slot *Worker::currentSlot() noexcept
{
    const std::uint64_t threadId = PyThread_get_thread_ident();
    for (const auto &slot : m_slots) {
        if (slot && slot->threadId() == threadId) {
            return slot.get();
        }
    }
    return nullptr;
}

bool Worker::interrupt(int slot, std::uint64_t requestId, PyObject *type)
{
    const auto number = static_cast<std::size_t>(slot);
    return slot >= 0 && number < m_slots.size() && m_slots[number] && m_slots[number]->interrupt(requestId, type);
}

std::uint64_t Worker::requestCount() const noexcept
{
    std::uint64_t count = 0;
    for (const auto &slot : m_slots) {
        count += slot ? slot->requestCount() : 0;
    }
    return count;
}

void Worker::retire() noexcept
{
    m_retiring = true;
    for (const auto &slot : m_slots) {
        if (slot) {
            slot->retire();
        }
    }
    m_link->replies.close();
}

void Worker::forgetInForkedChild() noexcept
{
    m_link->forget();
    for (const auto &slot : m_slots) {
        if (slot) {
            slot->closeInForkedChild();
        }
    }
}

} // namespace Retort::Python
