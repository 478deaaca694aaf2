// SPDX-License-Identifier: Apache-2.0
#include "engine/net/deadline.h"

#include "engine/base/clock.h"

#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace Retort::Net {

namespace {

// Deadlines that are due about the same time share one wake-up.
constexpr std::int64_t gridUs = 10'000;

constexpr std::int64_t notArmed = std::numeric_limits<std::int64_t>::max();

std::int64_t onGrid(std::int64_t us) noexcept
{
    return (us + gridUs - 1) / gridUs * gridUs;
}

} // namespace

struct Deadline::Entry
{
    std::function<void()> expired;
    std::int64_t dueUs = 0;     // 0: not running
    std::int64_t queuedUs = 0;  // time of the one heap item that counts; 0: none
    bool inCall = false;
};

// The heap may hold items that are too early (the deadline moved on), stopped, or doubled (it moved
// forward). They are sorted out when their time comes, or all at once when they outnumber the living.
struct DeadlineQueue::Private
{
    struct Item
    {
        std::int64_t dueUs;
        std::shared_ptr<Deadline::Entry> entry;
    };

    std::vector<Item> heap;
    std::size_t running = 0;
    std::int64_t armedForUs = notArmed;
    QTimer timer;

    static bool later(const Item &left, const Item &right) noexcept { return left.dueUs > right.dueUs; }

    void push(const std::shared_ptr<Deadline::Entry> &entry);
    Item pop();
    void dropStale();
    void arm();
    void expireDue();
};

void DeadlineQueue::Private::push(const std::shared_ptr<Deadline::Entry> &entry)
{
    if (heap.size() > 2 * running + 1024) {
        dropStale();
    }
    entry->queuedUs = entry->dueUs;
    heap.push_back({entry->dueUs, entry});
    std::ranges::push_heap(heap, later);
    if (heap.front().dueUs < armedForUs) {
        arm();
    }
}

DeadlineQueue::Private::Item DeadlineQueue::Private::pop()
{
    std::ranges::pop_heap(heap, later);
    Item item = std::move(heap.back());
    heap.pop_back();
    return item;
}

void DeadlineQueue::Private::dropStale()
{
    std::erase_if(heap, [](const Item &item) {
        const bool doubled = item.entry->queuedUs != item.dueUs;
        if (!doubled && item.entry->dueUs == 0) {
            item.entry->queuedUs = 0;
            return true;
        }
        return doubled;
    });
    std::ranges::make_heap(heap, later);
}

void DeadlineQueue::Private::arm()
{
    armedForUs = heap.front().dueUs;
    const std::int64_t waitUs = std::max<std::int64_t>(armedForUs - monotonicUs(), 0);
    timer.start(static_cast<int>(std::min<std::int64_t>((waitUs + 999) / 1000, std::numeric_limits<int>::max())));
}

void DeadlineQueue::Private::expireDue()
{
    armedForUs = 0;  // whatever the callbacks start, the timer is set once, at the end
    const std::int64_t nowUs = monotonicUs();
    while (!heap.empty() && heap.front().dueUs <= nowUs) {
        const Item item = pop();
        Deadline::Entry &entry = *item.entry;
        if (entry.queuedUs != item.dueUs) {
            continue;
        }
        entry.queuedUs = 0;
        if (entry.dueUs > nowUs) {
            push(item.entry);
        } else if (entry.dueUs != 0) {
            entry.dueUs = 0;
            --running;
            entry.inCall = true;
            entry.expired();
            entry.inCall = false;
        }
    }
    armedForUs = notArmed;
    if (running == 0) {
        dropStale();
    }
    if (!heap.empty()) {
        arm();
    }
}

Deadline::Deadline(DeadlineQueue &queue, std::function<void()> expired) : m_entry(std::make_shared<Entry>()), m_queue(queue)
{
    m_entry->expired = std::move(expired);
}

Deadline::~Deadline()
{
    stop();
    if (!m_entry->inCall) {
        m_entry->expired = {};  // what it holds on to must not wait for the heap
    }
}

void Deadline::start(int milliseconds)
{
    if (m_entry->dueUs == 0) {
        ++m_queue.d->running;
    }
    m_entry->dueUs = onGrid(monotonicUs() + std::max(milliseconds, 1) * std::int64_t(1000));
    if (m_entry->queuedUs == 0 || m_entry->queuedUs > m_entry->dueUs) {
        m_queue.d->push(m_entry);
    }
}

void Deadline::stop() noexcept
{
    if (m_entry->dueUs != 0) {
        m_entry->dueUs = 0;
        --m_queue.d->running;
    }
}

bool Deadline::isRunning() const noexcept
{
    return m_entry->dueUs != 0;
}

DeadlineQueue::DeadlineQueue() : d(std::make_unique<Private>())
{
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&d->timer, &QTimer::timeout, &d->timer, [this] { d->expireDue(); });
}

DeadlineQueue::~DeadlineQueue() = default;

} // namespace Retort::Net
