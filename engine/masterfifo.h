// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QObject>
#include <QString>

#include <memory>

class QSocketNotifier;

namespace Retort {

// The named pipe that takes one-letter commands from the shell (master-fifo): echo r > FILE. Made if it is not
// there, with mode 600, and then removed at the end; a pipe that was there stays. What the letters mean is the
// engine's business. Writers never wait for us and may come and go. Lives on the engine's thread; Unix only.
class MasterFifo final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MasterFifo)

public:
    static Result<std::unique_ptr<MasterFifo>> open(const QString &path);
    ~MasterFifo() override;

Q_SIGNALS:
    void commanded(char letter);  // white space is passed over

private:
    MasterFifo(const QString &path, bool made);

    Result<void> openEnds();
    void read();

    QString m_path;
    bool m_made = false;
    int m_readEnd = -1;
    int m_writeEnd = -1;  // ours, so that the last writer to leave does not end the pipe
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Retort
