// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/net/poller.h"
#include "engine/net/stream.h"

#include <QString>

#include <memory>

namespace Retort::Net {

// A stream to the local socket `path` ("@name": abstract, Linux; a pipe's name on Windows), connected
// when it is returned. Errors: FileMissing (no such socket), PermissionDenied, PathTooLong, Io (nobody
// answers). Does not wait: a local connect succeeds or fails at once.
Result<std::unique_ptr<Stream>> connectLocal(Poller &poller, const QString &path);

} // namespace Retort::Net
