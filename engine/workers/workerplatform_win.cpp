// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/workerplatform.h"

#include <QCoreApplication>

#include <windows.h>

namespace Retort::Workers {

void prepareWorkerProcess(QProcess &process)
{
    process.setCreateProcessArgumentsModifier(
        [](QProcess::CreateProcessArguments *arguments) { arguments->flags |= CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW; });
}

bool requestStackDump(qint64)
{
    return false;
}

QString signalName(int)
{
    return {};
}

ProcessUse processUse(qint64)
{
    return {};
}

QString exitSentence(QProcess::ExitStatus status, int exitCode)
{
    if (status == QProcess::NormalExit) {
        return QCoreApplication::translate("Workers", "exited with code %1").arg(exitCode);
    }
    return QCoreApplication::translate("Workers", "crashed (exception 0x%1)").arg(static_cast<quint32>(exitCode), 8, 16, QLatin1Char('0'));
}

} // namespace Retort::Workers
