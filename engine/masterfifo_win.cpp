// SPDX-License-Identifier: Apache-2.0
#include "engine/masterfifo.h"

#include <QCoreApplication>
#include <QSocketNotifier>

namespace Retort {

MasterFifo::MasterFifo(const QString &path, bool made) : m_path(path), m_made(made) {}

MasterFifo::~MasterFifo() = default;

Result<std::unique_ptr<MasterFifo>> MasterFifo::open(const QString &path)
{
    return std::unexpected(Error{Errc::BadOption,
        QCoreApplication::translate("MasterFifo",
            "Windows has no named pipe like %1 (master-fifo). "
            "Use the commands retort reload and retort stop.")
            .arg(path)});
}

Result<void> MasterFifo::openEnds()
{
    return {};
}

void MasterFifo::read() {}

} // namespace Retort
