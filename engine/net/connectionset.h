// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Retort::Net {

// A client's connection, as far as whoever stops the server must know it.
class Connection
{
public:
    virtual ~Connection();
    // Answers what is in hand, takes nothing new, closes. Idle ones close at once.
    virtual void closeWhenIdle() = 0;
};

// Owns the connections of a listener or of a whole server. A connection that is done calls
// remove(); it is destroyed when the event loop is reached again, never under its own feet.
// Lives on the engine's thread.
class ConnectionSet final
{
public:
    ConnectionSet() = default;
    ~ConnectionSet();
    ConnectionSet(const ConnectionSet &) = delete;
    ConnectionSet &operator=(const ConnectionSet &) = delete;

    void add(std::unique_ptr<Connection> connection);
    void remove(Connection *connection);
    std::size_t size() const noexcept { return m_connections.size(); }

    // closeWhenIdle() to all; `emptied` is called (from the event loop) once none is left.
    void closeWhenIdle(std::function<void()> emptied);
    // Destroys all now. Not to be called from within a connection.
    void clear();

private:
    void sweep();

    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    std::vector<std::unique_ptr<Connection>> m_done;
    std::function<void()> m_emptied;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_sweepPosted = false;
};

} // namespace Retort::Net
