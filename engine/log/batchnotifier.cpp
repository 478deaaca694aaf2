// SPDX-License-Identifier: Apache-2.0
#include "engine/log/batchnotifier.h"

#include <QMetaMethod>
#include <QTimerEvent>

namespace Retort::Log {

BatchNotifier::BatchNotifier(QObject *parent) : QObject(parent) {}

BatchNotifier::~BatchNotifier() = default;

void BatchNotifier::connectNotify(const QMetaMethod &signal)
{
    m_listening = m_listening || signal == QMetaMethod::fromSignal(&BatchNotifier::added);
}

void BatchNotifier::arm()
{
    m_pending = true;
    if (!m_timer.isActive()) {
        QMetaObject::invokeMethod(this, &BatchNotifier::tell, Qt::QueuedConnection);
    }
}

void BatchNotifier::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    if (m_pending) {
        tell();
    }
}

void BatchNotifier::tell()
{
    m_pending = false;
    // Asked here and not in disconnectNotify(), which runs with a lock held that isSignalConnected() takes, and is
    // not told of every listener's end. It costs one wake-up after the last listener has left.
    m_listening = isSignalConnected(QMetaMethod::fromSignal(&BatchNotifier::added));
    if (m_listening) {
        m_timer.start(intervalMs, this);
        Q_EMIT added();
    }
}

} // namespace Retort::Log
