// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/admission.h"
#include "engine/net/stream.h"

#include <QLocalSocket>
#include <QTcpSocket>

#include <memory>

namespace Retort::Net {

// A Stream over Qt's own sockets, for Windows, where local sockets are named pipes. Works everywhere, and is
// tested everywhere with the rows of DescriptorStream.
//
// What Qt's sockets cannot do: when the peer closes its direction, they close both, so peerFinished() is
// followed by broken() and an answer no longer reaches a peer that only half-closed. A named pipe
// knows no half-close at all: finishWriting() ends both directions there. A reset is noticed only
// while reading, or when something is sent. What is written may be sent before flush().
//
// Holds up to Limits::readChunkBytes of input that was not asked for yet: Qt reads ahead.
class DeviceStream final : public Stream
{
public:
    explicit DeviceStream(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<Admission> admission = {});
    explicit DeviceStream(std::unique_ptr<QLocalSocket> socket, std::unique_ptr<Admission> admission = {});
    ~DeviceStream() override;

    std::size_t read(char *to, std::size_t room) override;
    void setReading(bool enabled) override;
    void write(std::string_view bytes) override;
    void flush() override;
    std::size_t unsentBytes() const override;
    bool isBroken() const override { return m_over && (m_failed || !m_shut); }
    void finishWriting() override;
    void reset() override;

private:
    // What there may be to tell the owner, told from the event loop.
    enum class News : quint8 { Input, Sent, End };

    template<typename Socket, typename Error>
    void watch(Socket *socket, Error error);
    void tellLater(News news);
    void tell(News news);
    void tellSent();
    void tellEnd();
    void shutWhenSent();
    qintptr descriptor() const;

    std::unique_ptr<QIODevice> m_device;
    QTcpSocket *m_tcp = nullptr;      // m_device, as what it is
    QLocalSocket *m_local = nullptr;  // likewise
    std::unique_ptr<Admission> m_admission;
    QObject m_context;                // of queued calls: none arrives after we are gone
    bool m_reading = true;
    bool m_wasHigh = false;           // the queue was above Limits::unsentBytes
    bool m_waits = false;             // flush() could not send all
    bool m_finishing = false;
    bool m_shut = false;
    bool m_over = false;              // disconnected: what Qt still holds can be read
    bool m_failed = false;            // by an error, not by an orderly end
    bool m_dead = false;              // all has been told, or reset() was called
};

} // namespace Retort::Net
