// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inifile.h"

#include "engine/base/text.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

std::unexpected<Error> failure(Errc code, const QString &sentence)
{
    return std::unexpected(Error{code, sentence});
}

Result<std::string> bytesOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return failure(Errc::FileMissing, Text::tr("%1 does not exist. Check the path.").arg(path));
    }
    if (!info.isFile()) { // a pipe would make us wait for its other end
        return failure(Errc::BadFile, Text::tr("%1 is not a regular file. Name an ini file.").arg(path));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        const Errc code = file.error() == QFileDevice::PermissionsError || !info.isReadable() ? Errc::PermissionDenied : Errc::Io;
        return failure(code, Text::tr("%1 cannot be read: %2. Check its permissions.").arg(path, file.errorString()));
    }
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError) {
        return failure(Errc::Io, Text::tr("%1 cannot be read: %2. Try again.").arg(path, file.errorString()));
    }
    return bytes.toStdString();
}

// A file of its own beside the old one, which it replaces once it is on disk; QSaveFile resolves the link itself
// and takes over the permissions.
Result<void> replaceFile(const QString &path, const std::string &bytes)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes.data(), qint64(bytes.size())) == qint64(bytes.size());
    if (written && file.commit()) {
        return {};
    }
    const bool denied =
        file.error() == QFileDevice::PermissionsError || file.error() == QFileDevice::OpenError || file.error() == QFileDevice::WriteError;
    const QString why = file.errorString();
    if (denied && !QFileInfo(QFileInfo(path).canonicalPath()).isWritable()) {
        return failure(Errc::PermissionDenied,
            Text::tr("%1 cannot be replaced: its folder is not writable for you. Change the permissions of the folder.").arg(path));
    }
    if (denied && !QFileInfo(path).isWritable()) {
        return failure(Errc::PermissionDenied, Text::tr("%1 is write-protected. Change its permissions to save.").arg(path));
    }
    return failure(Errc::Io, Text::tr("%1 cannot be written: %2. The old file is still there.").arg(path, why));
}

} // namespace

IniFile::IniFile(QString path, std::string bytes) : m_path(std::move(path)), m_onDisk(std::move(bytes)), m_document(m_onDisk) {}

Result<IniFile> IniFile::read(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    Result<std::string> bytes = bytesOf(absolute);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    return IniFile(absolute, std::move(*bytes));
}

Result<IniFile> IniFile::create(const QString &path, std::string bytes)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QFile file(absolute);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        if (QFileInfo::exists(absolute)) {
            return failure(Errc::FileChanged, Text::tr("%1 exists by now and stays as it is. Open it instead.").arg(absolute));
        }
        const Errc code =
            file.error() == QFileDevice::PermissionsError || file.error() == QFileDevice::OpenError ? Errc::PermissionDenied : Errc::Io;
        return failure(code, Text::tr("%1 cannot be made: %2. Check the folder.").arg(absolute, file.errorString()));
    }
    if (file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()) || !file.flush()) {
        const QString why = file.errorString();
        file.remove(); // half a file would be taken for a whole one
        return failure(Errc::Io, Text::tr("%1 cannot be written: %2.").arg(absolute, why));
    }
    return IniFile(absolute, std::move(bytes));
}

Result<void> IniFile::save()
{
    const Result<std::string> current = bytesOf(m_path);
    if (!current) {
        if (current.error().code == Errc::FileMissing) {
            return failure(Errc::FileMissing,
                Text::tr("%1 was deleted since it was read. Restore it, or make a new file, before saving.").arg(m_path));
        }
        return std::unexpected(current.error());
    }
    if (*current != m_onDisk) {
        return failure(Errc::FileChanged,
            Text::tr("%1 was changed by another program since it was read. Read it again, then repeat the change.").arg(m_path));
    }
    if (m_document.bytes() == m_onDisk) {
        return {};
    }
    if (Result<void> written = replaceFile(m_path, m_document.bytes()); !written) {
        return written;
    }
    m_onDisk = m_document.bytes();
    return {};
}

} // namespace Retort::Config
