// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/exchange.h"

namespace Retort::Gateway {

Exchange::~Exchange() = default;

Capture &Exchange::capture()
{
    if (!trace.capture) {
        trace.capture = std::make_shared<Capture>();
        trace.capture->vars = request.vars;
    }
    return *trace.capture;
}

} // namespace Retort::Gateway
