// SPDX-License-Identifier: Apache-2.0
#include "app/worker/library.h"

#include <dlfcn.h>

namespace Retort {

std::expected<Library, std::string> Library::load(const std::string &path, Symbols symbols)
{
    void *handle = ::dlopen(path.c_str(), RTLD_NOW | (symbols == Symbols::Global ? RTLD_GLOBAL : RTLD_LOCAL));
    if (handle == nullptr) {
        const char *why = ::dlerror();
        return std::unexpected(std::string(why == nullptr ? "unknown error" : why));
    }
    return Library(handle);
}

void *Library::address(const char *name) const
{
    return ::dlsym(m_handle, name);
}

} // namespace Retort
