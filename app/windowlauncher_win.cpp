// SPDX-License-Identifier: Apache-2.0
#include "app/windowlauncher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

QString windowProgram()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"retort-window.exe"_s);
}

} // namespace

bool hasWindow()
{
    return QFileInfo(windowProgram()).isExecutable();
}

Result<void> becomeWindow(const QStringList &arguments)
{
    qunsetenv("QT_NO_GLIB");
    if (QProcess::startDetached(windowProgram(), arguments)) {
        std::exit(0);
    }
    return std::unexpected(Error{Errc::ProcessFailed, QCoreApplication::translate("Serve", "%1 cannot be started.").arg(windowProgram())});
}

} // namespace Retort
