// SPDX-License-Identifier: Apache-2.0
#include "engine/net/poller.h"

#include "engine/base/categories.h"

#include <QSocketNotifier>

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

namespace Retort::Net {

namespace {

// More than a turn of the event loop usually finds; what is left keeps the epoll descriptor readable.
constexpr int eventsPerTurn = 128;

class EpollPoller final : public Poller
{
public:
    explicit EpollPoller(int epoll) : m_epoll(epoll), m_notifier(epoll, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { dispatch(); });
    }
    ~EpollPoller() override
    {
        m_notifier.setEnabled(false);
        close(m_epoll);
    }

    bool add(int descriptor, Interests interests, Handler &handler) override;
    void change(int descriptor, Interests interests) override;
    void remove(int descriptor) override;

private:
    // By descriptor. The generation tells an event of the descriptor's former life from a new one:
    // within one batch a number may be closed and given out again.
    struct Slot
    {
        Handler *handler = nullptr;
        quint32 generation = 0;
    };

    epoll_event event(int descriptor, Interests interests) const;
    void dispatch();

    std::vector<Slot> m_slots;
    int m_epoll;
    QSocketNotifier m_notifier;
};

epoll_event EpollPoller::event(int descriptor, Interests interests) const
{
    epoll_event wanted = {};
    wanted.events = (interests & Read ? EPOLLIN : 0u) | (interests & Write ? EPOLLOUT : 0u);
    wanted.data.u64 = quint64(m_slots[std::size_t(descriptor)].generation) << 32 | quint32(descriptor);
    return wanted;
}

bool EpollPoller::add(int descriptor, Interests interests, Handler &handler)
{
    if (std::size_t(descriptor) >= m_slots.size()) {
        m_slots.resize(std::size_t(descriptor) + 1);
    }
    epoll_event wanted = event(descriptor, interests);
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &wanted) != 0) {
        return false;
    }
    m_slots[std::size_t(descriptor)].handler = &handler;
    return true;
}

void EpollPoller::change(int descriptor, Interests interests)
{
    epoll_event wanted = event(descriptor, interests);
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &wanted);
}

void EpollPoller::remove(int descriptor)
{
    epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    Slot &slot = m_slots[std::size_t(descriptor)];
    slot.handler = nullptr;
    ++slot.generation;
}

void EpollPoller::dispatch()
{
    std::array<epoll_event, eventsPerTurn> events;
    const int count = epoll_wait(m_epoll, events.data(), eventsPerTurn, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &told = events[std::size_t(i)];
        const Slot slot = m_slots[quint32(told.data.u64)];
        if (slot.handler == nullptr || slot.generation != told.data.u64 >> 32) {
            continue;
        }
        slot.handler->descriptorReady({.readable = (told.events & EPOLLIN) != 0,
            .writable = (told.events & EPOLLOUT) != 0,
            .hungUp = (told.events & EPOLLHUP) != 0,
            .failed = (told.events & EPOLLERR) != 0});
    }
}

} // namespace

std::unique_ptr<Poller> Poller::create()
{
    const int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) {
        qCWarning(lcNet, "no epoll descriptor (%s): each socket is watched by itself", qPrintable(qt_error_string(errno)));
        return createFromNotifiers();
    }
    return std::make_unique<EpollPoller>(epoll);
}

} // namespace Retort::Net
