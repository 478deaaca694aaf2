// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/exchange.h"

namespace Retort::Gateway {

Exchange::~Exchange() = default;

} // namespace Retort::Gateway
