// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBasicTimer>
#include <QObject>

namespace Retort::Log {

// Tells listeners of a log that something was added, in batches: once from the event loop after the first
// addition, then at most every 33 ms while there is more. An addition that nobody listens to costs a
// comparison and wakes nobody. Lives on the engine's thread.
class BatchNotifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchNotifier)

public:
    static constexpr int intervalMs = 33;

    explicit BatchNotifier(QObject *parent = nullptr);
    ~BatchNotifier() override;

    void notify()
    {
        if (m_listening && !m_pending) {
            arm();
        }
    }

Q_SIGNALS:
    void added();

protected:
    void connectNotify(const QMetaMethod &signal) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void arm();
    void tell();

    QBasicTimer m_timer;       // runs for intervalMs after each batch
    bool m_listening = false;
    bool m_pending = false;    // something was added since the last batch
};

} // namespace Retort::Log
