// SPDX-License-Identifier: Apache-2.0
#include "engine/net/connectionset.h"

#include <QTest>

using namespace Retort;
using Net::Connection;
using Net::ConnectionSet;

namespace {

int alive = 0;  // of all FakeConnections

class FakeConnection final : public Connection
{
public:
    FakeConnection(ConnectionSet &set, bool idle) : m_set(set), m_idle(idle) { ++alive; }
    ~FakeConnection() override { --alive; }
    void closeWhenIdle() override
    {
        ++asked;
        if (m_idle) {
            m_set.remove(this);
        }
    }

    int asked = 0;

private:
    ConnectionSet &m_set;
    bool m_idle;
};

FakeConnection *addTo(ConnectionSet &set, bool idle)
{
    auto connection = std::make_unique<FakeConnection>(set, idle);
    FakeConnection *raw = connection.get();
    set.add(std::move(connection));
    return raw;
}

} // namespace

class tst_ConnectionSet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(alive, 0); }

    void removesFromTheEventLoopOnly();
    void removingTwiceIsHarmless();
    void closesWhenAllAreIdle();
    void closingAnEmptySetTellsSo();
    void destroysWhatIsLeft();
    void mayGoBeforeItsSweep();
    void clearDestroysNow();
};

void tst_ConnectionSet::removesFromTheEventLoopOnly()
{
    ConnectionSet set;
    FakeConnection *connection = addTo(set, true);
    QCOMPARE(set.size(), std::size_t(1));
    set.remove(connection);
    QCOMPARE(set.size(), std::size_t(0));
    QCOMPARE(alive, 1);  // it may be the one that is calling us
    QTRY_COMPARE(alive, 0);
}

void tst_ConnectionSet::removingTwiceIsHarmless()
{
    ConnectionSet set;
    FakeConnection *connection = addTo(set, true);
    set.remove(connection);
    set.remove(connection);
    QTRY_COMPARE(alive, 0);
}

void tst_ConnectionSet::closesWhenAllAreIdle()
{
    ConnectionSet set;
    addTo(set, true);
    FakeConnection *busy = addTo(set, false);
    addTo(set, true);
    int emptied = 0;
    set.closeWhenIdle([&] { ++emptied; });
    QCOMPARE(set.size(), std::size_t(1));
    QCOMPARE(busy->asked, 1);
    QTRY_COMPARE(alive, 1);
    QCOMPARE(emptied, 0);
    set.remove(busy);
    QCOMPARE(emptied, 0);
    QTRY_COMPARE(emptied, 1);
    QCOMPARE(alive, 0);
}

void tst_ConnectionSet::closingAnEmptySetTellsSo()
{
    ConnectionSet set;
    int emptied = 0;
    set.closeWhenIdle([&] { ++emptied; });
    QCOMPARE(emptied, 0);
    QTRY_COMPARE(emptied, 1);
}

void tst_ConnectionSet::destroysWhatIsLeft()
{
    ConnectionSet set;
    addTo(set, true);
    addTo(set, false);
}

void tst_ConnectionSet::mayGoBeforeItsSweep()
{
    {
        ConnectionSet set;
        set.remove(addTo(set, true));
    }
    QCoreApplication::processEvents();
}

void tst_ConnectionSet::clearDestroysNow()
{
    ConnectionSet set;
    addTo(set, false);
    set.clear();
    QCOMPARE(alive, 0);
    QCOMPARE(set.size(), std::size_t(0));
}

QTEST_GUILESS_MAIN(tst_ConnectionSet)
#include "tst_connectionset.moc"
