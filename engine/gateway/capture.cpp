// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/capture.h"

namespace Retort::Gateway {

std::size_t Capture::byteCount() const noexcept
{
    return sizeof(Capture) + exceptionJson.size() + vars.bytes().size() + requestBody.bytes().size() + responseHead.headers.byteCount()
        + responseBody.bytes().size();
}

} // namespace Retort::Gateway
