// SPDX-License-Identifier: Apache-2.0
#include "engine/base/memory.h"

#include <QFile>

namespace Retort {

// Linux tells it in /proc/meminfo ("MemAvailable:   1234 kB"); macOS has no such number.
qint64 availableMemoryBytes()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.startsWith("MemAvailable:")) {
            return line.mid(13).trimmed().split(' ').first().toLongLong() * 1024;
        }
    }
    return 0;
}

} // namespace Retort
