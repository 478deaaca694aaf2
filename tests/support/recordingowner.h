// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/stream.h"

#include <functional>
#include <memory>

namespace Retort::Test {

// Holds a stream, keeps what comes in, and counts what it is told. Hooks run after the counting.
class RecordingOwner final : public Net::Stream::Owner
{
public:
    RecordingOwner() = default;
    explicit RecordingOwner(std::unique_ptr<Net::Stream> taken) { take(std::move(taken)); }
    ~RecordingOwner() { drop(); }

    void take(std::unique_ptr<Net::Stream> taken)
    {
        stream = std::move(taken);
        stream->setOwner(this);
    }
    void drop()
    {
        if (stream) {
            stream->setOwner(nullptr);
            stream.reset();
        }
    }
    void send(std::string_view bytes)
    {
        stream->write(bytes);
        stream->flush();
    }

    void readable() override
    {
        ++readables;
        char buffer[16 * 1024];
        while (const std::size_t got = stream->read(buffer, sizeof buffer)) {
            received.append(buffer, got);
        }
        run(onReadable);
    }
    void peerFinished() override
    {
        ++finishes;
        run(onFinished);
    }
    void drained() override
    {
        ++drains;
        run(onDrained);
    }
    void broken() override
    {
        ++breaks;
        run(onBroken);
    }

    std::unique_ptr<Net::Stream> stream;
    std::string received;
    int readables = 0;
    int finishes = 0;
    int drains = 0;
    int breaks = 0;
    std::function<void()> onReadable, onFinished, onDrained, onBroken;

private:
    static void run(const std::function<void()> &hook)
    {
        if (hook) {
            hook();
        }
    }
};

} // namespace Retort::Test
