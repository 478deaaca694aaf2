// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/sample.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Retort::Window {

Result<QString> copySample()
{
    const QString from = u":/retort/sample"_s;
    const QDir to(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/sample"_L1);
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = files.next();
        const QString path = to.filePath(QDir(from).relativeFilePath(source));
        if (QFileInfo::exists(path)) {
            continue;
        }
        if (!QDir().mkpath(QFileInfo(path).path()) || !QFile::copy(source, path)) {
            return std::unexpected(Error{Errc::Io, QCoreApplication::translate("Sample", "The sample cannot be written to %1.").arg(path)});
        }
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    return to.path();
}

} // namespace Retort::Window
