// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace Retort::Net {

class DeadlineQueue;

// One thing that must happen within some time: a head that must be complete, a connection that may
// stay idle. start() again moves it, which is the common case (each request moves the idle deadline)
// and costs a store, not a timer: the queue looks only when the earliest deadline it knows is due.
// Lives on the engine's thread; must not outlive its queue. May be destroyed inside its own callback.
class Deadline final
{
public:
    Deadline(DeadlineQueue &queue, std::function<void()> expired);
    ~Deadline();
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    void start(int milliseconds);
    void stop() noexcept;
    bool isRunning() const noexcept;

private:
    friend class DeadlineQueue;
    struct Entry;
    std::shared_ptr<Entry> m_entry;
    DeadlineQueue &m_queue;
};

// All deadlines of a thread behind one timer. Granularity is 10 ms, never early. stop() leaves the timer
// alone, so at most one wake-up follows the last deadline that was stopped; an idle server then sleeps.
class DeadlineQueue final
{
public:
    DeadlineQueue();
    ~DeadlineQueue();
    DeadlineQueue(const DeadlineQueue &) = delete;
    DeadlineQueue &operator=(const DeadlineQueue &) = delete;

private:
    friend class Deadline;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Retort::Net
