// SPDX-License-Identifier: Apache-2.0
#include "engine/net/descriptorstream_unix.h"

#include "engine/base/categories.h"
#include "engine/base/limits.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <cerrno>

namespace Retort::Net {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0;  // macOS: SO_NOSIGPIPE, set by makeStreamSocket() and acceptStream()
#endif

// An empty queue keeps at most this much memory, so that an idle connection costs little.
constexpr std::size_t keptQueueBytes = 2048;

bool wouldBlock(int error) noexcept
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

DescriptorStream::DescriptorStream(Poller &poller, Descriptor descriptor, Peer peer, std::unique_ptr<Admission> admission)
    : Stream(std::move(peer))
    , m_poller(poller)
    , m_descriptor(std::move(descriptor))
    , m_admission(std::move(admission))
    , m_isLocal(this->peer().address.empty())
{
    if (!m_isLocal) {
        const int on = 1;
        setsockopt(m_descriptor.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    updateInterests();
}

DescriptorStream::~DescriptorStream()
{
    if (m_watched) {
        m_poller.remove(m_descriptor.number());
    }
    if (m_destroyed != nullptr) {
        *m_destroyed = true;
    }
}

std::size_t DescriptorStream::read(char *to, std::size_t room)
{
    while (room > 0 && !m_endSeen && !m_broken) {
        const ssize_t got = ::recv(m_descriptor.number(), to, room, 0);
        if (got > 0) {
            return std::size_t(got);
        }
        if (got == 0) {
            m_endSeen = true;
        } else if (wouldBlock(errno)) {
            return 0;
        } else if (errno != EINTR) {
            fail();
        }
    }
    return 0;
}

void DescriptorStream::setReading(bool enabled)
{
    m_reading = enabled;
    if (enabled && m_inputWaits) {
        m_inputWaits = false;
        updateInterests();
    }
}

void DescriptorStream::write(std::string_view bytes)
{
    if (m_broken || m_finishing) {
        return;
    }
    if (m_sentOfQueue > m_queue.size() / 2) {
        m_queue.erase(0, m_sentOfQueue);
        m_sentOfQueue = 0;
    }
    m_queue.append(bytes);
    m_wasHigh = m_wasHigh || unsentBytes() > Limits::unsentBytes;
}

void DescriptorStream::flush()
{
    while (unsentBytes() > 0 && !m_writeBlocked && !m_broken) {
        const ssize_t sent = ::send(m_descriptor.number(), m_queue.data() + m_sentOfQueue, unsentBytes(), sendFlags);
        if (sent >= 0) {
            m_sentOfQueue += std::size_t(sent);
        } else if (wouldBlock(errno) || errno == ENOBUFS) {
            m_writeBlocked = true;
        } else if (errno != EINTR) {
            fail();
        }
    }
    if (unsentBytes() == 0 || m_broken) {
        m_sentOfQueue = 0;
        m_queue.clear();
        if (m_queue.capacity() > keptQueueBytes) {
            m_queue = std::string();
        }
        shutWhenSent();
    }
    updateInterests();
}

void DescriptorStream::finishWriting()
{
    m_finishing = true;
    flush();
}

void DescriptorStream::reset()
{
    if (!m_descriptor.isOpen()) {
        return;
    }
    if (m_watched) {
        m_poller.remove(m_descriptor.number());
        m_watched = false;
    }
    const linger atOnce = {.l_onoff = 1, .l_linger = 0};
    setsockopt(m_descriptor.number(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_descriptor.reset();
    m_queue = std::string();
    m_sentOfQueue = 0;
    m_broken = m_brokenTold = true;
}

// Order matters: sending first makes room; then what can be read; a break last, because the bytes
// that came before it are still good.
void DescriptorStream::descriptorReady(Poller::Ready ready)
{
    if (m_broken) {
        ready = {.hungUp = true};
    }
    if (ready.writable && !readyToWrite()) {
        return;
    }
    const bool disturbed = ready.hungUp || ready.failed;
    if ((ready.readable || disturbed) && !m_broken && !m_endSeen && !readyToRead()) {
        return;
    }
    if (disturbed && !m_broken && (m_endSeen || !m_reading)) {
        hungUp();
    }
    if (m_broken && !m_brokenTold) {
        m_brokenTold = true;
        updateInterests();
        if (owner() != nullptr) {
            owner()->broken();
        }
    }
}

// Both return false when the owner destroyed the stream.
bool DescriptorStream::readyToWrite()
{
    m_writeBlocked = false;
    flush();
    const std::size_t enough = m_wasHigh ? Limits::unsentBytes / 2 : 0;
    if (m_broken || unsentBytes() > enough) {
        return true;
    }
    m_wasHigh = false;
    updateInterests();
    bool destroyed = false;
    bool *const outer = std::exchange(m_destroyed, &destroyed);
    if (owner() != nullptr) {
        owner()->drained();
    }
    if (destroyed) {
        if (outer != nullptr) {
            *outer = true;
        }
        return false;
    }
    m_destroyed = outer;
    return true;
}

bool DescriptorStream::readyToRead()
{
    if (!m_reading) {
        m_inputWaits = true;
        updateInterests();
        return true;
    }
    bool destroyed = false;
    bool *const outer = std::exchange(m_destroyed, &destroyed);
    if (owner() != nullptr) {
        owner()->readable();
    }
    if (!destroyed && m_endSeen && !m_endTold) {
        m_endTold = true;
        updateInterests();
        if (owner() != nullptr) {
            owner()->peerFinished();
        }
    }
    if (destroyed) {
        if (outer != nullptr) {
            *outer = true;
        }
        return false;
    }
    m_destroyed = outer;
    if (owner() == nullptr) {
        m_inputWaits = true;  // nobody reads, and the condition lasts: do not spin
        updateInterests();
    }
    return true;
}

// The connection is over in both directions, or an error waits, and nobody reads. The condition lasts, so
// the poller would tell it for ever: settle it now.
void DescriptorStream::hungUp()
{
    int error = 0;
    socklen_t length = sizeof error;
    if (!m_isLocal || m_endSeen) {
        getsockopt(m_descriptor.number(), SOL_SOCKET, SO_ERROR, &error, &length);
        if (error != 0 || (m_endSeen && !m_writeShut)) {
            fail();
            return;
        }
    }
    // What a local peer sent before it left is still to be read; or both sides are done.
    if (m_watched) {
        m_poller.remove(m_descriptor.number());
        m_watched = false;
        m_interests = {};
    }
}

void DescriptorStream::fail()
{
    m_broken = true;
    m_queue.clear();
    m_sentOfQueue = 0;
    updateInterests();
}

void DescriptorStream::shutWhenSent()
{
    if (m_finishing && !m_writeShut && !m_broken) {
        m_writeShut = true;
        ::shutdown(m_descriptor.number(), SHUT_WR);
    }
}

// Write interest also brings us back to the event loop, for what may only be told from there: a break
// found in read() or flush(), and drained() for a queue that was too long but went out at once.
void DescriptorStream::updateInterests()
{
    if (!m_descriptor.isOpen()) {
        return;
    }
    Poller::Interests wanted;
    const bool tellSoon = (m_broken && !m_brokenTold) || (m_wasHigh && unsentBytes() <= Limits::unsentBytes / 2);
    wanted.setFlag(Poller::Read, !m_inputWaits && !m_endTold && !m_broken);
    wanted.setFlag(Poller::Write, m_writeBlocked || tellSoon);
    if (m_brokenTold) {
        if (std::exchange(m_watched, false)) {
            m_poller.remove(m_descriptor.number());
        }
    } else if (!m_watched) {
        m_watched = m_poller.add(m_descriptor.number(), wanted, *this);
        if (!m_watched) {
            qCWarning(lcNet, "a connection cannot be watched: %s", qPrintable(qt_error_string(errno)));
            m_broken = true;  // reads and writes end here; the owner's patience does the rest
        }
    } else if (wanted != m_interests) {
        m_poller.change(m_descriptor.number(), wanted);
    }
    m_interests = wanted;
}

} // namespace Retort::Net
