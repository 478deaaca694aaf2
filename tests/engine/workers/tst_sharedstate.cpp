// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/sharedstate.h"

#include <QJsonArray>
#include <QTest>

using namespace Retort::Workers;

class tst_SharedState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLockIsHeldByOneAndHandedOnInOrder();
    void theLocksOfADeadWorkerAreFreed();
    void aDeadWorkerIsNotAnswered();
    void onlyTheHolderUnlocks();
    void theCacheKeepsBytesAsTheyAre();
    void setOverwritesOnlyWhenAsked();
    void countersCount();
    void aFullCacheRefuses();
    void anUnknownCallIsAnsweredWithAnError();

private:
    QJsonValue ask(const QString &name, const QJsonObject &args);

    SharedState m_state;
    int m_worker = 0;
};

QJsonValue tst_SharedState::ask(const QString &name, const QJsonObject &args)
{
    QJsonValue result;
    m_state.call(&m_worker, {{QStringLiteral("id"), 1}, {QStringLiteral("call"), name}, {QStringLiteral("args"), args}},
        [&](const QJsonObject &reply) { result = reply.value(u"result"); });
    return result;
}

namespace {

void lock(SharedState &state, const void *caller, QList<int> &granted, int tag)
{
    state.call(caller,
        {{QStringLiteral("id"), tag}, {QStringLiteral("call"), QStringLiteral("lock")},
            {QStringLiteral("args"), QJsonObject{{QStringLiteral("number"), 0}}}},
        [&granted, tag](const QJsonObject &reply) {
            QCOMPARE(reply.value(u"id").toInt(), tag);
            granted << tag;
        });
}

void unlock(SharedState &state, const void *caller)
{
    state.call(caller,
        {{QStringLiteral("id"), 0}, {QStringLiteral("call"), QStringLiteral("unlock")},
            {QStringLiteral("args"), QJsonObject{{QStringLiteral("number"), 0}}}},
        [](const QJsonObject &) {});
}

} // namespace

void tst_SharedState::aLockIsHeldByOneAndHandedOnInOrder()
{
    SharedState state;
    int workers[3] = {};
    QList<int> granted;
    lock(state, &workers[0], granted, 1);
    lock(state, &workers[1], granted, 2);
    lock(state, &workers[2], granted, 3);
    QCOMPARE(granted, QList<int>({1}));
    unlock(state, &workers[0]);
    QCOMPARE(granted, QList<int>({1, 2}));
    unlock(state, &workers[1]);
    QCOMPARE(granted, QList<int>({1, 2, 3}));
}

void tst_SharedState::theLocksOfADeadWorkerAreFreed()
{
    SharedState state;
    int workers[2] = {};
    QList<int> granted;
    lock(state, &workers[0], granted, 1);
    lock(state, &workers[1], granted, 2);
    state.ownerGone(&workers[0]);
    QCOMPARE(granted, QList<int>({1, 2}));
}

void tst_SharedState::aDeadWorkerIsNotAnswered()
{
    SharedState state;
    int workers[2] = {};
    QList<int> granted;
    lock(state, &workers[0], granted, 1);
    lock(state, &workers[1], granted, 2);
    state.ownerGone(&workers[1]);
    unlock(state, &workers[0]);
    QCOMPARE(granted, QList<int>({1}));
}

namespace {

QJsonObject item(const QString &key, const QString &value = {}, bool update = false)
{
    return {{QStringLiteral("key"), key}, {QStringLiteral("value"), value}, {QStringLiteral("update"), update}};
}

} // namespace

void tst_SharedState::onlyTheHolderUnlocks()
{
    SharedState state;
    int workers[2] = {};
    QList<int> granted;
    lock(state, &workers[0], granted, 1);
    lock(state, &workers[1], granted, 2);
    unlock(state, &workers[1]);
    QCOMPARE(granted, QList<int>({1}));
}

void tst_SharedState::theCacheKeepsBytesAsTheyAre()
{
    const QString bytes = QString::fromLatin1("\x00\xff\r\n\"", 5);
    const QString key = QStringLiteral("k");
    QCOMPARE(ask(QStringLiteral("cache_set"), item(key, bytes)), QJsonValue(true));
    QCOMPARE(ask(QStringLiteral("cache_get"), item(key)), QJsonValue(bytes));
    QCOMPARE(ask(QStringLiteral("cache_exists"), item(key)), QJsonValue(true));
    QCOMPARE(ask(QStringLiteral("cache_keys"), {}), QJsonValue(QJsonArray{key}));
    QCOMPARE(ask(QStringLiteral("cache_del"), item(key)), QJsonValue(true));
    QVERIFY(ask(QStringLiteral("cache_get"), item(key)).isNull());
}

void tst_SharedState::setOverwritesOnlyWhenAsked()
{
    const QString key = QStringLiteral("k");
    ask(QStringLiteral("cache_clear"), {});
    QCOMPARE(ask(QStringLiteral("cache_set"), item(key, QStringLiteral("1"))), QJsonValue(true));
    QCOMPARE(ask(QStringLiteral("cache_set"), item(key, QStringLiteral("2"))), QJsonValue(false));
    QCOMPARE(ask(QStringLiteral("cache_set"), item(key, QStringLiteral("3"), true)), QJsonValue(true));
    QCOMPARE(ask(QStringLiteral("cache_get"), item(key)), QJsonValue(QStringLiteral("3")));
}

void tst_SharedState::countersCount()
{
    ask(QStringLiteral("cache_clear"), {});
    const auto inc = [this](int by) {
        return ask(QStringLiteral("cache_inc"), {{QStringLiteral("key"), QStringLiteral("n")}, {QStringLiteral("by"), by}});
    };
    QCOMPARE(inc(5), QJsonValue(5));
    QCOMPARE(inc(-7), QJsonValue(-2));
}

void tst_SharedState::aFullCacheRefuses()
{
    ask(QStringLiteral("cache_clear"), {});
    const QString big(16 * 1024 * 1024, QLatin1Char('x'));
    int stored = 0;
    for (int i = 0; i < 6; ++i) {
        stored += ask(QStringLiteral("cache_set"), item(QString::number(i), big)).toBool() ? 1 : 0;
    }
    QCOMPARE(stored, 3);
    ask(QStringLiteral("cache_clear"), {});
    QCOMPARE(ask(QStringLiteral("cache_set"), item(QStringLiteral("again"), big)), QJsonValue(true));
}

void tst_SharedState::anUnknownCallIsAnsweredWithAnError()
{
    QString error;
    m_state.call(&m_worker, {{QStringLiteral("id"), 4}, {QStringLiteral("call"), QStringLiteral("dance")}},
        [&](const QJsonObject &reply) { error = reply.value(u"error").toString(); });
    QVERIFY(error.contains(u"dance"));
}

QTEST_GUILESS_MAIN(tst_SharedState)
#include "tst_sharedstate.moc"
