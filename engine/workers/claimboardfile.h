// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/ipc/claimboard.h"

#include <QTemporaryFile>

#include <memory>

namespace Retort::Workers {

// The claim board of one worker process: a small file in our private runtime folder, mapped here and
// in the worker. The file lives as long as this object. Lives on the engine's thread.
class ClaimBoardFile final
{
public:
    static Result<std::unique_ptr<ClaimBoardFile>> create(const QString &fileTemplate, int slotCount);

    QString path() const { return m_file.fileName(); }
    Ipc::ClaimRow &row(int slot) noexcept { return m_rows[slot]; }

private:
    ClaimBoardFile() = default;

    QTemporaryFile m_file;
    Ipc::ClaimRow *m_rows = nullptr;  // owned by m_file, unmapped when it closes
};

} // namespace Retort::Workers
