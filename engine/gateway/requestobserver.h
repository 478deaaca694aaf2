// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/request.h"
#include "engine/gateway/trace.h"

namespace Retort::Gateway {

// Hears of every request once it is over, answered or not: the request log.
class RequestObserver
{
public:
    virtual void requestFinished(const Request &request, const Trace &trace) = 0;
    // Bytes that were no request (a broken head, a wrong protocol): one sentence and the peer's address.
    // `status` is what the client was told, 0 if nothing.
    virtual void requestRejected(std::string_view peer, int status, std::string_view sentence) = 0;

protected:
    ~RequestObserver() = default;
};

} // namespace Retort::Gateway
