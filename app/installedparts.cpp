// SPDX-License-Identifier: Apache-2.0
#include "app/installedparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace Retort {

Result<InstalledParts> findInstalledParts()
{
    const QDir bin(QCoreApplication::applicationDirPath());
    const QString lib = QDir::cleanPath(bin.filePath(QStringLiteral("../lib/retort")));
#ifdef Q_OS_WIN
    const QString worker = QStringLiteral("retort-worker.exe");
    const QString module = QStringLiteral("/_retort.pyd");
#else
    const QString worker = QStringLiteral("retort-worker");
    const QString module = QStringLiteral("/_retort.abi3.so");
#endif
    InstalledParts parts;
    parts.workerProgram = bin.filePath(worker);
    parts.modulePath = lib + module;
    parts.runtimeFolder = lib + QStringLiteral("/runtime");
    const QString workerMain = parts.runtimeFolder + QStringLiteral("/worker_main.py");
    for (const QString &path : {parts.workerProgram, parts.modulePath, workerMain}) {
        if (!QFileInfo::exists(path)) {
            return std::unexpected(Error{Errc::FileMissing,
                QCoreApplication::translate("Serve",
                    "%1 is missing. It belongs to Retort: "
                    "install it again, or build all targets.")
                    .arg(path)});
        }
    }
    return parts;
}

} // namespace Retort
