// SPDX-License-Identifier: Apache-2.0
#include "app/worker/library.h"

#include <windows.h>

namespace Retort {

std::expected<Library, std::string> Library::load(const std::string &path, Symbols)
{
    const int length = ::MultiByteToWideChar(CP_UTF8, 0, path.data(), static_cast<int>(path.size()), nullptr, 0);
    std::wstring name(static_cast<std::size_t>(length), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, path.data(), static_cast<int>(path.size()), name.data(), length);
    // Its own folder too: python3.dll stands beside python311.dll.
    const HMODULE handle = ::LoadLibraryExW(name.c_str(), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (handle == nullptr) {
        return std::unexpected(path + ": error " + std::to_string(::GetLastError()));
    }
    return Library(handle);
}

void *Library::address(const char *name) const
{
    return reinterpret_cast<void *>(::GetProcAddress(static_cast<HMODULE>(m_handle), name));
}

} // namespace Retort
