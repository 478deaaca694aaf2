// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"

namespace Retort::Gateway {

// Answers requests. In the engine that is the Dispatcher; tests give canned answers.
class RequestSink
{
public:
    // Takes the exchange in hand: sets its handler, or answers at once. The head is complete and
    // the first Limits::bodyPrefixBytes (or all) of the body are there.
    virtual void accept(Exchange &exchange) = 0;

protected:
    ~RequestSink() = default;
};

} // namespace Retort::Gateway
