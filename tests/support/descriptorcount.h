// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>

namespace Retort::Test {

// Descriptors this process has open, to compare before and after; -1 where the system does not tell.
inline int openDescriptors()
{
    for (const auto *folder : {"/proc/self/fd", "/dev/fd"}) {
        const QDir dir(QString::fromLatin1(folder));
        if (dir.exists()) {
            return int(dir.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden).size());
        }
    }
    return -1;
}

} // namespace Retort::Test
