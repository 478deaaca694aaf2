// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/endpoint.h"
#include "engine/base/error.h"

namespace Retort::Net {

// Why a system could not listen there, whatever it calls the reason.
enum class ListenFault : quint8 { InUse, NotAllowed, NotLocal, NoFamily, Other };

// The Error for a TCP address: which program holds the port and which one is free, that ports below
// 1024 are special, that the address is another computer's. `systemText` is used for Other only.
Error tcpListenError(const Endpoint &endpoint, ListenFault fault, const QString &systemText);

} // namespace Retort::Net
