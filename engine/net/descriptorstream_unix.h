// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/admission.h"
#include "engine/net/poller.h"
#include "engine/net/socket_unix.h"
#include "engine/net/stream.h"

#include <memory>

namespace Retort::Net {

// A Stream over a connected, non-blocking TCP or Unix-domain socket.
//
// System calls are what it costs, so they are few: registered with the poller once; read() is one
// recv() into the caller's buffer; flush() is one send() of all that was queued. setReading(false)
// changes nothing in the kernel until input really comes, and write interest exists only between a
// send() that did not fit and the moment it does. An idle stream owns no buffer.
//
// Callbacks come from the event loop only, never from within read(), write() or flush(): a failure
// found there is told by broken() in the next turn.
class DescriptorStream final : public Stream, private Poller::Handler
{
public:
    // `admission` lives as long as the stream. Sets TCP_NODELAY: answers are sent in whole writes.
    DescriptorStream(Poller &poller, Descriptor descriptor, Peer peer, std::unique_ptr<Admission> admission = {});
    ~DescriptorStream() override;

    std::size_t read(char *to, std::size_t room) override;
    void setReading(bool enabled) override;
    void write(std::string_view bytes) override;
    void flush() override;
    std::size_t unsentBytes() const override { return m_queue.size() - m_sentOfQueue; }
    bool isBroken() const override { return m_broken; }
    void finishWriting() override;
    void reset() override;

private:
    void descriptorReady(Poller::Ready ready) override;
    bool readyToWrite();
    bool readyToRead();
    void hungUp();
    void fail();
    void shutWhenSent();
    void updateInterests();

    Poller &m_poller;
    Descriptor m_descriptor;
    std::unique_ptr<Admission> m_admission;
    std::string m_queue;            // bytes before m_sentOfQueue have been sent
    std::size_t m_sentOfQueue = 0;
    bool *m_destroyed = nullptr;    // set by the destructor while a callback runs
    Poller::Interests m_interests;  // as the poller knows them
    bool m_isLocal;
    bool m_watched = false;
    bool m_reading = true;          // as the owner wants it
    bool m_inputWaits = false;      // input came while it was not wanted: read interest is off
    bool m_writeBlocked = false;    // the kernel took less than the queue
    bool m_wasHigh = false;         // the queue was above Limits::unsentBytes: the owner waits for drained()
    bool m_finishing = false;       // shut down for writing when the queue is empty
    bool m_writeShut = false;
    bool m_endSeen = false;         // recv() gave 0
    bool m_endTold = false;
    bool m_broken = false;
    bool m_brokenTold = false;
};

} // namespace Retort::Net
