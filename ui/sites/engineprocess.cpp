// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/engineprocess.h"

#include <QProcessEnvironment>

#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

namespace {

constexpr qsizetype keptErrorBytes = 16 * 1024;

} // namespace

EngineProcess::EngineProcess(QObject *parent) : QObject(parent), m_process(std::make_unique<QProcess>())
{
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    giveOwnSession(*m_process);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &EngineProcess::keepErrorText);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT failedToStart(tr("%1 cannot be started: %2.").arg(m_process->program(), m_process->errorString()));
        }
    });
    connect(m_process.get(), &QProcess::finished, this, [this](int exitCode, QProcess::ExitStatus status) {
        keepErrorText();
        const bool crashed = status == QProcess::CrashExit;
        Q_EMIT ended(crashed ? exitCode : 0, crashed ? 0 : exitCode);
    });
}

EngineProcess::~EngineProcess()
{
    if (isRunning()) {
        m_process->disconnect(this);
        m_process->terminate();
        letGo();  // QProcess would kill it and wait; the engine finishes what runs and ends by itself
    }
}

void EngineProcess::start(const QString &program, const QStringList &arguments, const QString &folder)
{
    m_errorText.clear();
    m_process->setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RETORT_RELOAD"_s, u"on"_s);  // unless the site says otherwise: a save is to be seen
    m_process->setProcessEnvironment(environment);
    m_process->start(program, arguments);
}

void EngineProcess::keepErrorText()
{
    m_errorText += m_process->readAllStandardError();
    if (m_errorText.size() > keptErrorBytes) {
        m_errorText = m_errorText.last(keptErrorBytes / 2);
    }
}

void EngineProcess::terminate()
{
    m_process->terminate();
}

void EngineProcess::kill()
{
    m_process->kill();
}

void EngineProcess::letGo()
{
    if (!isRunning()) {
        return;
    }
    // A QProcess kills its child when it is destroyed, so this one never is. Kept in reach for leak checkers, which
    // look after the destructors of static objects: so the list is never destroyed either.
    static auto &s_letGo = *new std::vector<QProcess *>;
    m_process->disconnect(this);
    m_process->closeReadChannel(QProcess::StandardError);
    s_letGo.push_back(m_process.release());
}

} // namespace Retort::Sites
