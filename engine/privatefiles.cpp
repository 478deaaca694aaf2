// SPDX-License-Identifier: Apache-2.0
#include "engine/privatefiles.h"

#include "engine/base/processes.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace Retort {

QString workerChannelPath(const QString &runtimeFolder)
{
    return runtimeFolder + QStringLiteral("/workers-%1").arg(QCoreApplication::applicationPid());
}

QString claimBoardTemplate(const QString &runtimeFolder)
{
    return runtimeFolder + QStringLiteral("/board-%1-XXXXXX").arg(QCoreApplication::applicationPid());
}

void removeLeftovers(const QString &runtimeFolder)
{
    static const QRegularExpression ours(QStringLiteral("^(?:workers|board)-(\\d+)(?:-\\w+)?$"));
    QDir folder(runtimeFolder);
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::Hidden)) {
        const QRegularExpressionMatch match = ours.match(name);
        if (match.hasMatch() && !processExists(match.captured(1).toLongLong())) {
            folder.remove(name);
        }
    }
}

} // namespace Retort
