// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <QtGlobal>

namespace Retort::Net {

// Who is at the other end.
struct Peer
{
    std::string address;      // "127.0.0.1", "::1"; empty for a local socket
    quint16 port = 0;
    std::string localAddress; // of this end, for SERVER_ADDR and messages
    quint16 localPort = 0;    // 0 for a local socket
    std::optional<qint64> userId; // local socket: whose process it is; nullopt when the system does not tell
    bool isLoopback = false;  // 127.0.0.0/8, ::1 (also as ::ffff:127.x), or a local socket
};

// A connected stream socket, TCP or local, that never blocks: bytes in, bytes out, and who is
// there. What the bytes mean is the owner's business. Lives on the engine's thread.
//
// Nothing is buffered on the way in: read() asks the kernel. On the way out write() queues and
// flush() sends what the kernel takes; the rest goes when it can. The queue has no limit of its own:
// whoever writes watches unsentBytes() and stops producing above Limits::unsentBytes.
//
// Callbacks come from the event loop, never from within a call to the stream. The owner may destroy
// the stream inside any of them; nothing of the stream is touched after. readable() repeats until the
// owner has read what there is: one that does not want to read says setReading(false).
class Stream
{
public:
    class Owner
    {
    public:
        virtual void readable() = 0;      // read() will give something, or the end was reached
        virtual void peerFinished() = 0;  // no more bytes will come; ours may still be read (half-close)
        virtual void
        drained() = 0; // unsentBytes() fell to Limits::unsentBytes / 2 or below after having been above Limits::unsentBytes, or to 0
        virtual void broken() = 0; // reset or gone: nothing can be read or sent any more

    protected:
        ~Owner() = default;
    };

    virtual ~Stream();
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    // Callbacks go to this owner, which must outlive the stream or call setOwner(nullptr).
    void setOwner(Owner *owner) noexcept { m_owner = owner; }
    const Peer &peer() const noexcept { return m_peer; }

    // Up to `room` bytes; 0 when none are there now (then readable() will tell), also after the end or a break.
    virtual std::size_t read(char *to, std::size_t room) = 0;
    // False: readable() and peerFinished() stay silent and the kernel's buffer fills, so that the peer
    // stops sending. A reset is still noticed. True (the start) resumes.
    virtual void setReading(bool enabled) = 0;

    virtual void write(std::string_view bytes) = 0;
    virtual void flush() = 0;
    virtual std::size_t unsentBytes() const = 0;
    // A send or read has found the connection gone, and broken() is about to tell: what looked sent was lost.
    virtual bool isBroken() const { return false; }

    // Sends what is queued, then tells the peer that nothing follows (half-close). Reading goes on.
    // The owner destroys the stream when peerFinished() or its own patience says so.
    virtual void finishWriting() = 0;
    // Drops the connection with a reset, so that the peer cannot take a cut answer for a whole one.
    virtual void reset() = 0;

protected:
    explicit Stream(Peer peer) : m_peer(std::move(peer)) {}
    Owner *owner() const noexcept { return m_owner; }

private:
    Peer m_peer;
    Owner *m_owner = nullptr;
};

} // namespace Retort::Net
