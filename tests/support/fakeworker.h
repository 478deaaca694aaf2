// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/claimboard.h"
#include "engine/ipc/framereader.h"
#include "engine/ipc/messages.h"
#include "engine/workers/errorpages.h"
#include "engine/workers/slot.h"
#include "tests/support/fakestream.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace Retort::Test {

// The worker's end of one slot: sees the requests, claims and answers them as the test says.
class FakeSlot final
{
public:
    FakeSlot(int workerId, int index, const Workers::ErrorPages &pages, Net::DeadlineQueue &deadlines, const Workers::RequestRules &rules,
        Workers::SlotObserver &observer)
        : m_rules(rules)
        , slot(std::make_unique<Workers::Slot>(
              Workers::SlotIdentity{workerId, index, 1000 + workerId, 1, &m_requests}, row, pages, deadlines, m_rules, observer))
    {
        slot->attach(m_wire.connect(), {}, 0);
    }

    struct Seen
    {
        std::uint32_t sequence;
        std::string path;
        std::string body;
        bool bodyFollows;
    };

    // Requests and body pieces that have arrived since the last call.
    std::vector<Seen> takeRequests()
    {
        m_reader.append(m_wire.takeReceived());
        std::vector<Seen> requests;
        while (const auto frame = m_reader.next()) {
            if (frame->type == Ipc::FrameType::Request) {
                const auto message = Ipc::parseRequest(frame->payload);
                const auto vars = Gateway::VarBlock::fromBytes(std::string(message->vars));
                requests.push_back(
                    {message->sequence, std::string(vars->value("PATH_INFO")), std::string(message->body), message->bodyFollows});
            } else if (frame->type == Ipc::FrameType::RequestBody) {
                bodyReceived += frame->payload;
            } else if (frame->type == Ipc::FrameType::RequestBodyEnd) {
                bodyEnds.push_back(static_cast<Ipc::BodyEnd>(frame->payload.at(0)));
            }
        }
        return requests;
    }

    bool claim(std::uint32_t sequence) { return row.claim(sequence); }
    void answer(std::uint32_t sequence, std::string_view body, int status = 200)
    {
        head(status);
        piece(body);
        end(sequence);
    }
    void head(int status, std::string_view name = "X", std::string_view value = "y")
    {
        Gateway::HeaderList headers;
        headers.add(name, value);
        std::string frame;
        Ipc::appendResponseHead(frame, status, "", headers);
        m_wire.send(frame);
    }
    void piece(std::string_view body) { sendFrame(Ipc::FrameType::ResponseBody, body); }
    void end(std::uint32_t sequence, bool exception = false, bool truncated = false)
    {
        Ipc::ResponseEndMessage message;
        message.sequence = sequence;
        message.exception = exception;
        message.truncated = truncated;
        std::string frame;
        Ipc::appendResponseEnd(frame, message);
        m_wire.send(frame);
    }
    void sendFrame(Ipc::FrameType type, std::string_view payload)
    {
        std::string frame;
        Ipc::appendFrame(frame, type, payload);
        m_wire.send(frame);
    }
    void sendBytes(std::string_view bytes) { m_wire.send(bytes); }
    void closeChannel() { m_wire.finishSending(); }

    std::string bodyReceived;
    std::vector<Ipc::BodyEnd> bodyEnds;
    Ipc::ClaimRow row;

private:
    FakeClient m_wire;
    Ipc::FrameReader m_reader;
    std::uint32_t m_requests = 0;
    Workers::RequestRules m_rules;

public:
    std::unique_ptr<Workers::Slot> slot;
};

} // namespace Retort::Test
