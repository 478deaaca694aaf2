// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>

#include <memory>

namespace Retort::Sites {

// An engine that this window started. It has a session of its own, so that Ctrl-C in the terminal of the window does not end
// it, and it outlives the window when that crashes. Of what it writes on standard error the last
// few kilobytes are kept: they say why it could not start.
class EngineProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineProcess)

public:
    explicit EngineProcess(QObject *parent = nullptr);
    // Ends the engine if it still runs and letGo() was not called.
    ~EngineProcess() override;

    void start(const QString &program, const QStringList &arguments, const QString &folder);
    qint64 pid() const { return m_process ? m_process->processId() : 0; }
    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    QString errorText() const { return QString::fromUtf8(m_errorText); }

    // SIGTERM: what runs is finished first.
    void terminate();
    void kill();
    // The engine goes on without us; nothing more is told.
    void letGo();

Q_SIGNALS:
    void ended(int signal, int exitCode);
    void failedToStart(const QString &sentence);

private:
    void keepErrorText();

    std::unique_ptr<QProcess> m_process;
    QByteArray m_errorText;
};

// Takes the child out of our terminal and process group. Implemented per system.
void giveOwnSession(QProcess &process);

} // namespace Retort::Sites
