// SPDX-License-Identifier: Apache-2.0
#include "engine/pidfile.h"

#include "engine/base/processes.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <utility>

namespace Retort {

namespace {

qint64 pidIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(32).trimmed().toLongLong() : 0;
}

} // namespace

Result<PidFile> PidFile::write(const QString &path)
{
    const qint64 holder = pidIn(path);
    if (holder > 0 && holder != QCoreApplication::applicationPid() && processExists(holder)) {
        return std::unexpected(Error{Errc::BadFile,
            QCoreApplication::translate("PidFile",
                "%1 belongs to process %2, which is running. "
                "Stop it, or choose another pidfile.")
                .arg(path)
                .arg(holder)});
    }
    QSaveFile file(path);
    const QByteArray content = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return std::unexpected(
            Error{Errc::Io, QCoreApplication::translate("PidFile", "The pidfile %1 cannot be written: %2").arg(path, file.errorString())});
    }
    return PidFile(path);
}

PidFile::PidFile(PidFile &&other) noexcept : m_path(std::exchange(other.m_path, {})) {}

PidFile::~PidFile()
{
    if (!m_path.isEmpty() && pidIn(m_path) == QCoreApplication::applicationPid()) {
        QFile::remove(m_path);
    }
}

} // namespace Retort
