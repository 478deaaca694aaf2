// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ipc/claimboard.h"

#include <expected>
#include <string>

namespace Retort::Python {

// The claim board of this worker: the file that the engine made, mapped into memory, one row per
// slot. The mapping lives as long as this object.
class ClaimMap final
{
public:
    static std::expected<ClaimMap, std::string> open(const std::string &path, int rows);

    ClaimMap(ClaimMap &&other) noexcept;
    ClaimMap &operator=(ClaimMap &&other) noexcept;
    ~ClaimMap();

    int rowCount() const noexcept { return m_rowCount; }
    Ipc::ClaimRow &row(int slot) noexcept { return m_rows[slot]; }

private:
    ClaimMap(Ipc::ClaimRow *rows, int count) noexcept : m_rows(rows), m_rowCount(count) {}

    Ipc::ClaimRow *m_rows = nullptr;
    int m_rowCount = 0;
};

} // namespace Retort::Python
