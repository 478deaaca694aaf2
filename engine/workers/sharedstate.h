// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>

#include <functional>

namespace Retort::Workers {

// What the workers of a site share through the `uwsgi` module: numbered locks and one default cache
// (uwsgi.lock(), uwsgi.cache_set()…, UWSGI.md §6). It lives in the engine, so that it outlives any worker.
// Calls and replies are the JSON of the Call and Reply frames (engine/python/runtime/calls.py documents them); bytes
// travel as latin-1 text. Bounded: a call that would exceed the cache's size is refused. Lives on the engine's thread.
class SharedState final
{
public:
    using Reply = std::function<void(const QJsonObject &)>;

    // `caller` identifies the worker. The reply may come later (a lock that is held): never after ownerGone().
    void call(const void *caller, const QJsonObject &call, Reply reply);
    // The worker is gone: its locks are free, nobody waits for it.
    void ownerGone(const void *caller);

private:
    struct Waiter
    {
        const void *caller;
        qint64 id;
        Reply reply;
    };
    struct Lock
    {
        const void *owner = nullptr;
        QList<Waiter> waiting;
    };
    struct Item
    {
        QByteArray value;
        qint64 expiresUs = 0;
    };

    void lock(const void *caller, int number, qint64 id, Reply reply);
    void handOn(int number);
    bool unlock(const void *caller, int number);
    QJsonValue cacheCall(const QString &name, const QJsonObject &args);
    const Item *find(const QByteArray &key);
    bool store(const QByteArray &key, const QByteArray &value, qint64 expiresS);
    void erase(const QByteArray &key);

    QHash<int, Lock> m_locks;
    QHash<QByteArray, Item> m_cache;
    qint64 m_cacheBytes = 0;
};

} // namespace Retort::Workers
