// SPDX-License-Identifier: Apache-2.0
#include "app/commands/filewriter.h"

#include <QFile>
#include <QSaveFile>

namespace Retort::Commands {

Result<void> writeFile(const QString &path, const QByteArray &bytes, IfThere ifThere)
{
    const auto failure = [&](const QFileDevice &file) {
        return std::unexpected(Error{Errc::Io, QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString())});
    };
    if (ifThere == IfThere::Replace) {
        QSaveFile file(path); // what was there stays until all of the new is on disk
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        return written ? Result<void>() : failure(file);
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return failure(file);
    }
    if (file.write(bytes) == bytes.size() && file.flush()) {
        return {};
    }
    const auto error = failure(file);
    file.remove();
    return error;
}

} // namespace Retort::Commands
