// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/sharedstate.h"

#include "engine/base/clock.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace Retort::Workers {

namespace {

constexpr qint64 cacheBytesLimit = 64 * 1024 * 1024;  // of keys and values; a development server's cache is small
constexpr int itemOverheadBytes = 64;

// Bytes travel as latin-1 text.
QByteArray bytesOf(const QJsonValue &value)
{
    return value.toString().toLatin1();
}

QJsonValue textOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QJsonObject replyTo(qint64 id, const QJsonValue &result)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("result"), result}};
}

} // namespace

void SharedState::call(const void *caller, const QJsonObject &call, Reply reply)
{
    const QString name = call.value(u"call").toString();
    const QJsonObject args = call.value(u"args").toObject();
    const qint64 id = call.value(u"id").toInteger();
    const int number = args.value(u"number").toInt();
    if (name == u"lock") {
        lock(caller, number, id, std::move(reply));
    } else if (name == u"unlock") {
        reply(replyTo(id, unlock(caller, number)));
    } else if (name == u"is_locked") {
        reply(replyTo(id, m_locks.value(number).owner != nullptr));
    } else if (const QJsonValue result = cacheCall(name, args); !result.isUndefined()) {
        reply(replyTo(id, result));
    } else {
        reply({{QStringLiteral("id"), id}, {QStringLiteral("error"), QStringLiteral("the engine knows no call named %1").arg(name)}});
    }
}

// --- locks ---

void SharedState::lock(const void *caller, int number, qint64 id, Reply reply)
{
    Lock &lock = m_locks[number];
    if (lock.owner) {
        lock.waiting.append({caller, id, std::move(reply)});
        return;
    }
    lock.owner = caller;
    reply(replyTo(id, true));
}

bool SharedState::unlock(const void *caller, int number)
{
    if (m_locks.value(number).owner != caller) {
        return false;
    }
    handOn(number);
    return true;
}

void SharedState::handOn(int number)
{
    const auto found = m_locks.find(number);
    if (found == m_locks.end()) {
        return;
    }
    if (found->waiting.isEmpty()) {
        m_locks.erase(found);
        return;
    }
    const Waiter next = found->waiting.takeFirst();
    found->owner = next.caller;
    next.reply(replyTo(next.id, true));
}

void SharedState::ownerGone(const void *caller)
{
    QList<int> freed;
    for (auto lock = m_locks.begin(); lock != m_locks.end(); ++lock) {
        lock->waiting.removeIf([&](const Waiter &waiter) { return waiter.caller == caller; });
        if (lock->owner == caller) {
            freed.append(lock.key());
        }
    }
    for (const int number : std::as_const(freed)) {
        handOn(number);
    }
}

// --- cache ---

QJsonValue SharedState::cacheCall(const QString &name, const QJsonObject &args)
{
    const QByteArray key = bytesOf(args.value(u"key"));
    const qint64 expiresS = args.value(u"expires").toInteger();
    const Item *item = find(key);
    if (name == u"cache_get") {
        return item ? textOf(item->value) : QJsonValue();
    }
    if (name == u"cache_exists") {
        return item != nullptr;
    }
    if (name == u"cache_set") {
        const bool allowed = !item || args.value(u"update").toBool();
        return allowed && store(key, bytesOf(args.value(u"value")), expiresS);
    }
    if (name == u"cache_del") {
        const bool existed = item != nullptr;
        erase(key);
        return existed;
    }
    if (name == u"cache_inc") {
        qint64 number = item ? item->value.toLongLong() : 0;
        if (qAddOverflow(number, args.value(u"by").toInteger(1), &number)) {
            return {};  // uWSGI's counters wrap; one that stands still is easier to notice
        }
        return store(key, QByteArray::number(number), expiresS) ? QJsonValue(number) : QJsonValue();
    }
    if (name == u"cache_clear") {
        m_cache.clear();
        m_cacheBytes = 0;
        return true;
    }
    if (name == u"cache_keys") {
        QJsonArray keys;
        for (auto entry = m_cache.cbegin(); entry != m_cache.cend(); ++entry) {
            keys.append(textOf(entry.key()));
        }
        return keys;
    }
    return QJsonValue(QJsonValue::Undefined);
}

const SharedState::Item *SharedState::find(const QByteArray &key)
{
    const auto found = m_cache.constFind(key);
    if (found == m_cache.cend()) {
        return nullptr;
    }
    if (found->expiresUs > 0 && found->expiresUs <= monotonicUs()) {
        erase(key);
        return nullptr;
    }
    return &*found;
}

bool SharedState::store(const QByteArray &key, const QByteArray &value, qint64 expiresS)
{
    const Item *old = find(key);
    const qint64 growth = key.size() + value.size() + itemOverheadBytes - (old ? key.size() + old->value.size() + itemOverheadBytes : 0);
    if (m_cacheBytes + growth > cacheBytesLimit) {
        return false;
    }
    m_cacheBytes += growth;
    m_cache.insert(key, {value, expiresS > 0 ? monotonicUs() + expiresS * 1'000'000 : 0});
    return true;
}

void SharedState::erase(const QByteArray &key)
{
    const auto found = m_cache.constFind(key);
    if (found != m_cache.cend()) {
        m_cacheBytes -= key.size() + found->value.size() + itemOverheadBytes;
        m_cache.erase(found);
    }
}

} // namespace Retort::Workers
