// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/error.h"

#include <expected>

namespace Retort {

// What a function that can fail returns: the value, or an Error with a code to branch on
// and a sentence for the user. The project throws no exceptions of its own.
template<typename T, typename E = Error>
using Result = std::expected<T, E>;

} // namespace Retort
