// SPDX-License-Identifier: Apache-2.0
#include "engine/python/claimmap.h"

#include <windows.h>

#include <utility>

namespace Retort::Python {

std::expected<ClaimMap, std::string> ClaimMap::open(const std::string &path, int rows)
{
    const int length = ::MultiByteToWideChar(CP_UTF8, 0, path.data(), static_cast<int>(path.size()), nullptr, 0);
    std::wstring name(static_cast<std::size_t>(length), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, path.data(), static_cast<int>(path.size()), name.data(), length);
    const std::size_t bytes = static_cast<std::size_t>(rows) * sizeof(Ipc::ClaimRow);

    const HANDLE file = ::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    void *memory = nullptr;
    if (file != INVALID_HANDLE_VALUE) {
        // The view keeps file and mapping alive. A file that is too short gives no mapping of this size.
        const HANDLE mapping = ::CreateFileMappingW(file, nullptr, PAGE_READWRITE, 0, 0, nullptr);
        memory = mapping == nullptr ? nullptr : ::MapViewOfFile(mapping, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, bytes);
        if (mapping != nullptr) {
            ::CloseHandle(mapping);
        }
        ::CloseHandle(file);
    }
    if (memory == nullptr) {
        return std::unexpected("The worker cannot use the claim board " + path + ": error " + std::to_string(::GetLastError()) + ".");
    }
    return ClaimMap(static_cast<Ipc::ClaimRow *>(memory), rows);
}

ClaimMap::ClaimMap(ClaimMap &&other) noexcept : m_rows(std::exchange(other.m_rows, nullptr)), m_rowCount(std::exchange(other.m_rowCount, 0))
{
}

ClaimMap &ClaimMap::operator=(ClaimMap &&other) noexcept
{
    std::swap(m_rows, other.m_rows);
    std::swap(m_rowCount, other.m_rowCount);
    return *this;
}

ClaimMap::~ClaimMap()
{
    if (m_rows != nullptr) {
        ::UnmapViewOfFile(m_rows);
    }
}

} // namespace Retort::Python
