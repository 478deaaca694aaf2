// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/python/appsettings.h"
#include "engine/python/claimmap.h"
#include "engine/python/controllink.h"
#include "engine/python/slot.h"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Retort::Python {

// How to reach the engine: from the worker's environment, RETORT_WORKER.
struct EngineAddress
{
    std::string channel;  // path of the local socket
    std::string token;    // the one-time secret
    std::string board;    // path of the claim board
    int slots = 1;
};

// All of one worker process: its control channel, its claim board, its settings and its slots.
// Made by the module when the runtime connects. Needs the GIL unless a line says otherwise.
class Worker final
{
public:
    static std::expected<std::unique_ptr<Worker>, std::string> connect(EngineAddress address, ObjectTypes types);

    Worker(EngineAddress address, ObjectTypes types, ClaimMap board, std::shared_ptr<ControlLink> link);

    ControlLink &link() noexcept { return *m_link; }
    AppSettings settings;

    // Runs a slot in the calling Python thread until it retires; the error is a sentence.
    std::expected<void, std::string> serveSlot(int number, std::uint64_t threadId);
    // The slot whose thread calls; null in every other thread.
    Slot *currentSlot() noexcept;
    // Raises an exception of that type in the request that runs in that slot; false when it does not.
    bool interrupt(int slot, std::uint64_t requestId, PyObject *type);
    std::uint64_t requestCount() const noexcept;
    void retire() noexcept;
    // In a child the application forked: what belongs to the parent is closed, so that the engine
    // sees the end of the parent.
    void forgetInForkedChild() noexcept;

private:
    EngineAddress m_address;
    ObjectTypes m_types;
    ClaimMap m_board;
    std::shared_ptr<ControlLink> m_link;
    std::vector<std::unique_ptr<Slot>> m_slots;
    bool m_retiring = false;
};

} // namespace Retort::Python
