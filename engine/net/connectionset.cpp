// SPDX-License-Identifier: Apache-2.0
#include "engine/net/connectionset.h"

#include <QCoreApplication>

#include <utility>

namespace Retort::Net {

Connection::~Connection() = default;

ConnectionSet::~ConnectionSet()
{
    *m_alive = false;
    clear();
}

void ConnectionSet::add(std::unique_ptr<Connection> connection)
{
    Connection *key = connection.get();
    m_connections.emplace(key, std::move(connection));
}

void ConnectionSet::remove(Connection *connection)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end()) {
        return;
    }
    m_done.push_back(std::move(found->second));
    m_connections.erase(found);
    if (!std::exchange(m_sweepPosted, true)) {
        QMetaObject::invokeMethod(
            qApp,
            [this, alive = m_alive] {
                if (*alive) {
                    sweep();
                }
            },
            Qt::QueuedConnection);
    }
}

void ConnectionSet::closeWhenIdle(std::function<void()> emptied)
{
    m_emptied = std::move(emptied);
    std::vector<Connection *> all;
    for (const auto &[connection, owned] : m_connections) {
        all.push_back(connection);
    }
    for (Connection *connection : all) {
        if (m_connections.contains(connection)) {
            connection->closeWhenIdle();
        }
    }
    if (m_connections.empty() && !std::exchange(m_sweepPosted, true)) {
        QMetaObject::invokeMethod(
            qApp,
            [this, alive = m_alive] {
                if (*alive) {
                    sweep();
                }
            },
            Qt::QueuedConnection);
    }
}

void ConnectionSet::clear()
{
    m_connections.clear();
    m_done.clear();
}

void ConnectionSet::sweep()
{
    m_sweepPosted = false;
    const auto done = std::exchange(m_done, {});
    if (m_connections.empty() && m_emptied) {
        std::exchange(m_emptied, {})();
    }
}

} // namespace Retort::Net
