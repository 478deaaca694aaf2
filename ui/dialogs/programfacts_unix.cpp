// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/programfacts.h"

#include "engine/net/portowner.h"

#include <QFile>
#include <QObject>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr qint64 longestCommand = 2000;

bool isOwn(qint64 pid)
{
    struct stat info = {};
    const QByteArray path = QFile::encodeName(u"/proc/%1"_s.arg(pid));
    return ::stat(path.constData(), &info) == 0 && info.st_uid == ::geteuid();
}

QByteArray contents(qint64 pid, const QString &name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.read(longestCommand) : QByteArray();
}

} // namespace

std::optional<ProgramFacts> programFacts(qint64 pid)
{
    if (pid <= 1 || pid == ::getpid() || !isOwn(pid)) {
        return std::nullopt;
    }
    ProgramFacts facts;
    facts.pid = pid;
    facts.name = QString::fromUtf8(contents(pid, u"comm"_s).trimmed());
    facts.command = QString::fromUtf8(contents(pid, u"cmdline"_s).replace('\0', ' ').trimmed());
    return facts;
}

Result<void> endProgram(qint64 pid, int port)
{
    const auto owner = Net::portOwner(static_cast<quint16>(port));
    if (!owner || owner->pid != pid || !programFacts(pid)) {
        return std::unexpected(Error{Errc::ProcessFailed, QObject::tr("Port %1 is no longer held by that program.").arg(port)});
    }
    if (::kill(static_cast<pid_t>(pid), SIGTERM) != 0) {
        return std::unexpected(Error{Errc::PermissionDenied,
            QObject::tr("%1 cannot be stopped: %2.").arg(owner->program, QString::fromLocal8Bit(std::strerror(errno)))});
    }
    return {};
}

} // namespace Retort::Dialogs
