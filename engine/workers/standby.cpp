// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/standby.h"

#include "engine/base/limits.h"
#include "engine/base/memory.h"

#include <QCoreApplication>

#include <utility>

namespace Retort::Workers {

namespace {

constexpr int soonMs = 30;         // after a load: the first requests go first
constexpr int maxRefusals = 6;     // rounds of learning what not to import ahead
constexpr int maxDeaths = 5;       // of standbys in a row, before there is none any more

QString tr(const char *text)
{
    return QCoreApplication::translate("Standby", text);
}

} // namespace

Standby::Standby(Net::DeadlineQueue &deadlines, Make make, Say say, Discard discard)
    : m_make(std::move(make))
    , m_say(std::move(say))
    , m_discard(std::move(discard))
    , m_soon(deadlines, [this] { prepare(); })
{
}

void Standby::setEnabled(bool enabled, const QJsonObject &load)
{
    m_enabled = enabled;
    m_load = load;
}

void Standby::learn(const QJsonObject &modules)
{
    m_libraries = modules.value(u"libraries").toArray();
    m_environmentChanges = modules.value(u"environment").toArray();
    const QString against = modules.value(u"noStandby").toString();
    m_gaveUp = !against.isEmpty() || m_policy.deathsWhileStarting() >= maxDeaths || m_refusals >= maxRefusals;
    if (!against.isEmpty() && m_saidReason != against) {
        m_saidReason = against;
        m_say(tr("No standby: %1. Reloads start cold.").arg(against));
    }
}

void Standby::prepareSoon()
{
    if (m_enabled && !m_gaveUp && !m_waiting && !m_libraries.isEmpty() && !m_soon.isRunning()) {
        m_soon.start(soonMs);
    }
}

bool Standby::hasRoom()
{
    const qint64 available = availableMemoryBytes();
    const bool room = available == 0 || available >= Limits::standbyMemoryBytes;
    if (!room && !std::exchange(m_saidNoRoom, true)) {
        m_say(tr("No standby: only %1 MB of memory are free. Reloads start cold.").arg(available / 1'000'000));
    }
    m_saidNoRoom = m_saidNoRoom && !room;
    return room;
}

void Standby::prepare()
{
    if (m_waiting || !m_enabled || m_gaveUp || !hasRoom()) {
        return;
    }
    QJsonObject request = m_load;
    request.insert(QStringLiteral("libraries"), m_libraries);
    request.insert(QStringLiteral("environmentChanges"), m_environmentChanges);
    QJsonArray excluded;
    for (const QString &name : m_excluded) {
        excluded.append(name);
    }
    request.insert(QStringLiteral("excluded"), excluded);
    std::unique_ptr<WorkerProcess> worker = m_make();
    if (const Result<void> started = worker->startStandby(request); !started) {
        return;  // the next load tries again
    }
    m_waiting = std::move(worker);
}

void Standby::drop()
{
    m_soon.stop();
    if (m_waiting) {
        m_discard(std::move(m_waiting));
    }
}

std::unique_ptr<WorkerProcess> Standby::take()
{
    m_soon.stop();
    return m_enabled ? std::move(m_waiting) : nullptr;
}

void Standby::prepared(const QJsonObject &answer)
{
    const QString reason = answer.value(u"reason").toString();
    if (reason.isEmpty()) {
        m_policy.workerReady();
        m_refusals = 0;
        return;
    }
    const QJsonArray unsafe = answer.value(u"unsafe").toArray();
    for (const QJsonValue &name : unsafe) {
        m_excluded.insert(name.toString());
    }
    drop();
    if (unsafe.isEmpty() || ++m_refusals >= maxRefusals) {
        giveUp(reason);
        return;
    }
    prepareSoon();
}

std::unique_ptr<WorkerProcess> Standby::exited(const QString &how)
{
    const int wait = m_policy.delayAfterDeathMs(false);
    if (m_policy.deathsWhileStarting() >= maxDeaths) {
        giveUp(tr("it %1, %2 times in a row").arg(how).arg(maxDeaths));
    } else {
        m_soon.start(wait);
    }
    return std::move(m_waiting);
}

void Standby::giveUp(const QString &why)
{
    m_gaveUp = true;
    m_say(tr("No standby any more: %1. Reloads start cold.").arg(why));
}

} // namespace Retort::Workers
