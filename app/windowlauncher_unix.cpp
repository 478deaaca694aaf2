// SPDX-License-Identifier: Apache-2.0
#include "app/windowlauncher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

QString windowProgram()
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"retort-window"_s);
}

bool hasDisplay()
{
#ifdef Q_OS_MACOS
    return true;
#else
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#endif
}

} // namespace

bool hasWindow()
{
    return QFileInfo(windowProgram()).isExecutable();
}

Result<void> becomeWindow(const QStringList &arguments)
{
    if (!hasDisplay()) {
        return std::unexpected(Error{Errc::Io,
            QCoreApplication::translate("Serve", "There is no display to open the window on. Add --no-gui to serve in the terminal.")});
    }
    qunsetenv("QT_NO_GLIB");  // for the engine only: desktops integrate through glib
    std::vector<QByteArray> bytes{QFile::encodeName(windowProgram())};
    for (const QString &argument : arguments) {
        bytes.push_back(QFile::encodeName(argument));
    }
    std::vector<char *> pointers;
    pointers.reserve(bytes.size() + 1);
    for (QByteArray &each : bytes) {
        pointers.push_back(each.data());
    }
    pointers.push_back(nullptr);
    ::execv(pointers.front(), pointers.data());
    return std::unexpected(Error{Errc::ProcessFailed,
        QCoreApplication::translate("Serve", "%1 cannot be started: %2.")
            .arg(windowProgram(), QString::fromLocal8Bit(std::strerror(errno)))});
}

} // namespace Retort
