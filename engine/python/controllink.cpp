// SPDX-License-Identifier: Apache-2.0
#include "engine/python/controllink.h"

#include "engine/ipc/framereader.h"
#include "engine/python/process.h"

#include <thread>
#include <utility>

namespace Retort::Python {

std::expected<std::shared_ptr<ControlLink>, std::string> ControlLink::open(const std::string &path, const Ipc::Hello &hello)
{
    std::expected<Channel, std::string> channel = Channel::open(path);
    if (!channel) {
        return std::unexpected(channel.error());
    }
    std::string greeting;
    Ipc::appendHello(greeting, hello);
    if (!channel->sendAll(greeting)) {
        return std::unexpected("The engine at " + path + " closed the connection of its worker.");
    }
    auto link = std::make_shared<ControlLink>(std::move(*channel));
    // The thread outlives the interpreter, so it shares the object.
    std::thread([link] { link->readUntilTheEngineIsGone(); }).detach();
    return link;
}

bool ControlLink::send(Ipc::FrameType type, std::string_view payload)
{
    std::string bytes;
    bytes.reserve(Ipc::frameHeaderBytes + payload.size());
    Ipc::appendFrame(bytes, type, payload);
    const std::lock_guard lock(m_sending);
    return m_channel.sendAll(bytes);
}

void ControlLink::readUntilTheEngineIsGone()
{
    constexpr std::size_t pieceBytes = 4 * 1024;  // orders are short and rare
    Ipc::FrameReader reader;
    for (;;) {
        std::size_t received = 0;
        if (m_channel.receive(reader.prepare(pieceBytes), pieceBytes, received) != Channel::Receipt::Bytes) {
            exitNow(0);
        }
        reader.commit(received);
        while (const auto frame = reader.next()) {
            FrameQueue &queue = frame->type == Ipc::FrameType::Reply ? replies : orders;
            queue.push({frame->type, std::string(frame->payload)});
        }
        if (reader.isBroken()) {
            exitNow(0);
        }
    }
}

} // namespace Retort::Python
