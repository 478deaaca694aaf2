// SPDX-License-Identifier: Apache-2.0
#include "engine/net/stream.h"

namespace Retort::Net {

Stream::~Stream() = default;

} // namespace Retort::Net
