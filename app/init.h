// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Retort {

// The duties of PID 1 (a container started with `retort` as its command): forward signals to the server and
// reap whatever the app leaves behind. If we are PID 1, forks: the child returns -1 and goes on as the server; the
// parent does those duties and returns the server's exit status. Otherwise returns -1 at once.
// Call before there are threads.
int superviseIfFirstProcess();

} // namespace Retort
