// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/deadline.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace Retort::Workers {

class Slot;
class WorkerProcess;

// Stops one running request: first by an exception in its thread, which ends that request alone. When the request is still there
// after a few seconds (it waits in native code, or catches everything), its worker is given up: `replace` is called.
// Lives on the engine's thread; tell it of every worker that has advanced or gone.
class RequestStops final
{
public:
    enum class Outcome : std::uint8_t { Interrupted, Replaced };
    using Done = std::function<void(Outcome)>;
    using Replace = std::function<void(WorkerProcess &worker, Slot &slot)>;

    static constexpr int patienceMs = 3'000;

    RequestStops(Net::DeadlineQueue &deadlines, Replace replace) : m_deadlines(deadlines), m_replace(std::move(replace)) {}

    // `slot` runs a request and belongs to `worker`.
    void stop(WorkerProcess &worker, Slot &slot, Done done);
    void advanced(const WorkerProcess &worker);
    void gone(const WorkerProcess &worker);

private:
    struct Stop
    {
        WorkerProcess *worker;
        std::uint32_t sequence;
        std::vector<Done> done;
        std::unique_ptr<Net::Deadline> patience;
    };

    void patienceOver(Slot &slot);
    void finish(Slot &slot, Outcome outcome);

    Net::DeadlineQueue &m_deadlines;
    Replace m_replace;
    std::map<Slot *, Stop> m_stops;
};

} // namespace Retort::Workers
