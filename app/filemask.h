// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Retort {

// The process's umask (umask): which permission bits new files do not get, 0 to 0777. The workers inherit it.
// Call while there is one thread, before anything is created. Windows has no such thing and ignores it.
void setFileMask(int mask);

} // namespace Retort
