// SPDX-License-Identifier: Apache-2.0
#include "engine/privatefiles.h"

#include "engine/base/processes.h"
#include "engine/control/runtimedir.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace Retort {

namespace {

QString channelPathOf(const QString &runtimeFolder, qint64 pid)
{
    return runtimeFolder + QStringLiteral("/workers-%1").arg(pid);
}

} // namespace

QString workerChannelPath(const QString &runtimeFolder)
{
    return channelPathOf(runtimeFolder, QCoreApplication::applicationPid());
}

QString claimBoardTemplate(const QString &runtimeFolder)
{
    return runtimeFolder + QStringLiteral("/board-%1-XXXXXX").arg(QCoreApplication::applicationPid());
}

void removeLeftovers(const QString &runtimeFolder)
{
    static const QRegularExpression ours(QStringLiteral("^(?:workers|board)-(\\d+)(?:-\\w+)?$"));
    QDir folder(runtimeFolder);
    QStringList leftovers;
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::Hidden)) {
        const QRegularExpressionMatch match = ours.match(name);
        const qint64 pid = match.captured(1).toLongLong();
        // A container that shares the folder has process ids of its own: only the silent socket is proof.
        if (match.hasMatch() && !processExists(pid) && !Control::RuntimeDir::isAnswered(channelPathOf(runtimeFolder, pid))) {
            leftovers.append(name);
        }
    }
    for (const QString &name : std::as_const(leftovers)) {
        folder.remove(name);
    }
}

} // namespace Retort
