// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/claimboardfile.h"

#include <QCoreApplication>

#include <new>

namespace Retort::Workers {

Result<std::unique_ptr<ClaimBoardFile>> ClaimBoardFile::create(const QString &fileTemplate, int slotCount)
{
    std::unique_ptr<ClaimBoardFile> board(new ClaimBoardFile);
    board->m_file.setFileTemplate(fileTemplate);
    const qint64 bytes = qint64(sizeof(Ipc::ClaimRow)) * slotCount;
    uchar *memory = nullptr;
    if (board->m_file.open() && board->m_file.resize(bytes)) {
        memory = board->m_file.map(0, bytes);
    }
    if (!memory) {
        return std::unexpected(Error{Errc::Io,
            QCoreApplication::translate("Workers", "Cannot make a file of %1 bytes at %2: %3")
                .arg(bytes)
                .arg(fileTemplate, board->m_file.errorString())});
    }
    for (int i = 0; i < slotCount; ++i) {
        ::new (static_cast<void *>(memory + sizeof(Ipc::ClaimRow) * static_cast<std::size_t>(i))) Ipc::ClaimRow;
    }
    board->m_rows = reinterpret_cast<Ipc::ClaimRow *>(memory);
    return board;
}

} // namespace Retort::Workers
