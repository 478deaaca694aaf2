// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>

#include <string_view>

// The system calls of LineWriter, one set for each system.
namespace Retort::Log::Descriptor {

// Opens for appending, 0600 when it is created, not inherited by child processes.
Result<int> openForAppending(const QString &path);
// A descriptor of our own, which never blocks, for the terminal that this one is; -1 when it is none, or there is no way.
int openTerminalAgain(int descriptor) noexcept;
void close(int descriptor) noexcept;
// A file takes everything at once; a pipe or terminal may make us wait.
bool isRegularFile(int descriptor) noexcept;
// Waits until a write of a few bytes would not block; false when the time is over.
bool waitWritable(int descriptor, int timeoutMs) noexcept;
// Bytes that may be handed over in one write() after waitWritable() without blocking.
std::size_t writeUnit(int descriptor) noexcept;
// Bytes written; 0 when it would block; -1 when the other end is gone or the disk is full.
std::ptrdiff_t write(int descriptor, std::string_view bytes) noexcept;

} // namespace Retort::Log::Descriptor
