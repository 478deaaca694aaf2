// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>

namespace Retort {

// A shared library loaded at run time; it stays loaded until the process ends.
class Library final
{
public:
    enum class Symbols : unsigned char { Global, Local };  // Global: libraries loaded later may use them

    // The error is the system's own sentence.
    static std::expected<Library, std::string> load(const std::string &path, Symbols symbols);

    // Null when there is no such function.
    template<typename Function>
    Function *function(const char *name) const
    {
        return reinterpret_cast<Function *>(address(name));
    }

private:
    explicit Library(void *handle) noexcept : m_handle(handle) {}
    void *address(const char *name) const;

    void *m_handle;
};

} // namespace Retort
