// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/net/admission.h"
#include "engine/net/listener.h"

#include <QLocalServer>
#include <QTcpServer>

namespace Retort::Net {

// A Listener over Qt's own servers, for Windows; there a local socket is a named pipe that only this user can
// open. Works and is tested elsewhere too, without the file rules of the Unix one.
class DeviceListener final : public Listener
{
public:
    // What Listener::open() does on Windows.
    static Result<std::unique_ptr<Listener>> open(const Endpoint &endpoint, const ListenOptions &options, NewStream newStream);

    ~DeviceListener() override;
    void close() override;
    void keepFile() override {}  // a pipe has no file

private:
    DeviceListener(Endpoint endpoint, int maxConnections, NewStream newStream);
    Result<void> listenTcp(int backlog);
    Result<void> listenLocal(const ListenOptions &options);
    void takePending();

    QTcpServer m_tcp;
    QLocalServer m_local;
    std::shared_ptr<OpenStreams> m_open = std::make_shared<OpenStreams>();
    NewStream m_newStream;
    int m_maxConnections;
};

} // namespace Retort::Net
