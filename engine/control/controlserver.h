// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/control/controltarget.h"
#include "engine/control/runtimedir.h"
#include "engine/net/connectionset.h"
#include "engine/net/listener.h"

#include <memory>

namespace Retort::Control {

// The control socket of a site: JSON lines, described in PROTOCOL.md. Only the user who runs the engine can
// connect (folder 0700, socket 0600, and the peer's user id where the system tells it).
// Lives on the engine's thread; `target` must outlive it.
class ControlServer final
{
public:
    // Takes the first free name of NAME, NAME-2, … in the folder.
    static Result<std::unique_ptr<ControlServer>> open(
        Net::Poller &poller, Net::DeadlineQueue &deadlines, const RuntimeDir &folder, const QString &siteName, ControlTarget &target);
    ~ControlServer();
    ControlServer(const ControlServer &) = delete;
    ControlServer &operator=(const ControlServer &) = delete;

    const QString &siteName() const noexcept { return m_siteName; }
    const QString &socketPath() const noexcept { return m_socketPath; }
    std::size_t sessionCount() const noexcept { return m_sessions.size(); }

private:
    explicit ControlServer(ControlTarget &target);
    void accept(std::unique_ptr<Net::Stream> stream);

    QString m_siteName;
    QString m_socketPath;
    ControlTarget &m_target;
    std::unique_ptr<Net::Listener> m_listener;
    Net::ConnectionSet m_sessions;
};

} // namespace Retort::Control
