// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFlags>

#include <memory>

namespace Retort::Net {

// Tells handlers when their descriptors can be read or written. One for each thread that has
// sockets; main() makes it and passes it to listeners and connectLocal(), and it outlives all of
// them. Lives on the thread that made it.
//
// On Linux all descriptors stand behind one epoll descriptor that Qt's event loop watches: its own
// poll() walks every descriptor at each turn, which at 512 busy connections costs 18.6 µs a request
// against 11.4 µs (DESIGN.md §7 b). Elsewhere each descriptor has its QSocketNotifiers. Windows streams
// are Qt's own sockets and need no poller.
//
// Level-triggered: what is not dealt with is told again. A handler that was removed is not called any
// more, even for an event that had already been fetched, so that it may be destroyed at any time.
class Poller
{
public:
    enum Interest : quint8 { Nothing = 0, Read = 1, Write = 2 };
    Q_DECLARE_FLAGS(Interests, Interest)

    struct Ready
    {
        bool readable = false;
        bool writable = false;
        bool hungUp = false;  // both directions are over; told whatever the interests are
        bool failed = false;  // an error waits in the socket; likewise
    };

    class Handler
    {
    public:
        virtual void descriptorReady(Ready ready) = 0;

    protected:
        ~Handler() = default;
    };

    // The best one of this platform.
    static std::unique_ptr<Poller> create();
    // The portable one: a QSocketNotifier for each descriptor and direction. There hungUp and failed are
    // told as readable when Read is asked for.
    static std::unique_ptr<Poller> createFromNotifiers();

    virtual ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    // False when the system refuses (out of memory or of watches).
    virtual bool add(int descriptor, Interests interests, Handler &handler) = 0;
    virtual void change(int descriptor, Interests interests) = 0;
    // Before the descriptor is closed.
    virtual void remove(int descriptor) = 0;

protected:
    Poller() = default;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Poller::Interests)

} // namespace Retort::Net
